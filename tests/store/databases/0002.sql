BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE answer (
	evaluation_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	value TEXT, 
	not_applicable INTEGER NOT NULL, 
	note TEXT NOT NULL, 
	evidence TEXT NOT NULL, unreviewed INTEGER DEFAULT 0 NOT NULL CONSTRAINT unreviewed_known CHECK (unreviewed IN (0, 1)), 
	PRIMARY KEY (evaluation_id, item_id), 
	CONSTRAINT not_applicable_known CHECK (not_applicable IN (0, 1)), 
	CONSTRAINT value_or_not_applicable CHECK (not_applicable = 0 OR value IS NULL), 
	FOREIGN KEY(evaluation_id) REFERENCES evaluation (id), 
	FOREIGN KEY(item_id) REFERENCES item (id)
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "answer" VALUES(1,1,'A',0,'ada','SK 1',0);
INSERT INTO "answer" VALUES(1,2,'Ya',0,'','',0);
INSERT INTO "answer" VALUES(1,5,'80',0,'','',0);
CREATE TABLE evaluation (
	id INTEGER NOT NULL, 
	office_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	rubric_id INTEGER NOT NULL, 
	rubric_code TEXT NOT NULL, 
	tier TEXT NOT NULL, 
	judge TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (office_id, year, rubric_code, tier, judge), 
	FOREIGN KEY(office_id) REFERENCES office (id), 
	FOREIGN KEY(rubric_id) REFERENCES rubric (id)
)
 STRICT

;
INSERT INTO "evaluation" VALUES(1,2,2022,1,'lke-contoh','self','',2);
CREATE TABLE issued (token TEXT NOT NULL PRIMARY KEY, office_id INTEGER NOT NULL REFERENCES office (id), year INTEGER NOT NULL, rubric_code TEXT NOT NULL, tier TEXT NOT NULL, judge TEXT NOT NULL, is_export INTEGER NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, file TEXT NOT NULL, CONSTRAINT is_export_known CHECK (is_export IN (0, 1))) STRICT;
INSERT INTO "issued" VALUES('1a8199d01e9e21ef8109c946b79b553e',2,2023,'lke-contoh','self','',0,'2026-11-25T01:42:41.578+00:00','operator','LKE_2023_53.08_KPU-Kabupaten-Ende_lke-contoh.xlsx');
CREATE TABLE item (
	id INTEGER NOT NULL, 
	rubric_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (rubric_id, code), 
	FOREIGN KEY(rubric_id) REFERENCES rubric (id)
)
 STRICT

;
INSERT INTO "item" VALUES(1,1,'A.1.a');
INSERT INTO "item" VALUES(2,1,'A.1.b');
INSERT INTO "item" VALUES(3,1,'A.2.a');
INSERT INTO "item" VALUES(4,1,'A.2.b');
INSERT INTO "item" VALUES(5,1,'B.1.a');
INSERT INTO "item" VALUES(6,1,'B.1.b');
INSERT INTO "item" VALUES(7,1,'B.1.c');
CREATE TABLE journal (
	number INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	action TEXT NOT NULL, 
	object TEXT NOT NULL, 
	old TEXT NOT NULL, 
	new TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	changes TEXT NOT NULL, 
	previous TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	PRIMARY KEY (number)
)
 STRICT

;
INSERT INTO "journal" VALUES(1,'2026-11-24T18:42:02.555+00:00','operator','office.add','office:53','','{"code":"53","kind":"provinsi","name":"KPU Provinsi NTT","parent":null}','','','0000000000000000000000000000000000000000000000000000000000000000','66925bb4cb223624225f6bdc144da2f415f8a9d5545589eee249e2058cbab2a0');
INSERT INTO "journal" VALUES(2,'2026-11-24T18:42:02.557+00:00','operator','office.add','office:53.08','','{"code":"53.08","kind":"kabupaten","name":"KPU Kabupaten Ende","parent":"53"}','','','66925bb4cb223624225f6bdc144da2f415f8a9d5545589eee249e2058cbab2a0','918701b1c8ff1c5192efdb5cc44a9b27c270532ee66c53f99deb6786d1975c38');
INSERT INTO "journal" VALUES(3,'2026-11-24T18:42:02.565+00:00','operator','rubric.use','rubric:lke-contoh','','{"sha256":"06d6644e8315ae86757fb2825a151df2a48680994b74246044327c5f082b9983","version":"1"}','','','918701b1c8ff1c5192efdb5cc44a9b27c270532ee66c53f99deb6786d1975c38','981ebcab7a435a4023647cf750ea511f5bebe2cc604db7aa937a30e7bb1ac67d');
INSERT INTO "journal" VALUES(4,'2026-11-24T18:42:02.575+00:00','operator','lke.import','evaluation:53.08/2022/lke-contoh/self','','{"file":"LKE.xlsx","revision":1}','','442882b102ad9e218b0d78aef145103d95d54761a7461d0be20330e0876cdfdf','981ebcab7a435a4023647cf750ea511f5bebe2cc604db7aa937a30e7bb1ac67d','91564c962cd36c0eadffd6c76b9a85b59142eee88def6b83b5581f8c368df57c');
INSERT INTO "journal" VALUES(5,'2026-11-24T18:42:02.578+00:00','operator','answer.set','evaluation:53.08/2022/lke-contoh/self','','{"item":"A.1.a","revision":2}','','751ee20f9a0d6ddd9074c981590fce7130cae14b01d6ecc4d8dd3b9e28703dab','91564c962cd36c0eadffd6c76b9a85b59142eee88def6b83b5581f8c368df57c','6f2a086aa478dc310f79e7d3330f2fd9efbbaaa458b5837be44d981e02e315f2');
INSERT INTO "journal" VALUES(6,'2026-11-24T18:42:02.593+00:00','operator','result.set','result:53/2020/sakip/external','','{"grade":"CC","note":"","scale":null,"score":"65","source":""}','','','6f2a086aa478dc310f79e7d3330f2fd9efbbaaa458b5837be44d981e02e315f2','c3bde77189a0b1ae0f3adf20c066d54177e4c11eb855c4e7be94ae81b976535a');
INSERT INTO "journal" VALUES(7,'2026-11-25T01:42:41.579+00:00','operator','lke.new','evaluation:53.08/2023/lke-contoh/self','','{"file":"LKE_2023_53.08_KPU-Kabupaten-Ende_lke-contoh.xlsx","token":"1a8199d01e9e21ef8109c946b79b553e"}','','','c3bde77189a0b1ae0f3adf20c066d54177e4c11eb855c4e7be94ae81b976535a','89605d5caba25e4a81cd2f4d07f153fd5a64e4e549127b2bbc0bed72cdd9909a');
CREATE TABLE journal_change (
	number INTEGER NOT NULL, 
	item TEXT NOT NULL, 
	old TEXT NOT NULL, 
	new TEXT NOT NULL, 
	PRIMARY KEY (number, item), 
	FOREIGN KEY(number) REFERENCES journal (number)
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "journal_change" VALUES(4,'A.1.a','','["B",0,"ada","SK 1"]');
INSERT INTO "journal_change" VALUES(4,'A.1.b','','["Ya",0,"",""]');
INSERT INTO "journal_change" VALUES(4,'B.1.a','','["80",0,"",""]');
INSERT INTO "journal_change" VALUES(5,'A.1.a','["B",0,"ada","SK 1"]','["A",0,"ada","SK 1"]');
CREATE TABLE office (
	id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	parent_id INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (code), 
	FOREIGN KEY(parent_id) REFERENCES office (id)
)
 STRICT

;
INSERT INTO "office" VALUES(1,'53','KPU Provinsi NTT','provinsi',NULL);
INSERT INTO "office" VALUES(2,'53.08','KPU Kabupaten Ende','kabupaten',1);
CREATE TABLE result (
	id INTEGER NOT NULL, 
	office_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	instrument TEXT NOT NULL, 
	tier TEXT NOT NULL, 
	judge TEXT NOT NULL, 
	score TEXT, 
	grade TEXT, 
	scale TEXT, 
	source TEXT NOT NULL, 
	note TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (office_id, year, instrument, tier, judge), 
	CONSTRAINT something_reported CHECK (score IS NOT NULL OR grade IS NOT NULL), 
	FOREIGN KEY(office_id) REFERENCES office (id)
)
 STRICT

;
INSERT INTO "result" VALUES(1,1,2020,'sakip','external','','65','CC',NULL,'','');
CREATE TABLE rubric (
	id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	version TEXT NOT NULL, 
	instrument TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	content TEXT NOT NULL, 
	first_used TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (code, version)
)
 STRICT

;
INSERT INTO "rubric" VALUES(1,'lke-contoh','1','rb','06d6644e8315ae86757fb2825a151df2a48680994b74246044327c5f082b9983','{"answer_types":{"abc":{"options":[["A","1"],["B","1/2"],["C","0"]]},"ya_tidak":{"options":[["Ya","1","Y"],["Tidak","0","T"]]}},"areas":{},"blank_items":"skip","confidence":"unverified","grade_scale":null,"id":"lke-contoh","instrument":"rb","level":"kabupaten","name":"LKE contoh","nodes":[{"code":"A","name":"Pengungkit","nodes":[{"code":"A.1","name":"Manajemen Perubahan","nodes":[{"answer":"abc","code":"A.1.a","name":"Tim Reformasi Birokrasi dibentuk"},{"answer":"ya_tidak","code":"A.1.b","name":"Agen perubahan ditunjuk"}],"weight":"20"},{"code":"A.2","name":"Penguatan Akuntabilitas","nodes":[{"answer":"abc","code":"A.2.a","name":"Laporan kinerja semester 1 disusun"},{"answer":"abc","code":"A.2.b","name":"Laporan kinerja semester 2 disusun"}],"weight":"40"}],"weight":"60"},{"code":"B","name":"Hasil","nodes":[{"code":"B.1","name":"Kualitas Pelayanan","nodes":[{"answer":{"range":["0","100"]},"code":"B.1.a","name":"Survei kepuasan masyarakat"},{"answer":{"counts":["selesai","semua"],"ratio":"part"},"code":"B.1.b","name":"Pengaduan ditindaklanjuti"},{"answer":{"range":["0","5000"]},"code":"B.1.c","name":"Jam pelatihan pegawai"}],"weight":"40"}],"weight":"40"}],"provenance":"made for the gallery of broken worksheets","regulation":"-","version":"1","years":[2020,null]}','2026-11-24T18:42:02.563131+00:00');
CREATE INDEX ix_office_parent_id ON office (parent_id);
CREATE INDEX ix_evaluation_rubric_id ON evaluation (rubric_id);
CREATE INDEX ix_answer_item_id ON answer (item_id);
CREATE INDEX ix_issued_office_id ON issued (office_id);
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_change_no_update BEFORE UPDATE ON journal_change BEGIN SELECT RAISE(ABORT, 'journal_change is append-only'); END;
CREATE TRIGGER journal_change_no_delete BEFORE DELETE ON journal_change BEGIN SELECT RAISE(ABORT, 'journal_change is append-only'); END;
CREATE TRIGGER rubric_no_update BEFORE UPDATE ON rubric BEGIN SELECT RAISE(ABORT, 'rubric is append-only'); END;
CREATE TRIGGER rubric_no_delete BEFORE DELETE ON rubric BEGIN SELECT RAISE(ABORT, 'rubric is append-only'); END;
CREATE TRIGGER item_no_update BEFORE UPDATE ON item BEGIN SELECT RAISE(ABORT, 'item is append-only'); END;
CREATE TRIGGER item_no_delete BEFORE DELETE ON item BEGIN SELECT RAISE(ABORT, 'item is append-only'); END;
CREATE TRIGGER journal_in_order BEFORE INSERT ON journal WHEN NEW.number IS NOT (SELECT COALESCE(MAX(number), 0) + 1 FROM journal)
        OR NEW.previous IS NOT (
            SELECT COALESCE((SELECT hash FROM journal ORDER BY number DESC LIMIT 1), printf('%064d', 0))
        ) BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_change_in_order BEFORE INSERT ON journal_change WHEN NEW.number IS NOT (SELECT MAX(number) FROM journal)
        OR EXISTS (SELECT 1 FROM journal_change WHERE number = NEW.number AND item = NEW.item) BEGIN SELECT RAISE(ABORT, 'journal_change is append-only'); END;
CREATE TRIGGER rubric_in_order BEFORE INSERT ON rubric WHEN EXISTS (SELECT 1 FROM rubric WHERE id = NEW.id OR (code = NEW.code AND version = NEW.version)) BEGIN SELECT RAISE(ABORT, 'rubric is append-only'); END;
CREATE TRIGGER item_in_order BEFORE INSERT ON item WHEN EXISTS (SELECT 1 FROM item WHERE id = NEW.id OR (rubric_id = NEW.rubric_id AND code = NEW.code)) BEGIN SELECT RAISE(ABORT, 'item is append-only'); END;
COMMIT;
