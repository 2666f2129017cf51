"""A workbook as a file, before anything in it is read."""

from __future__ import annotations

from rbtrack.messages.wording import Wording
from rbtrack.text import N_

FILES: dict[str, Wording] = {
    # The workbook as a file
    "file-missing": Wording(N_("The file does not exist."), N_("Check its name and folder.")),
    "file-is-folder": Wording(
        N_("This is a folder, not a file."),
        N_("Name the file itself. A folder of worksheets must hold workbooks (.xlsx)."),
    ),
    "file-not-plain": Wording(
        N_("This is a device or a pipe, not a file."), N_("Save what it gives in a file, and name that.")
    ),
    "file-unreadable": Wording(
        N_("The file cannot be read ({reason})."),
        N_("If it is open in another program, close it. Else ask for the right to read it, or for another copy."),
    ),
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
    "file-too-large": Wording(
        N_("The file is larger than {limit} MB."), N_("Remove pictures and scans from it, and save it.")
    ),
    "file-too-many-parts": Wording(
        N_("The file has more than {limit} parts inside (sheets, pictures, comments)."),
        N_("Copy the LKE sheet alone into a new workbook."),
    ),
    "file-bomb": Wording(
        N_("The file unpacks to far more than a worksheet holds (limit: {limit} MiB)."),
        N_("If it comes from someone you do not know, delete it. Else copy the LKE sheet into a new workbook."),
    ),
    "file-entities": Wording(
        N_("The file holds XML declarations that no Excel workbook needs and that can be an attack."),
        N_("If it comes from someone you do not know, delete it. Else save it anew in Excel."),
    ),
    "external-links": Wording(
        N_("The workbook refers to other files. They were not opened; its stored values were used."),
        N_("If those values may be old, open it in Excel, update the links, and save it."),
    ),
    "embedded-objects": Wording(
        N_("Other files or controls are embedded in the workbook: {count}. They were neither opened nor taken."),
        N_("If they are evidence, keep them as files, and write in the column of evidence where they are."),
    ),
}
