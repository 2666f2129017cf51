"""What a worksheet holds: its sheets, rows and answers."""

from __future__ import annotations

from rbtrack.messages.wording import Wording
from rbtrack.text import N_

WORKSHEETS: dict[str, Wording] = {
    # The sheet
    "cells-without-place": Wording(
        N_("The cells of this sheet have no addresses."), N_("Open the workbook in Excel and save it anew.")
    ),
    "column-double": Wording(
        N_('A second column with the heading "{value}"; the first one is at {first}.'),
        N_('Remove one of them, or write over both whose they are, such as "Jawaban Unit" and "Jawaban Evaluator".'),
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
    "text-below-table": Wording(
        N_('"{value}" is below the table. It is not read as an answer.'),
        N_("If it is one, move it to the row of its item."),
    ),
    "figures-unreadable": Wording(
        N_(
            "Figures that were not compared, because they are errors or words or were never calculated: {count}, the first one here."
        ),
        N_("Open the workbook in Excel or LibreOffice, let it calculate, and save it."),
    ),
    "sheet-too-large": Wording(
        N_("The sheet reaches as far as this cell, much farther than its table."),
        N_("Delete the rows below and the columns to the right of the table, and save."),
    ),
    "sheet-too-many-rows": Wording(
        N_("More than {limit} rows of this sheet are filled; from this cell on there are too many."),
        N_("Copy the table of the LKE alone into a new workbook."),
    ),
    "sheet-too-many-columns": Wording(
        N_("More than {limit} columns of this sheet are filled; from this cell on there are too many."),
        N_("Copy the table of the LKE alone into a new workbook."),
    ),
    "sheet-too-many-cells": Wording(
        N_("More than {limit} cells of this workbook are filled or merged."),
        N_("Copy the table of the LKE alone into a new workbook."),
    ),
    "sheet-too-much-text": Wording(
        N_("The cells hold more than {limit} million characters of text."),
        N_("Keep long texts as files, and write in the cells where they are."),
    ),
    "cell-text-too-long": Wording(
        N_("This cell holds more than {limit} characters of text."),
        N_("Keep long texts as files, and write in the cells where they are."),
    ),
    "cells-covered": Wording(
        N_("Filled cells lie below merged ones, where no program shows them: {count} ({ranges}). They were not read."),
        N_("If something is missing, unmerge the cells, and look at what comes to light."),
    ),
    "cells-hidden": Wording(
        N_("Cells of the table stand in hidden rows, columns or sheets: {count} ({ranges}). They count."),
        N_("Show the rows and columns, take filters off, and check what stands there."),
    ),
    "cells-shown-otherwise": Wording(
        N_(
            "By their number format cells show something else than they hold: {count} ({ranges}). What they hold was read."
        ),
        N_("Give the cells the format General, and check what they then show."),
    ),
    "headings-missing": Wording(
        N_(
            "No sheet has the headings of an LKE: a column of labels (PENILAIAN) and one of answers (Jawaban). Sheets: {sheets}. Headings found: {found}."
        ),
        N_("Restore the row of headings, or choose the right file."),
    ),
    "heading-of-answers-missing": Wording(
        N_("No heading says that answers are below it (Jawaban). Headings found: {found}."),
        N_(
            'Write over each column whose answers it holds, such as "Jawaban Unit" or "Jawaban Evaluator". Or choose the right file.'
        ),
    ),
    "heading-of-labels-missing": Wording(
        N_("No heading says that labels are below it (PENILAIAN, Uraian). Headings found: {found}."),
        N_('Write "Uraian" over the column of labels. Or choose the right file.'),
    ),
    "headings-on-several-sheets": Wording(
        N_("More than one sheet holds the table of the LKE: {sheets}."),
        N_("Keep the right one, and remove the others."),
    ),
    "year-not-found": Wording(
        N_("The worksheet has no table for {year}. It has: {found}."), N_("Name one of these with --year.")
    ),
    "year-unstated": Wording(
        N_("The worksheet does not say which year it is for."),
        N_('Name it with --year, or write "TAHUN : 2015" over the table.'),
    ),
    "year-of-no-table": Wording(
        N_("The sheet says the year {value}; its tables are of {years}, and are read so."),
        N_("Check that the years over the tables are right."),
    ),
    "year-ambiguous": Wording(
        N_("The worksheet states different years over its table: {years}."), N_("Correct the one that is wrong.")
    ),
    "evaluated-before-year": Wording(
        N_("The year of evaluation ({evaluated}) is before the year judged ({year})."),
        N_("Check both years: what an office did in 2013 is evaluated in 2013, or in 2014."),
    ),
    "evaluated-too-late": Wording(
        N_("The year of evaluation ({evaluated}) is too long after the year judged ({year})."),
        N_("Check both years; the latest year of evaluation that is taken is {latest}."),
    ),
    "evaluated-differs": Wording(
        N_("{year} is stored as evaluated in {old}; yours says {new}."),
        N_("If yours is right, bring it in with --replace."),
    ),
    "evaluated-replaced": Wording(
        N_("{year} was stored as evaluated in {old}; {new} takes its place."),
        N_("Check that the year of evaluation is the right one."),
    ),
    "year-double": Wording(
        N_("The worksheet has more than one table for the same year: {years}."),
        N_("Correct the year over one of them, or keep the right table and remove the other."),
    ),
    "office-differs": Wording(
        N_('The worksheet names "{value}"; it is brought in for {office}.'), N_("Check that it is the right file.")
    ),
    "office-contradicts": Wording(
        N_('The worksheet names "{value}", which is {other}; it is brought in for {office}.'),
        N_("Correct the name on the sheet, or bring it in for the office that it names."),
    ),
    "offices-several": Wording(
        N_('The sheets of one worksheet name several offices: "{value}" here, "{first}" in {at}.'),
        N_("Bring in the worksheet of each office as a file of its own."),
    ),
    "item-missing": Wording(
        N_("The worksheet has no row for {item} ({name})."),
        N_("Restore the row with its number; leave its answer blank if there is none."),
    ),
    "row-unknown": Wording(
        N_('This row ("{value}", number "{code}") is not in {rubric}.'),
        N_("Correct its number, or remove the row; or choose another rubric."),
    ),
    "row-double": Wording(
        N_("A second row for {item}; the first one is at {first}."), N_("Correct the number of one of them.")
    ),
    "row-matched-by-wording": Wording(
        N_(
            'The number of this row ("{value}") is missing or leads nowhere. By its wording it is taken for {item} ({name}).'
        ),
        N_("If that is wrong, give the row its right number."),
    ),
    "row-matched-by-place": Wording(
        N_('This row ("{value}") has no number. By its place it is taken for {item} ({name}).'),
        N_("If that is wrong, give the row its right number."),
    ),
    "row-ambiguous": Wording(
        N_('This row ("{value}") could be more than one: {candidates}.'), N_("Give it the number that is meant.")
    ),
    "row-number-and-wording-differ": Wording(
        N_('By its number this row is {item} ({name}); but "{value}" is the name of {other}.'),
        N_("Correct its number or its label."),
    ),
    "row-without-label": Wording(
        N_('An answer ("{value}") is in a row without number and label.'),
        N_("Move it to the row that it belongs to."),
    ),
    "cell-not-used": Wording(
        N_('"{value}" is beside {node}, which is a heading and takes no answer. It is not stored.'),
        N_("Move it to the item that it belongs to."),
    ),
    "notes-without-heading": Wording(
        N_("Column {columns} has text but no heading. It is read as notes."), N_('Write "Catatan" over it.')
    ),
    "columns-without-heading": Wording(
        N_("Columns {columns} have text but no heading. They are not read."),
        N_('Write "Catatan" or "Bukti Dukung" over them.'),
    ),
    "columns-not-used": Wording(
        N_("Columns that hold something and are not read: {columns}."),
        N_("If answers, notes or evidence are in them, move them to the columns that are read."),
    ),
    "sheets-not-used": Wording(
        N_("Sheets with tables that are not read: {sheets}."),
        N_("If answers are on them, move them to the table of the LKE."),
    ),
    "label-denies": Wording(
        N_('This row says "{value}"; by its number it is {item} ({name}), which says the opposite.'),
        N_("Correct its label or its number, and check the answer."),
    ),
    "labels-differ": Wording(
        N_("Labels in other words than those of {rubric}: {count} ({ranges}). The rows were matched by their numbers."),
        N_("Check that they ask the same, or put the wording of the regulation back."),
    ),
    "explanations-differ": Wording(
        N_("Explanations in other words than those of {rubric}: {count} ({ranges})."),
        N_("Check that the answers mean the same, or put the wording of the regulation back."),
    ),
    "explanation-of-another": Wording(
        N_("The explanation in this row is that of {other} ({other_name}); the row is {item} ({name})."),
        N_("Check to which of the two the answer belongs, and put label, explanation and answer in one row."),
    ),
    "weight-differs": Wording(
        N_("The worksheet gives {node} the weight {sheet_weight}; in the rubric it has {rubric_weight}, which counts."),
        N_("Check that the worksheet is of this rubric and year."),
    ),
    "options-differ": Wording(
        N_('The worksheet offers "{value}" for {item}; in the rubric the choices are {options}, which count.'),
        N_("Check that the worksheet is of this rubric and year."),
    ),
    "figure-differs": Wording(
        N_("The worksheet states {sheet_figure} for {node}; its answers give {computed}, which counts."),
        N_("Check the formula in this cell, and the weights that it uses."),
    ),
    "rubric-outside-years": Wording(
        N_("{rubric} was in force {years}, not for {year}."), N_("Check the year and the rubric.")
    ),
    "rubric-not-for-year": Wording(
        N_("{rubric} is made for {years}. Whether its rules hold for {year} is not known."),
        N_("Choose another rubric, or add --outside-years: the figures can then be compared with nothing."),
    ),
    # Whose worksheet, and which evaluation
    "office-unstated": Wording(
        N_("The worksheet does not say whose it is."),
        N_('Name the office with --office or --map, or write "INSTANSI : ..." over the table.'),
    ),
    "office-not-recognised": Wording(
        N_('"{value}" is not the name or code of an office in the database. Near to it: {near}.'),
        N_("Name the right one with --office or --map."),
    ),
    "rubric-needed": Wording(
        N_("Rbtrack did not issue this worksheet, and it does not say which rubric it follows."),
        N_("Name the rubric with --rubric. Known are: {known}."),
    ),
    "tier-needed": Wording(
        N_("It is not clear whose answers these are. By their headings the columns are of: {found}."),
        N_("Say whose with --tier (self, evaluator or final), twice for two columns."),
    ),
    "tier-columns-missing": Wording(
        N_("No heading names a column of answers of: {missing}. By their headings the columns are of: {found}."),
        N_('Write over each column whose answers it holds, such as "Jawaban Evaluator".'),
    ),
    "labels-missing": Wording(
        N_("Rows with a number and without a name: {count} ({ranges}). They are read by their numbers."),
        N_("Put the names back, or check that each answer stands in the row of its item."),
    ),
    "tier-left-out": Wording(
        N_('The answers under "{value}" ({tier}) are not taken: the column that names nobody is.'),
        N_("Check whose answers each column holds. With --tier twice both are taken."),
    ),
    "tier-unknown": Wording(
        N_('It is not clear whose answers are below "{value}"; by their headings other columns are known.'),
        N_('Write over it whose they are, such as "Jawaban Evaluator", or remove the column.'),
    ),
    "evaluation-twice": Wording(
        N_("Other files of this run are of the same office, year, rubric and tier: {others}. None of them is stored."),
        N_("Decide which of them is right, and bring in that one alone."),
    ),
    "answers-blank": Wording(N_("Not answered: {count} ({ranges})."), N_("Answer them, if the worksheet is complete.")),
    "evidence-missing": Wording(
        N_("Answered without evidence: {count} ({ranges})."), N_("Name the document, or give its link.")
    ),
    # Answers
    "answer-not-offered": Wording(N_('{item} does not offer the answer "{value}".'), N_("Choose one of: {options}.")),
    "answer-not-a-number": Wording(
        N_('"{value}" is not a number; {item} needs one.'), N_("Enter a number from {minimum} to {maximum}.")
    ),
    "answer-not-a-ratio": Wording(
        N_('"{value}" is not a ratio; {item} needs one.'),
        N_('Enter two counts, such as 3/4: "{first}" and "{second}".'),
    ),
    "answer-impossible-ratio": Wording(
        N_('"{value}" cannot be the answer to {item}: there are more "{first}" than "{second}" allow.'),
        N_('Enter the two counts in this order: "{first}", then "{second}".'),
    ),
    "answer-divided-by-zero": Wording(
        N_(
            '{item} is answered with "{value}": where "{zero}" is 0 the official worksheet shows #DIV/0!. Here its share is {share}.'
        ),
        N_("Check that there was really nothing to count. If so, nothing has to be done."),
    ),
    "answer-more-than-all": Wording(
        N_('{item} is answered with "{value}": more "{first}" than "{second}". They count as all of them.'),
        N_("Check that both were counted alike. If so, nothing has to be done."),
    ),
    "share-formula-unknown": Wording(
        N_("The answer to {item} is calculated from the counts below it in a way that is not known."),
        N_("Enter the two counts in its cell, such as 3/4, or repair the formula."),
    ),
    "share-differs": Wording(
        N_('{item} shows "{value}", and the counts below it, {counts}, make {share}. They are what is taken.'),
        N_("Check the counts and the formula."),
    ),
    "counts-not-used": Wording(
        N_("Counts that enter no share, and are not stored: {count} ({ranges})."),
        N_("Check that a sum above them was not typed over. Some are only asked for information."),
    ),
    "rows-in-order": Wording(
        N_(
            "Rows without a number: {count} ({ranges}). They are taken for the items of their groups in the order of the rubric."
        ),
        N_("If that is wrong, give the rows their right numbers."),
    ),
    "counts-differ": Wording(
        N_('The row of {item} shows "{value}", and the counts below it make "{counts}".'),
        N_("Enter the counts alone, and leave the calculated cell above them as it was."),
    ),
    "answer-outside-range": Wording(
        N_("{value} lies outside the scale of {item}."), N_("Enter a number from {minimum} to {maximum}.")
    ),
    "answer-ambiguous": Wording(
        N_('"{value}" can be read as {readings}, and both fit {item}.'),
        N_("Enter it in a cell for numbers, or so that it can be read in one way only, such as 1234 or 1,2340."),
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
    "answer-from-wording": Wording(
        N_('"{value}" is written as the answer to {item}. It is read as {letter}.'),
        N_("Check it, or enter the letter itself."),
    ),
    "answer-percent-sign": Wording(
        N_('"{value}" is written as the answer to {item}. It is read as the number {number}.'),
        N_("Check it, or enter the number without the percent sign."),
    ),
    "answer-shown-as-percent": Wording(
        N_('The cell of {item} holds {value} and shows "{shown}". It is read as {number}.'),
        N_("Check it, or enter the number in a cell without the format for percentages."),
    ),
    "answer-shown-with-words": Wording(
        N_('The cell of {item} holds {value} and shows "{shown}". It is read as {value}.'),
        N_("Check it, or give the cell the format General."),
    ),
    "answer-shown-otherwise": Wording(
        N_('The cell of {item} holds {value}, but shows "{shown}". Which of them is meant is not guessed.'),
        N_("Give the cell the format General, and enter the answer anew."),
    ),
    "answer-not-shown": Wording(
        N_("The cell of {item} holds {value}, but shows nothing. Whether that is an answer is not guessed."),
        N_("Give the cell the format General; then enter the answer, or empty the cell."),
    ),
    "answers-shown-rounded": Wording(
        N_(
            'Answers have more digits than their cells show: {count} ({ranges}), such as {value}, shown as "{shown}". All digits are stored.'
        ),
        N_("If the rounded numbers are meant, enter them."),
    ),
    "answers-like-levels": Wording(
        N_("Answers of at most {most} on a scale that ends at 100: {count} ({ranges}), such as {value}."),
        N_("Check that no level of an index (0 to {most}) stands where a number up to 100 is wanted."),
    ),
    "answer-covered": Wording(
        N_("The answer to {item} stands below a merged cell, where no program shows it. It was not read."),
        N_("Unmerge the cells and enter the answer, or empty the cell."),
    ),
    "not-applicable-not-allowed": Wording(
        N_("{item} applies to every office: it cannot be answered as not applicable."),
        N_("Answer it, or leave it blank."),
    ),
    "answer-says-blank": Wording(
        N_('"{value}" is written as the answer to {item}. It is read as blank.'),
        N_("Answer it, or empty the cell."),
    ),
    "answer-changed": Wording(
        N_("{item}: stored is {old}, the worksheet says {new}."),
        N_("If the worksheet is right, bring it in again with --replace."),
    ),
    "answer-newer": Wording(
        N_(
            "{item}: {actor} changed it from {before} to {after} (revision {revision}), after this worksheet was made; the worksheet says {new}."
        ),
        N_("Look at both. If the worksheet is right, bring it in with --replace --overwrite-newer."),
    ),
    "answers-kept": Wording(
        N_("Blank in the worksheet, but stored: {count} ({ranges}). What is stored stays."),
        N_("To erase it, bring the worksheet in with --replace."),
    ),
    "worksheet-blank": Wording(
        N_("Not a single item is answered. A blank worksheet is no evaluation, and is not stored."),
        N_("Bring it in when it is filled, or with --allow-blank to store it all the same."),
    ),
}
