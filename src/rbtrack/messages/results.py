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
        N_("The code {value} is in the cell as a number: 53.1 and 53.10 look the same there."),
        N_("Make the column text in Excel, and enter the code again."),
    ),
    "year-wrong": Wording(N_('"{value}" is not a year.'), N_("Enter four digits, from {minimum} to {maximum}.")),
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
}
