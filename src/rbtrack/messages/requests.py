"""What was asked of the program, and the files that it writes."""

from __future__ import annotations

from rbtrack.messages.wording import Wording
from rbtrack.text import N_

REQUESTS: dict[str, Wording] = {
    # Files to be written
    "output-not-writable": Wording(
        N_("The file cannot be written ({reason})."), N_("If it is open in another program, close it and try again.")
    ),
    "output-no-room": Wording(
        N_("The file cannot be written ({reason})."), N_("Make room there, or write it to another place.")
    ),
    "output-over-input": Wording(
        N_("This file is one of those that the command reads."), N_("Give the output another name.")
    ),
    "output-over-database": Wording(
        N_("There is a database at this place. It is not written over."), N_("Give the output another name.")
    ),
    "demo-folder-taken": Wording(
        N_("There is something else under the name of the demo's folder. It was left as it is."),
        N_("Name another folder with -o."),
    ),
    "printing-failed": Wording(N_("The output cannot be written ({reason}).")),
    "system-refused": Wording(
        N_("The system refused this ({reason})."),
        N_(
            "Check that the file or folder is there, that no other program holds it, and that you may use it. Then try again."
        ),
    ),
    "output-suffix-unknown": Wording(
        N_('Files ending in "{suffix}" cannot be made here.'), N_("Choose one of: {known}.")
    ),
    # Requests
    "office-unknown": Wording(
        N_('There is no office with the code "{office}".'),
        N_('Known are: {known}. Add it with "rbtrack office add".'),
    ),
    "folder-unreadable": Wording(
        N_("The folder cannot be looked into: the worksheets in it are not among these."),
        N_("Check its permissions, and bring them in then."),
    ),
    "file-failed": Wording(
        N_("Something went wrong in this file that the program does not know: {value}. Nothing of it was stored."),
        N_("Save it anew in Excel or LibreOffice and try again; please report it if that does not help."),
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
    "item-unknown": Wording(N_("{rubric} has no item {item}."), N_('See "rbtrack rubric show" for its codes.')),
    "item-not-sakip": Wording(
        N_("{item} is not an item that takes a SAKIP value from 0 to 100."), N_("Check the code.")
    ),
    "sakip-missing": Wording(
        N_("No SAKIP score of {office} for {year} is known."),
        N_('Store it with "rbtrack sakip set", or fill a SAKIP evaluation.'),
    ),
    "rubrics-differ": Wording(
        N_("The years are on different rubrics: {rubrics}."),
        N_("No crosswalk leads from one to the other. Compare years on one rubric, with --rubric."),
    ),
    "combined-no-units": Wording(
        N_("No office stands directly below {office}."), N_("Add its units with rbtrack office add CODE NAME --parent.")
    ),
    "combined-units-missing": Wording(
        N_("No office directly below {office} has an evaluation for {year} on {rubric} of the tier {tier}."),
        N_('Bring one in with "rbtrack lke import", or choose another tier with --tier.'),
    ),
    "year-not-comparable": Wording(
        N_("{rubric} is not made for {year}: its figures of that year can be compared with no other year."),
        N_("Leave the year out."),
    ),
    "chart-no-areas": Wording(
        N_("Rubric {rubric} has no change areas to draw."), N_('See "rbtrack score show" for its parts.')
    ),
    "evaluation-moved": Wording(
        N_("The evaluation of {office} for {year} was moved to another version of {rubric} meanwhile."),
        N_("Nothing was stored: do it again."),
    ),
    "area-unknown": Wording(N_('No rubric used in {year} has an area "{area}".'), N_("Known are: {known}.")),
    "level-none": Wording(N_("{rubric} has no levels."), N_('See "rbtrack rubric show {rubric}" for what it has.')),
    "level-unknown": Wording(N_('{rubric} has no level "{level}".'), N_("It has: {known}.")),
    "gap-side-missing": Wording(
        N_("For {year} {office} has no self-assessment and evaluation on the same rubric."),
        N_('There are: {known}. Bring in the other side with "rbtrack lke import".'),
    ),
    "gap-versions-differ": Wording(
        N_("Self-assessment and evaluation stand on different versions of {rubric}: {versions}."),
        N_('Bring both onto the newest one with "rbtrack rubric upgrade {rubric}".'),
    ),
    "chart-nothing-compared": Wording(
        N_("None of these offices can be compared between {before} and {after}."),
        N_("rbtrack score change {before},{after} says why, office by office."),
    ),
    "chart-empty": Wording(
        N_("Nothing is known of these offices for the years asked for, so that there is nothing to draw."),
        N_('See "rbtrack score trend" for the years that are known.'),
    ),
    "chart-too-many-years": Wording(
        N_("{count} series cannot be told apart in one chart of areas; {most} can."),
        N_("Name fewer years or fewer offices."),
    ),
    "summary-nothing-known": Wording(
        N_("Nothing is known of these offices for {year}: neither answers nor reported figures."),
        N_('Bring in a worksheet with "rbtrack lke import", or name another year.'),
    ),
    "offices-none": Wording(
        N_("There is no office directly below {office}."),
        N_('See "rbtrack office list" for which offices are below which.'),
    ),
    "issue-answers-stored": Wording(
        N_("{office} has answers for {year} already; this worksheet is issued without them."),
        N_('For a worksheet with the stored answers use "rbtrack lke export".'),
    ),
    "issue-earlier-missing": Wording(
        N_("{office} has no answers for {year} on {rubric} that could be shown beside the new ones."),
        N_("Check the year and the rubric."),
    ),
    "issue-earlier-tier": Wording(
        N_("{office} has no answers for {year} of the tier {asked}; those of {found} were taken."),
    ),
    "issue-earlier-not-offered": Wording(
        N_("{office}: answers of {year} that {rubric} does not offer any more were left out: {items}."),
    ),
    "map-file-twice": Wording(
        N_('"{value}" is in the table twice, each time with another office.'), N_("Keep the row that is right.")
    ),
    "diff-rubrics-differ": Wording(
        N_("The two sides are on different rubrics: {rubrics}."), N_("Compare worksheets of one rubric.")
    ),
    "diff-several": Wording(
        N_("The worksheet holds more than one evaluation: {found}."), N_("Choose one with --year and --tier.")
    ),
    # The leadership page
    "report-nothing-known": Wording(
        N_("Nothing is known of {office} or of offices below it for the years asked for ({years})."),
        N_(
            'Bring in a worksheet with "rbtrack lke import" or a figure with "rbtrack result set", or name other years.'
        ),
    ),
    "browser-missing": Wording(
        N_("No browser that can print to PDF was found."),
        N_(
            "Install Chromium, Google Chrome or Microsoft Edge. Or leave out --pdf, open the page in any browser and print it."
        ),
    ),
    "browser-failed": Wording(
        N_("The browser {browser} made no PDF."),
        N_("Open the page in the browser and print it from there."),
    ),
}
