"""Published figures, and the tables that bring them."""

from __future__ import annotations

from rbtrack.messages.wording import Wording
from rbtrack.text import N_

RESULTS: dict[str, Wording] = {
    # Published figures
    "result-unreadable": Wording(
        N_('"{value}" is not a reported figure.'),
        N_("Write grade, score, or both: CC/65, BB (70,51), B, 71,66. Put other words into --note."),
    ),
    "score-outside-range": Wording(N_('"{value}" is not a score.'), N_("Enter a number from 0 to {maximum}.")),
    "score-above-scale": Wording(
        N_("{value} is above the scale: the highest score of {instrument} in {year} is {maximum}."),
        N_("Check the figure, the instrument and the year."),
    ),
    "score-below-scale": Wording(
        N_("{value} is below the scale: the lowest score of {instrument} in {year} is {minimum}."),
        N_("Check the figure, the instrument and the year."),
    ),
    "score-on-ranks": Wording(
        N_("{instrument} has grades and no scores, and {value} is a score."), N_("Enter one of: {grades}.")
    ),
    "score-and-grade-differ": Wording(
        N_('"{value}" holds another score than the column of scores, which says {score}.'),
        N_("Leave the score in one of them."),
    ),
    "text-is-number": Wording(
        N_(
            'There is only the number {value} under "{heading}". It may be the end of a score that its decimal comma cut in two.'
        ),
        N_(
            "If so, put quotation marks around the score, or separate the columns by semicolons, and bring it in again with --replace."
        ),
    ),
    "score-like-level": Wording(
        N_('The score under "{heading}" is {value}, not above {most}.'),
        N_("Check that no share (0.67 for 66.67) and no level of an index (0 to {most}) stands there."),
    ),
    "result-differs": Wording(
        N_(
            "Another figure is stored: score {old_score}, grade {old_grade}, scale {old_scale}, evaluated in {old_evaluated}; yours is score {new_score}, grade {new_grade}, scale {new_scale}, evaluated in {new_evaluated}."
        ),
        N_("If yours is right, give it again with --replace."),
    ),
    "result-stored": Wording(
        N_(
            "Another figure is stored: score {old_score}, grade {old_grade}, evaluated in {old_evaluated}, source {old_source}."
        ),
        N_("If the table is right, bring it in again with --replace."),
    ),
    "result-empty": Wording(
        N_("Neither score nor grade is given."), N_("Enter what was published, or remove the row.")
    ),
    "result-double": Wording(
        N_("Other rows say otherwise about {office}, {year}, of the same instrument, tier and judge: {others}."),
        N_("Neither is taken. Keep the row that is right, or tell the judges apart."),
    ),
    "result-office-unknown": Wording(
        N_('There is no office with the code "{office}".'), N_("Add it, or bring the table in with --create-offices.")
    ),
    "cell-missing": Wording(N_('The column "{heading}" is empty here.'), N_("Fill it in.")),
    "code-is-number": Wording(
        N_("The code {value} is in the cell as a number: 53.1 and 53.10 look the same there."),
        N_("Make the column text in Excel, and enter the code again."),
    ),
    "code-lost-zero": Wording(
        N_("The code {value} and {others} are one number: an office program may have dropped a zero."),
        N_("Check whose row it is. A column of names would tell them apart."),
    ),
    "row-code-of-other": Wording(
        N_('There is no office with the code "{value}", and the name is that of {others}.'),
        N_(
            "Correct the code: an office program may have dropped a zero. If it is another office, give it another name."
        ),
    ),
    "row-office-differs": Wording(
        N_('The office {office} is "{name}", and the row says "{value}". Offices of that name: {others}.'),
        N_("Correct the code (an office program may have dropped a zero) or the name, or leave the name empty."),
    ),
    "row-office-similar": Wording(
        N_('The office {office} is "{name}", and the row says "{value}". It is taken as the same.'),
        N_("Check the code."),
    ),
    "row-office-unclear": Wording(
        N_("Rows of the office {office}, which is not known yet, differ in name, kind or parent."),
        N_("Write them alike in every row, or add the office first."),
    ),
    "row-kind-differs": Wording(
        N_('The office {office} is of the kind "{kind}", and the row says "{value}".'),
        N_("Correct the code or the kind."),
    ),
    "row-parent-differs": Wording(
        N_('The office {office} is below {parent}, and the row says "{value}".'), N_("Correct the code or the parent.")
    ),
    "row-parent-not-stored": Wording(
        N_('The office {office} is below no other, and the row says "{value}". That was not taken over.'),
        N_("Check the code."),
    ),
    "row-says-otherwise": Wording(
        N_('The row says "{value}" under "{heading}", and the command {option}.'),
        N_("Leave the option out, or remove the row."),
    ),
    "year-wrong": Wording(
        N_('"{value}" is not a year (column "{heading}").'), N_("Enter four digits, from {minimum} to {maximum}.")
    ),
    "word-unknown": Wording(N_('"{value}" is not known here (column "{heading}").'), N_("Choose one of: {allowed}.")),
    "scale-unknown": Wording(N_("There is no such grade scale."), N_("Known are: {known}.")),
    "scale-not-known": Wording(
        N_("No grade scale of {instrument} is known for {evaluated}; the figure of {office} is kept as reported."),
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
        N_("No row has all headings of the table. Missing: {missing}. Found: {found}."),
        N_(
            'Write them above the columns. "rbtrack result import" takes year and instrument also as --year and --instrument.'
        ),
    ),
    "table-columns-double": Wording(
        N_('Two columns hold the same thing: "{first}" and "{second}". Neither is guessed.'),
        N_("Remove one of them, or give the one that is not meant another heading."),
    ),
    "table-columns-unused": Wording(
        N_("Columns that are not used: {columns}."),
        N_("If something in them is meant, give them a heading that is known."),
    ),
    "table-sheets-unused": Wording(
        N_("Sheets that are not used: {sheets}."), N_("Check that nothing in them is meant.")
    ),
    "table-row-too-long": Wording(
        N_("The row has more cells than there are headings: a decimal comma may have cut a score in two."),
        N_(
            "Put quotation marks around numbers with a comma, or separate the columns by semicolons. Give every column a heading."
        ),
    ),
    "table-rows-above": Wording(
        N_("Rows above the headings are filled like rows of the table: {count} ({ranges}). They were not read."),
        N_("If they belong to the table, move the headings above them, and bring it in again."),
    ),
    "table-cells-rounded": Wording(
        N_(
            'Numbers have more digits than their cells show: {count} ({ranges}), such as {value}, shown as "{shown}". All digits are stored.'
        ),
        N_("If the rounded numbers are meant, enter them."),
    ),
    "table-cell-error": Wording(
        N_("The cell shows the error {value}."), N_("Repair the formula, or enter the value itself.")
    ),
    "table-cell-uncomputed": Wording(
        N_("The cell holds a formula whose result was never stored."),
        N_("Open the workbook in Excel or LibreOffice, let it calculate, and save it."),
    ),
    "table-cell-covered": Wording(
        N_("The cell lies below a merged one, where no program shows it."),
        N_("Unmerge the cells, and enter the value where it belongs."),
    ),
    "table-cell-shown-otherwise": Wording(
        N_('The cell holds {value}, but shows "{shown}". Which of them is meant is not guessed.'),
        N_("Give the cell the format General, and enter the value anew."),
    ),
    "table-encoding-assumed": Wording(
        N_('The file is not in UTF-8. It was read as Excel on Windows writes CSV (Windows-1252), here: "{value}".'),
        N_('If letters are wrong, save it as "CSV UTF-8" and bring it in again.'),
    ),
    "table-too-large": Wording(
        N_("The table goes on beyond {rows} rows or {columns} columns."), N_("Split it into several files.")
    ),
    "table-not-text": Wording(
        N_("The file is not text in UTF-8."), N_('Save it in Excel as "CSV UTF-8", or as .xlsx.')
    ),
    "table-not-csv": Wording(
        N_("The file cannot be read as CSV from here on."), N_("Look for a quotation mark that is not closed.")
    ),
}
