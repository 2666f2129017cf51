"""Every problem in words: what is wrong, and what to do about it.

One entry for each code. Both sentences are filled with the problem's parameters (and `value`, what
was seen), written as the reader writes numbers and lists, and made harmless.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rbtrack.domain.rubric import Years
from rbtrack.errors import Place, Problem
from rbtrack.text import MISSING, N_, _, listed, shorten, unrounded


@dataclass(frozen=True, slots=True)
class Wording:
    """The two sentences of a problem, in English; translated when shown."""

    message: str
    hint: str = ""


WORDINGS: dict[str, Wording] = {
    # The database
    "store-missing": Wording(
        N_("There is no database yet."), N_('Make one with "rbtrack init", or name another one with --db.')
    ),
    "store-foreign": Wording(
        N_("This file is not a database of rbtrack."), N_("Name the right file with --db. Nothing was changed in it.")
    ),
    "store-is-folder": Wording(N_("This is a folder, not a database."), N_("Name a file in it with --db.")),
    "store-unreadable": Wording(N_("The database cannot be read."), N_("Check the permissions of the file.")),
    "store-damaged": Wording(
        N_("The database is damaged."), N_("Keep the file, and go on with a copy that was made before.")
    ),
    "store-older": Wording(
        N_("The database has version {found}; this program works with version {known}."),
        N_("Use the program that made it, or make a new database."),
    ),
    "store-newer": Wording(
        N_("The database has version {found}, which is newer than this program (version {known})."),
        N_("Update rbtrack."),
    ),
    "store-busy": Wording(
        N_("Another program held the database for over a minute."), N_("Close it, then try again. Nothing was stored.")
    ),
    "store-read-only": Wording(
        N_("The database cannot be written to."), N_("Check the permissions of the file and its folder.")
    ),
    "store-failed": Wording(
        N_("The database did not take the change. Nothing was stored."), N_("Check that the disk is not full.")
    ),
    "store-address-wrong": Wording(
        N_('"{address}" is not the address of a database.'),
        N_("Give a path, or a URL such as sqlite:///data/rbtrack.db."),
    ),
    "store-kind-unsupported": Wording(
        N_('Databases of the kind "{kind}" are not supported.'), N_("Use a file: SQLite needs nothing to be installed.")
    ),
    "read-back-differs": Wording(
        N_("What the database gives back for {evaluation} is not what was to be stored."),
        N_("Do not use these answers; keep the database file and report this."),
    ),
    # Files to be written
    "output-not-writable": Wording(
        N_("The file cannot be written ({reason})."), N_("If it is open in another program, close it and try again.")
    ),
    "output-suffix-unknown": Wording(
        N_('Files ending in "{suffix}" cannot be made here.'), N_("Choose one of: {known}.")
    ),
    # Requests
    "office-unknown": Wording(
        N_('There is no office with the code "{office}".'),
        N_('Known are: {known}. Add it with "rbtrack office add".'),
    ),
    "office-exists": Wording(
        N_('There is an office with the code "{office}" already.'), N_('See "rbtrack office list".')
    ),
    "office-code-wrong": Wording(
        N_('"{code}" cannot be the code of an office.'),
        N_("Use letters, digits, full stops, hyphens and underscores, 40 at most, such as 53.01 or bps."),
    ),
    "name-wrong": Wording(
        N_('"{value}" cannot be used as a name here.'),
        N_("Use words in one line, without control characters; not a hyphen alone."),
    ),
    "office-name-wrong": Wording(N_("An office needs a name and a kind."), N_("Give the name in quotation marks.")),
    "rubric-unknown": Wording(N_('There is no rubric "{rubric}".'), N_("Known are: {known}.")),
    "rubric-changed": Wording(
        N_("Rubric {rubric}, version {version}, was used before with another content."),
        N_("A published rubric never changes: give a correction a new version."),
    ),
    "rubric-asked": Wording(
        N_("{office} has evaluations for {year} on more than one rubric: {known}."), N_("Name one with --rubric.")
    ),
    "judge-asked": Wording(
        N_("{office} has evaluations for {year} by more than one judge: {known}."), N_("Name one with --judge.")
    ),
    "evaluation-missing": Wording(
        N_("There is no evaluation of {office} for {year} that fits."),
        N_('There are: {known}. Bring one in with "rbtrack lke import".'),
    ),
    "evaluation-asked": Wording(
        N_("{office} has more than one evaluation for {year}: {known}."),
        N_("Tell them apart with --rubric, --tier and --judge."),
    ),
    "evaluation-not-begun": Wording(
        N_("{office} has no evaluation for {year} that fits."), N_("To begin one, name --rubric and --tier.")
    ),
    "not-applicable-not-allowed": Wording(N_("{item} applies to every office."), N_("Answer it, or leave it blank.")),
    "item-not-sakip": Wording(N_("{item} is no item that takes a SAKIP value from 0 to 100."), N_("Check the code.")),
    "sakip-missing": Wording(
        N_("No SAKIP score of {office} for {year} is known."),
        N_('Store it with "rbtrack sakip set", or fill a SAKIP evaluation.'),
    ),
    "rubrics-differ": Wording(
        N_("The years stand on different rubrics: {rubrics}."),
        N_("No crosswalk leads from one to the other. Compare years on one rubric, with --rubric."),
    ),
    "chart-no-areas": Wording(
        N_("Rubric {rubric} has no change areas to draw."), N_('See "rbtrack score show" for its parts.')
    ),
    # The workbook as a file
    "file-missing": Wording(N_("The file does not exist."), N_("Check its name and folder.")),
    "file-is-folder": Wording(N_("This is a folder, not a file."), N_("Name the workbooks in it.")),
    "file-unreadable": Wording(N_("The file cannot be read ({reason})."), N_("Check the permissions.")),
    "file-empty": Wording(N_("The file is empty."), N_("It was probably not copied to its end: ask for it again.")),
    "file-not-workbook": Wording(
        N_("This is not an Excel workbook."), N_("Open it in the program that made it and save it as .xlsx.")
    ),
    "file-legacy": Wording(
        N_("This workbook has an old or binary format (.xls, .xlsb)."), N_("Open it in Excel and save it as .xlsx.")
    ),
    "file-encrypted": Wording(
        N_("The workbook is protected by a password."), N_("Open it in Excel, remove the password, and save it.")
    ),
    "file-macros": Wording(
        N_("The workbook holds macros, which may do anything on the computer that opens it."),
        N_("Save it as .xlsx without macros."),
    ),
    "file-broken": Wording(
        N_("The workbook is damaged."), N_("Open it in Excel, let it be repaired, and save it as .xlsx.")
    ),
    "file-too-large": Wording(N_("The file is larger than {limit} MiB."), N_("Remove pictures from it.")),
    "file-too-many-parts": Wording(N_("The file has more than {limit} parts inside."), N_("Save it anew in Excel.")),
    "file-bomb": Wording(
        N_("The file unpacks to far more than a worksheet holds (limit: {limit} MiB)."),
        N_("If it comes from someone you do not know, delete it. Else copy the LKE sheet into a new workbook."),
    ),
    "file-entities": Wording(
        N_("The file holds XML declarations that no Excel workbook needs and that can be an attack."),
        N_("If it comes from someone you do not know, delete it. Else save it anew in Excel."),
    ),
    "external-links": Wording(
        N_("The workbook refers to other files. They were not opened; its stored values were used.")
    ),
    # The sheet
    "cells-without-place": Wording(
        N_("The cells of this sheet do not say where they stand."), N_("Open the workbook in Excel and save it anew.")
    ),
    "column-double": Wording(
        N_('A second column with the heading "{value}"; the first one is at {first}.'),
        N_("Leave the one that is meant, or name the other differently."),
    ),
    "answer-merged": Wording(
        N_("The cells {cells} are merged over the answers to several items."), N_("Unmerge them and enter each answer.")
    ),
    "text-without-value": Wording(
        N_(
            "The note or evidence beside {item} is an error, or a formula whose result was never stored. It is not taken."
        ),
        N_("Enter the text itself, or let Excel calculate and save."),
    ),
    "text-below-table": Wording(N_('"{value}" stands below the table. It is not taken for an answer.')),
    "figures-unreadable": Wording(
        N_(
            "Figures of the worksheet that cannot be compared, because they are errors, words or were never calculated: {count}, the first one here."
        ),
        N_("Open the workbook in Excel or LibreOffice, let it calculate, and save it."),
    ),
    "sheet-too-large": Wording(
        N_("The sheet reaches as far as this cell, much farther than its table."),
        N_("Delete the rows below and the columns to the right of the table, and save."),
    ),
    "headings-missing": Wording(
        N_(
            "No sheet has the headings of an LKE: a column of labels (PENILAIAN) and one of answers (Jawaban). Sheets: {sheets}."
        ),
        N_("Restore the row of headings, or choose the right file."),
    ),
    "headings-on-several-sheets": Wording(
        N_("More than one sheet has the headings of an LKE: {sheets}."), N_("Leave one of them, and remove the others.")
    ),
    "year-not-found": Wording(
        N_("The worksheet has no table for {year}. It has: {found}."), N_("Name one of these with --year.")
    ),
    "year-unstated": Wording(
        N_("The worksheet does not say which year it is for."),
        N_('Name it with --year, or write "TAHUN : 2015" over the table.'),
    ),
    "year-ambiguous": Wording(
        N_("The worksheet states different years over its table: {years}."), N_("Correct the one that is wrong.")
    ),
    "year-double": Wording(
        N_("The worksheet has more than one table for the same year: {years}."),
        N_("Leave one of them, and remove the others."),
    ),
    "office-differs": Wording(
        N_('The worksheet names "{value}"; it is brought in for {office}.'), N_("Check that it is the right file.")
    ),
    "item-missing": Wording(
        N_("The worksheet has no row for {item} ({name})."),
        N_("Restore the row with its number; leave its answer blank if there is none."),
    ),
    "item-unknown": Wording(N_("{rubric} has no item {item}."), N_("Check the code.")),
    "row-unknown": Wording(
        N_('This row ("{value}", number "{code}") is not in {rubric}.'),
        N_("Correct its number, or remove the row; or choose another rubric."),
    ),
    "row-double": Wording(
        N_("A second row for {item}; the first one is at {first}."), N_("Correct the number of one of them.")
    ),
    "row-without-label": Wording(
        N_('An answer ("{value}") in a row without number and label.'), N_("Move it to the row that it belongs to.")
    ),
    "cell-not-used": Wording(
        N_('"{value}" stands beside {node}, which is a heading and has no answer. It is not stored.'),
        N_("Move it to the item that it belongs to."),
    ),
    "notes-without-heading": Wording(
        N_("Column {columns} has text but no heading. It is taken for notes."), N_('Write "Catatan" over it.')
    ),
    "columns-without-heading": Wording(
        N_("Columns {columns} have text but no heading. They are not read."),
        N_('Write "Catatan" or "Bukti Dukung" over them.'),
    ),
    "weight-differs": Wording(
        N_("The worksheet gives {node} the weight {sheet_weight}; in the rubric it has {rubric_weight}, which counts."),
        N_("Check that it is the right rubric."),
    ),
    "options-differ": Wording(
        N_('The worksheet offers "{value}" for {item}; in the rubric the choices are {options}, which count.'),
        N_("Check that it is the right rubric."),
    ),
    "figure-differs": Wording(
        N_("The worksheet states {sheet_figure} for {node}; its answers give {computed}, which counts."),
        N_("Look at the formula in this cell."),
    ),
    "rubric-outside-years": Wording(
        N_("{rubric} was in force {years}, not for {year}."), N_("Check the year and the rubric.")
    ),
    # Answers
    "answer-not-offered": Wording(N_('{item} does not offer the answer "{value}".'), N_("Choose one of: {options}.")),
    "answer-not-a-number": Wording(
        N_('"{value}" is not a number, as {item} wants it.'), N_("Enter a number from {minimum} to {maximum}.")
    ),
    "answer-not-a-ratio": Wording(
        N_('"{value}" is not a ratio, as {item} wants it.'),
        N_('Enter two counts, such as 3/4: "{first}" and "{second}".'),
    ),
    "answer-outside-range": Wording(
        N_("{value} lies outside the scale of {item}."), N_("Enter a number from {minimum} to {maximum}.")
    ),
    "answer-ambiguous": Wording(
        N_('"{value}" can be read as {readings}, and both fit {item}.'),
        N_("Enter it as a number and not as text, or write all decimals, such as 1,2340."),
    ),
    "cell-error": Wording(
        N_("The answer to {item} is the error {value}."), N_("Enter the answer itself, or repair the formula.")
    ),
    "formula-without-value": Wording(
        N_("The answer to {item} is a formula whose result was never stored."),
        N_("Open the workbook in Excel or LibreOffice, let it calculate, and save it."),
    ),
    "answer-from-formula": Wording(
        N_('The answer to {item} is a formula; its stored result "{value}" was taken.'),
        N_("Check it, or enter the answer itself."),
    ),
    "answer-changed": Wording(
        N_("{item}: stored is {old}, the worksheet says {new}."),
        N_("If the worksheet is right, bring it in again with --replace."),
    ),
    "answer-kept": Wording(
        N_("{item} is blank in the worksheet; the stored {old} stays."),
        N_("To erase it, bring the worksheet in with --replace."),
    ),
    # Published figures
    "result-unreadable": Wording(
        N_('"{value}" is no reported figure.'),
        N_("Write grade, score, or both: CC/65, BB (70,51), B, 71,66. Put other words into --note."),
    ),
    "score-outside-range": Wording(N_('"{value}" is no score.'), N_("Enter a number from 0 to {maximum}.")),
    "result-empty": Wording(
        N_("Neither score nor grade is given."), N_("Enter what was published, or remove the row.")
    ),
    "result-double": Wording(
        N_("Another row gives another figure for {office}, {year}, of the same instrument, tier and judge."),
        N_("Remove one of them, or tell the judges apart."),
    ),
    "result-office-unknown": Wording(
        N_('There is no office with the code "{office}".'), N_("Add it, or bring the table in with --create-offices.")
    ),
    "cell-missing": Wording(N_('The column "{column}" is empty here.'), N_("Fill it in.")),
    "code-is-number": Wording(
        N_("The code {value} stands in the cell as a number: 53.1 and 53.10 look the same there."),
        N_("Make the column text in Excel, and enter the code again."),
    ),
    "year-wrong": Wording(N_('"{value}" is no year.'), N_("Enter four digits, from {minimum} to {maximum}.")),
    "word-unknown": Wording(N_('"{value}" is not known here.'), N_("Choose one of: {allowed}.")),
    "scale-unknown": Wording(N_("There is no such grade scale."), N_("Known are: {known}.")),
    "scale-not-known": Wording(
        N_("No grade scale of {instrument} is known for {year}; the figure of {office} is kept as reported."),
        N_("Name one with --scale, if it was printed."),
    ),
    "grade-not-on-scale": Wording(
        N_('{office}, {year}: the scale {scale} has no grade "{value}". It is kept as reported.'),
        N_("Check the letter and the year."),
    ),
    "grade-differs": Wording(
        N_(
            '{office}, {year}: {score} earns {earned} on the scale {scale}, and fits "{value}" on no scale. It is kept as reported.'
        ),
        N_("Check score and grade."),
    ),
    "grade-differs-fits": Wording(
        N_(
            '{office}, {year}: {score} earns {earned} on the scale {scale}; "{value}" fits {fits} (the scale used {fits_years}). It is kept as reported.'
        ),
        N_("If the letter was given on that scale, name it with --scale."),
    ),
    "table-headings-missing": Wording(
        N_("No row holds the headings of the table: {required}."), N_("Write them into the first row.")
    ),
    "table-not-text": Wording(
        N_("The file is not text in UTF-8."), N_('Save it in Excel as "CSV UTF-8", or as .xlsx.')
    ),
    "table-not-csv": Wording(
        N_("The file cannot be read as CSV from here on."), N_("Look for a quotation mark that is not closed.")
    ),
    # A rubric out of a worksheet
    "draft-no-rows": Wording(
        N_("No numbered rows stand below the headings."), N_("Choose an LKE whose rows are numbered A, I, 1, a.")
    ),
    "draft-row-unnumbered": Wording(N_('The row "{label}" has no number.'), N_("Number it in the worksheet.")),
    "draft-row-lettered": Wording(N_('The row "{label}" has no number; it became {item}.')),
    "draft-weight-missing": Wording(
        N_("{node} has no weight, neither in its label nor beside it."),
        N_('Write it into the label, such as "Harmonisasi (2,5)".'),
    ),
    "draft-empty": Wording(N_("The component {node} has nothing below it."), N_("Check the numbering of the rows.")),
    "draft-weights-differ": Wording(N_("The label says {label}, the number beside it {number}, which was taken.")),
    "draft-answer-unknown": Wording(
        N_("What {item} offers is said nowhere: not as choices, list or explanation."),
        N_('Write the choices beside it, such as "A/B/C" or "0-100".'),
    ),
    "draft-answer-from-explanation": Wording(N_("The letters {letters} were taken from the explanation.")),
    "draft-points-unknown": Wording(
        N_("What each answer to {item} ({options}) earns stands in no formula."),
        N_("Give the points in a rubric file of your own."),
    ),
    "draft-shares-own": Wording(N_("{item}: the formula gives its letters shares of their own: {shares}.")),
    "draft-gates-several": Wording(
        N_("The formula multiplies {item} by more than one item: {gates}."), N_("Leave one of them in the formula.")
    ),
    # Rubric files
    "rubric-file-refused": Wording(
        N_("The file is too large, or uses anchors (& and *)."), N_("Write out what the anchors stand for.")
    ),
    "rubric-file-not-yaml": Wording(
        N_("The file is not YAML from here on."), N_("Look at the indentation and quotes.")
    ),
    "rubric-mapping-expected": Wording(N_('"{path}" must hold names with values.')),
    "rubric-list-expected": Wording(N_('"{path}" must be a list.')),
    "rubric-text-expected": Wording(N_('"{path}" must be a text.')),
    "rubric-key-unknown": Wording(N_('The name "{key}" means nothing here.'), N_("Known are: {known}.")),
    "rubric-key-missing": Wording(N_('"{key}" is missing.')),
    "rubric-word-unknown": Wording(N_('"{value}" is none of: {allowed}.')),
    "rubric-number-expected": Wording(N_('"{value}" is not a number.'), N_("Write 2.5 or 1/3.")),
    "rubric-years-wrong": Wording(N_("Years are two numbers, such as [2014, 2019]; null is an open end.")),
    "rubric-range-wrong": Wording(N_("A range is two numbers, the smaller first, from 0 on.")),
    "rubric-options-missing": Wording(N_("An answer is a range, shares or points.")),
    "rubric-answer-type-unknown": Wording(N_('There is no answer type "{value}".'), N_("Known are: {known}.")),
    "rubric-scale-unknown": Wording(N_('There is no grade scale "{value}".'), N_("Known are: {known}.")),
    "rubric-code-double": Wording(N_("The code {node} stands twice.")),
    "rubric-node-empty": Wording(N_("{node} must have either an answer or nodes below it.")),
    "rubric-weight-not-positive": Wording(N_("The weight of {node} is {weight}; it must be above 0.")),
    "rubric-weight-missing": Wording(N_("{node} must have a weight.")),
    "rubric-correction-wrong": Wording(N_("{node} corrects: it has no weight, and a range of numbers for its answer.")),
    "rubric-counts-wrong": Wording(N_("A ratio names its two counts.")),
    "rubric-file-not-text": Wording(N_("The file is not text in UTF-8."), N_("Save it as UTF-8 in a text editor.")),
    "rubric-id-differs": Wording(
        N_('The file holds the rubric "{rubric}"; by its name it should be "{expected}".'), N_("Make both the same.")
    ),
    "rubric-id-taken": Wording(
        N_('"{rubric}" is the id of a rubric that comes with the program.'),
        N_('Give yours an id of its own, and write "based_on: {rubric}" in it.'),
    ),
    "rubric-base-unknown": Wording(
        N_('There is no rubric "{rubric}" to be based on.'), N_("Rubrics that come with the program: {known}.")
    ),
    "rubric-change-unknown": Wording(
        N_('The rubric that this one is based on has no part "{value}".'), N_("Check the code.")
    ),
    "crosswalk-part-unknown": Wording(N_('"{value}" is no part of the rubric.'), N_("Check the code.")),
    "crosswalk-link-wrong": Wording(
        N_('A link of the kind "{kind}" must name what it leads from and to; new has no from, dropped no to.')
    ),
    "rubric-weights-mixed": Wording(N_("Below {node}, either all have a weight, or all are items without one.")),
    "rubric-weights-do-not-add-up": Wording(N_("The weights below {node} add up to {sum}; it weighs {weight}.")),
    "rubric-weight-lost": Wording(
        N_("{node} may not apply, and nothing above it scales the rest up."),
        N_('Write "rescales: true" at a node above it.'),
    ),
    "rubric-area-unknown": Wording(N_('{node} is of the area "{area}", which is not in the list of areas.')),
    "rubric-gate-unknown": Wording(N_("{node} is multiplied by {gate}, which is no item.")),
    "rubric-gate-circle": Wording(N_("{node} is multiplied, in the end, by itself.")),
    "rubric-share-wrong": Wording(N_("The answers to {node} must earn from 0 to its full weight.")),
    "rubric-option-double": Wording(N_("Two answers to {node} have the same name.")),
    "scale-band-wrong": Wording(N_("A band is [grade, above, up to, predicate], the smaller number first.")),
    "scale-band-gap": Wording(N_("The bands of {node} leave a gap or overlap.")),
    # The journal
    "journal-entry-missing": Wording(N_("Entries before number {number} are missing.")),
    "journal-chain-broken": Wording(N_("Entry {number} does not follow from the one before it.")),
    "journal-entry-altered": Wording(N_("Entry {number} was altered after it was written.")),
    "journal-changes-altered": Wording(N_("The answers noted with entry {number} were altered after it was written.")),
}


def message(problem: Problem) -> str:
    """What is wrong, in the reader's language."""
    return _(WORDINGS[problem.code].message).format(**_values(problem))


