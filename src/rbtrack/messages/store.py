"""The database and its journal."""

from __future__ import annotations

from rbtrack.messages.wording import Wording
from rbtrack.text import N_

STORE: dict[str, Wording] = {
    # The database
    "store-missing": Wording(
        N_("There is no database yet."), N_('Make one with "rbtrack init", or name another one with --db.')
    ),
    "store-foreign": Wording(
        N_("This file is not a database of rbtrack."), N_("Name the right file with --db. Nothing was changed in it.")
    ),
    "store-is-folder": Wording(N_("This is a folder, not a database."), N_("Name a file in it with --db.")),
    "store-unreadable": Wording(N_("The database cannot be read."), N_("Check the permissions of the file.")),
    "store-damaged": Wording(N_("The database is damaged."), N_("Keep the file, and continue with an earlier copy.")),
    "store-older": Wording(
        N_("The database has version {found}; this program works with version {known}."),
        N_('Bring it up to date with "rbtrack init": a copy of it is kept.'),
    ),
    "store-newer": Wording(
        N_("The database has version {found}, which is newer than this program (version {known})."),
        N_("Update rbtrack."),
    ),
    "store-busy": Wording(
        N_("Another program held the database for over a minute."), N_("Close it, then try again. Nothing was stored.")
    ),
    "store-disk": Wording(
        N_("The disk of the database is full or does not answer. Nothing was stored."),
        N_("Make room on it, or check it, and try again."),
    ),
    "store-read-only": Wording(
        N_("The database cannot be written to."), N_("Check the permissions of the file and its folder.")
    ),
    "store-failed": Wording(
        N_("The database did not take the change. Nothing was stored."), N_("Check that the disk is not full.")
    ),
    "store-tier-unknown": Wording(
        N_('A figure of office {office} is of the tier "{tier}", which this program does not know.'),
        N_("Use the program that stored it. Known are: {known}."),
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
    # The journal
    "journal-entry-missing": Wording(N_("Entries before number {number} are missing.")),
    "journal-chain-broken": Wording(N_("Entry {number} does not follow from the one before it.")),
    "journal-entry-altered": Wording(N_("Entry {number} was altered after it was written.")),
    "journal-changes-altered": Wording(N_("The answers noted with entry {number} were altered after it was written.")),
}
