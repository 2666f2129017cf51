"""What could not be kept or marked in a user's own workbook."""

from __future__ import annotations

from rbtrack.messages.wording import Wording
from rbtrack.text import N_

MARKING: dict[str, Wording] = {
    "mark-impossible": Wording(
        N_("The workbook is damaged inside: nothing could be marked, and no copy was made."),
        N_("Open it in Excel, let it be repaired, save it as .xlsx, and check it again."),
    ),
    "mark-cut": Wording(
        N_("Only the first {shown} of {count} problems were marked and listed."),
        N_("Correct these, and check the workbook again."),
    ),
    "mark-signature-removed": Wording(
        N_("The digital signature was left out of the marked copy, since it would no longer be valid."),
        N_("Sign the workbook again when it is corrected."),
    ),
    "mark-colours-missing": Wording(
        N_("Cells could not be coloured, because the styles of the workbook are missing, damaged or too many."),
        N_("See the comments, or the list of problems on the first sheet."),
    ),
    "mark-sheet-damaged": Wording(
        N_('The sheet "{value}" is damaged or far too large to be marked. Its problems are only listed.'),
        N_("Copy its table into a new workbook, and check that one."),
    ),
    "mark-comments-damaged": Wording(
        N_(
            'The comments of the sheet "{value}" are damaged or far too many, so none were added. Bad cells are only coloured and listed.'
        ),
        N_("See the list of problems on the first sheet."),
    ),
    "mark-comment-kept": Wording(
        N_("The conversation (threaded comment) at this cell was left as it is; the problem is only in the list."),
        N_("See the list of problems on the first sheet."),
    ),
    "mark-unopened": Wording(
        N_("This file is not a workbook that can be opened, so it was not marked."),
        N_("Correct what the line above says, and check it again."),
    ),
    "mark-over-input": Wording(
        N_("The marked copy would replace the workbook itself."), N_("Name another folder with --mark.")
    ),
}