def hint(problem: Problem) -> str:
    """What to do about it, in the reader's language; empty where nothing need be done."""
    wording = WORDINGS[problem.code].hint
    return _(wording).format(**_values(problem)) if wording else ""


def where(place: Place) -> str:
    """The place as a reader looks for it: `file.xlsx, LKE!J10`, `file.yaml:12`."""
    file = shorten(place.file, 200) if place.file else ""
    if place.line is not None:
        return f"{file}:{place.line}"
    cell = "!".join(shorten(part.strip()) for part in (place.sheet, place.cell) if part)
    return ", ".join(part for part in (file, cell) if part)


def _values(problem: Problem) -> dict[str, str]:
    values = {"value": problem.value, **problem.parameters}
    return {name: _shown(value) for name, value in values.items()}


def _shown(value: object) -> str:
    if isinstance(value, (Decimal, Fraction)):
        return unrounded(value)
    if value is None:
        return MISSING
    if isinstance(value, Years):
        return _years(value)
    if isinstance(value, tuple):
        return listed([_shown(part) for part in value]) or _("none")
    return shorten(str(value), 200)


def _years(years: Years) -> str:
    """A span of years in words; what is open at an end says so."""
    if years.first is None and years.last is not None:
        return _("until {year}").format(year=years.last)
    if years.last is None and years.first is not None:
        return _("from {year} on").format(year=years.first)
    return f"{years.first}–{years.last}"
