"""Worksheets that rbtrack issued itself."""

from __future__ import annotations

from rbtrack.messages.wording import Wording
from rbtrack.text import N_

ISSUED: dict[str, Wording] = {
    "issued-identity-broken": Wording(
        N_("The hidden sheet that says for whom this worksheet was issued was changed, and cannot be read."),
        N_("Issue the worksheet anew with rbtrack lke new, and copy the answers, notes and evidence over."),
    ),
    "issued-format-newer": Wording(
        N_("This worksheet was issued by a newer rbtrack (form {format}; this one reads forms up to {known})."),
        N_("Update rbtrack on this computer, and try again."),
    ),
    "issued-table-missing": Wording(
        N_(
            "The worksheet was issued by rbtrack, but its table is gone: no sheet has both the hidden codes and the column of answers. Sheets: {sheets}."
        ),
        N_("Issue the worksheet anew with rbtrack lke new, and copy the answers, notes and evidence over."),
    ),
    "issued-table-double": Wording(
        N_("The worksheet holds its table of answers on more than one sheet: {sheets}."),
        N_("Keep the right one, and remove the others."),
    ),
    "issued-column-missing": Wording(
        N_('The worksheet was issued with a column "{column}", which is gone. Nothing is taken for it.'),
        N_("If something was written there, put the column back with its heading."),
    ),
    "issued-column-double": Wording(
        N_('A second column of the worksheet is marked as "{value}"; the first one is at {first}.'),
        N_("Keep the one that is meant, and delete the other column."),
    ),
    "issued-heading-differs": Wording(
        N_('"{value}" stands over this column, which was issued as "{column}".'),
        N_(
            "If headings or columns were changed, put them back. Or issue the worksheet anew with rbtrack lke new, and copy the answers over."
        ),
    ),
    "issued-heading-changed": Wording(
        N_('"{value}" stands over this column, which was issued, and is read, as "{column}".'),
        N_("Check that the column holds what it was issued for."),
    ),
    "issued-heading-emptied": Wording(
        N_('The heading "{column}" over this column was emptied. The column is read as before.'),
        N_("Check that the column holds what it was issued for."),
    ),
    "issued-labels-emptied": Wording(
        N_("Rows whose names were emptied since the worksheet was issued: {count} ({ranges})."),
        N_("They are read by their hidden codes. Check that each answer stands where it belongs."),
    ),
    "issued-row-differs": Wording(
        N_('This row shows "{value}"; its hidden code is that of {item} ({name}).'),
        N_(
            "If cells were moved or changed, put them back. Or issue the worksheet anew with rbtrack lke new, and copy the answers over."
        ),
    ),
    "issued-weight-differs": Wording(
        N_("This row shows the weight {value}; {item} ({name}) was issued with another one."),
        N_("Put the weight back. What an item weighs is said by the rubric."),
    ),
    "issued-choices-changed": Wording(
        N_("Explanations or choices that were changed since the worksheet was issued: {count} ({ranges})."),
        N_("Check that these answers were given to what the rubric asks."),
    ),
    "issued-row-double": Wording(
        N_('A second row of {item} ("{value}"); the first one is at {first}. A copied row keeps its hidden code.'),
        N_("Keep the one that is meant, and delete the other row."),
    ),
    "issued-row-unknown": Wording(
        N_('This row ("{value}") has the hidden code "{code}", which is not in {rubric}.'),
        N_("Enter its answer in the row of its item, and delete this row."),
    ),
    "issued-row-added": Wording(
        N_(
            'The answer "{value}" is in a row ("{label}") without a hidden code: the row was added, or its code was deleted.'
        ),
        N_("Enter it in the row of its item, and delete this row."),
    ),
    "answers-not-reviewed": Wording(
        N_("Answers taken over from an earlier year that are not marked as reviewed: {count}, in {cells}."),
        N_("Check each of them, correct it where needed, and choose Yes in the column Reviewed."),
    ),
    "issued-head-differs": Wording(
        N_(
            '"{value}" stands in the head of the worksheet; by its hidden sheet ({hidden}) it was issued for "{issued}".'
        ),
        N_("Correct the head, or have a worksheet issued for the right office, year and tier with rbtrack lke new."),
    ),
    "issued-head-similar": Wording(
        N_(
            '"{value}" stands in the head of the worksheet; by its hidden sheet ({hidden}) it was issued for "{issued}". The names are alike, and not the same.'
        ),
        N_("If another office is meant, have a worksheet issued for it with rbtrack lke new."),
    ),
    "issued-head-emptied": Wording(
        N_(
            'The head of the worksheet no longer says all of this: "{issued}". It was issued for that by its hidden sheet.'
        ),
        N_("Check that it is the right file for the office, year and tier that it is brought in for."),
    ),
    "issued-register-differs": Wording(
        N_('The hidden sheet says "{value}"; the worksheet was issued with "{issued}" there, for {evaluation}.'),
        N_(
            "Somebody changed the hidden sheet. Issue the worksheet anew with rbtrack lke new, and copy the answers over."
        ),
    ),
    "issued-not-registered": Wording(
        N_("The worksheet was not issued from this database, or before it kept a register."),
        N_("Check that it is the right file for the office, year and tier that it is brought in for."),
    ),
    "issued-office-differs": Wording(
        N_("The worksheet was issued for the office {issued}; you asked for {asked}."),
        N_("Leave out --office: the worksheet says whose it is. Or choose the right file."),
    ),
    "issued-rubric-differs": Wording(
        N_("The worksheet was issued on the rubric {issued}; you asked for {asked}."),
        N_("Leave out --rubric: the worksheet says it. Or choose the right file."),
    ),
    "issued-year-differs": Wording(
        N_("The worksheet was issued for {issued}; you asked for {asked}."),
        N_("Leave out --year: the worksheet says it. Or choose the right file."),
    ),
    "issued-evaluated-differs": Wording(
        N_("The worksheet was issued for an evaluation in {issued}; you asked for one in {asked}."),
        N_("Leave out --evaluated: the worksheet says it. Or choose the right file."),
    ),
    "issued-tier-differs": Wording(
        N_("The worksheet was issued for the tier {issued}; you asked for {asked}."),
        N_("Leave out --tier: the worksheet says it. Or choose the right file."),
    ),
    "issued-judge-differs": Wording(
        N_('The worksheet was issued for the judge "{issued}"; you asked for "{asked}".'),
        N_("Leave out --judge: the worksheet says it. Or choose the right file."),
    ),
    "issued-version-differs": Wording(
        N_(
            "The worksheet was issued on version {issued} of {rubric}; version {version} is used now. Its answers are read by the codes of their items."
        ),
        N_("Check that the items still ask the same, or issue the worksheet anew."),
    ),
    "issued-rubric-changed": Wording(
        N_(
            "The worksheet was issued on version {issued} of {rubric}, whose file was changed since, but not its version."
        ),
        N_("Give the changed rubric file a version of its own, or issue the worksheet anew."),
    ),
}
