"""Rubric files, and rubrics read out of a worksheet."""

from __future__ import annotations

from rbtrack.messages.wording import Wording
from rbtrack.text import N_

RUBRICS: dict[str, Wording] = {
    # A rubric out of a worksheet
    "draft-no-rows": Wording(
        N_("There are no numbered rows below the headings."), N_("Choose an LKE whose rows are numbered A, I, 1, a.")
    ),
    "draft-row-unnumbered": Wording(N_('The row "{label}" has no number.'), N_("Number it in the worksheet.")),
    "draft-row-lettered": Wording(N_('The row "{label}" has no number; it became {item}.')),
    "draft-too-deep": Wording(
        N_("This row stands more than {limit} levels deep in the numbering."), N_("Check the numbers above it.")
    ),
    "draft-weight-missing": Wording(
        N_("{node} has no weight, neither in its label nor beside it."),
        N_('Write it into the label, such as "Harmonisasi (2,5)".'),
    ),
    "draft-empty": Wording(N_("The component {node} has nothing below it."), N_("Check the numbering of the rows.")),
    "draft-weights-differ": Wording(N_("The label says {label}, the number beside it {number}, which was taken.")),
    "draft-answer-unknown": Wording(
        N_("Nothing says which answers {item} offers: no choices, no list and no explanation."),
        N_('Write the choices beside it, such as "A/B/C" or "0-100".'),
    ),
    "draft-answer-from-explanation": Wording(N_("The letters {letters} were taken from the explanation.")),
    "draft-points-unknown": Wording(
        N_("No formula says what each answer to {item} ({options}) earns."),
        N_("Give the points in a rubric file of your own."),
    ),
    "draft-words-paired": Wording(
        N_("{item}: the formula has other words than the list; they were taken in its order: {pairs}."),
        N_("Compare each with the worksheet."),
    ),
    "draft-formula-unknown": Wording(
        N_("The formula of {item} has a part that is not known here: {part}."),
        N_("Give the points in a rubric file of your own, or take what the letters say with --accept-unread-formulas."),
    ),
    "draft-formula-missing": Wording(
        N_("No formula says what {item} earns, as most others have; its answers earn what they usually do."),
        N_("Compare it with the worksheet as it was issued."),
    ),
    "draft-condition-unknown": Wording(
        N_("What {item} earns also depends on {cells}, in a way that is not read from formulas."),
        N_("With --accept-unread-formulas the rubric is made without it."),
    ),
    "draft-answer-unused": Wording(
        N_("The formula of {item} does not look at its own answer."),
        N_("Correct the formula, or take what the letters say with --accept-unread-formulas."),
    ),
    "draft-number-otherwise": Wording(
        N_("The formula of {item} does not give its number as a part of {maximum}, times its weight of {weight}."),
        N_("With --accept-unread-formulas the rubric takes it so."),
    ),
    "draft-points-unread": Wording(
        N_("The formula of {item} gives no points to some of {options}; they earn what these letters usually do."),
    ),
    "draft-figure-differs": Wording(
        N_("The worksheet says {sheet_figure} for {node}; its own answers give {computed} on the rubric read from it."),
        N_("Find the formula that the rubric does not hold, or take it as it is with --accept-differences."),
    ),
    "draft-row-gap": Wording(
        N_("Going by the numbers, a row before {item} is missing."),
        N_("If a row was deleted, take the worksheet as it was issued."),
    ),
    "draft-shares-own": Wording(N_("{item}: the formula gives its letters shares of their own: {shares}.")),
    "draft-gates-several": Wording(
        N_("The formula multiplies {item} by more than one item: {gates}."), N_("Leave one of them in the formula.")
    ),
    # Rubric files
    "rubric-file-too-large": Wording(
        N_("The file is larger than {limit} MB."), N_("Choose a rubric file: they have some hundred lines.")
    ),
    "rubric-file-no-file": Wording(N_("This is no ordinary file."), N_("Choose a rubric file (.yaml).")),
    "rubric-file-anchor": Wording(
        N_("Anchors and aliases (& and *) are not taken."), N_("Write out what they stand for.")
    ),
    "rubric-file-too-deep": Wording(
        N_("More than {limit} lists and mappings stand inside each other."),
        N_("Check the indentation and the brackets."),
    ),
    "rubric-file-control": Wording(
        N_("The control character {sign} stands here."), N_("Remove it, and save the file as UTF-8.")
    ),
    "rubric-key-double": Wording(
        N_('The name "{key}" stands here a second time; the first is in line {first}.'), N_("Remove one of them.")
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
    "rubric-code-double": Wording(N_("The code {node} is used twice.")),
    "rubric-node-empty": Wording(N_("{node} must have either an answer or nodes below it.")),
    "rubric-weight-not-positive": Wording(N_("The weight of {node} is {weight}; it must be above 0.")),
    "rubric-weight-missing": Wording(N_("{node} must have a weight.")),
    "rubric-correction-wrong": Wording(
        N_("{node} is a correction: it has no weight, and its answer is a range of numbers alone.")
    ),
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
    "crosswalk-part-unknown": Wording(N_('"{value}" is not a part of the rubric.'), N_("Check the code.")),
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
    "rubric-gate-unknown": Wording(N_("{node} is multiplied by {gate}, which is not an item.")),
    "rubric-gate-circle": Wording(N_("{node} is multiplied, in the end, by itself.")),
    "rubric-zero-gate-form": Wording(
        N_('"zero_where" names the items that decide, each with its answers.'), N_("Write it as {{A.I.1.a: [C]}}.")
    ),
    "rubric-zero-gate-wrong": Wording(
        N_("{node} is zero where {gate} is one of: {answers}. That one offers: {offered}."),
        N_("Name another item that is answered by letters, and letters that it offers."),
    ),
    "rubric-share-wrong": Wording(N_("The answers to {node} must earn from 0 to its full weight.")),
    "rubric-option-double": Wording(N_("Two answers to {node} have the same name.")),
    "scale-band-wrong": Wording(N_("A band is [grade, above, up to, predicate], the smaller number first.")),
    "scale-grades-wrong": Wording(
        N_("{node} lists its grades alone: each once, the best first, and without bands."),
        N_("Leave out either grades or bands."),
    ),
    "scale-band-gap": Wording(N_("The bands of {node} leave a gap or overlap.")),
    "scale-id-taken": Wording(N_('"{value}" is the id of another grade scale.'), N_("Give yours an id of its own.")),
    "scale-years-meet": Wording(
        N_("The scales {one} and {other} are in force in the same years."), N_("Let each year have one scale.")
    ),
    # Levels
    "level-code-wrong": Wording(
        N_('"{value}" cannot be the code of this level.'), N_("Give each level of a rubric a code of its own.")
    ),
    "level-empty": Wording(
        N_("The level {level} asks nothing."), N_("Give it lines, or what it asks of the agency (eligibility).")
    ),
    "combined-shares-wrong": Wording(
        N_("The shares of an agency and its units come to {sum}, and not to 100."),
        N_("Write both in percent, such as {{own: 60, units: 40}}; leave them out where they are not known."),
    ),
    "level-line-form": Wording(
        N_("A line has one minimum: points or percent."), N_("Write it as {{of: A, points: 40}}.")
    ),
    "level-part-unknown": Wording(
        N_('"{value}" is no part of this rubric.'),
        N_("Write total, every area, area: and the id of one, or the code of a node. Near it are: {near}."),
    ),
    "level-needs-percent": Wording(
        N_("{part} has no weight of its own, so that its minimum cannot be in points."), N_("Write it in percent.")
    ),
    "level-minimum-wrong": Wording(
        N_("The minimum of {part} is {minimum}; it must be above 0, and at most {maximum}."),
        N_("Check the number, and whether it is in points or in percent."),
    ),
    "level-order-wrong": Wording(
        N_("{level} asks less of {part} than {lower}, which stands before it."),
        N_("Write the lowest level first, and check the minimum."),
    ),
    "level-years-wrong": Wording(
        N_('"{value}" is no number of years before the one judged.'), N_("Write a number from 0 to 9.")
    ),
    "level-grade-form": Wording(
        N_("What is asked of the agency is a grade, or a grade for each kind of office."),
        N_("Write grade: B, or grade: {{kementerian: B, kota: CC}}."),
    ),
    "level-instrument-unknown": Wording(N_('There is no instrument "{value}".'), N_("Near it are: {near}.")),
    "level-grade-unknown": Wording(N_('No scale of {instrument} has a grade "{value}".'), N_("Near it are: {near}.")),
    # Instrument files
    "instrument-unknown": Wording(N_('There is no instrument "{value}".'), N_("Known are: {known}.")),
    "instrument-left-out": Wording(
        N_("Figures of {instruments} are stored, but no instrument file says what they are: they are left out."),
        N_("Put the file back into the folder of instruments beside your rubrics."),
    ),
    "instrument-code-wrong": Wording(
        N_('"{value}" is no code: small letters, digits and hyphens, a letter first, at most 30.'),
        N_("Write it such as spbe."),
    ),
    "instrument-order-wrong": Wording(N_('"{value}" is no whole number from 0 to 9999.')),
    "instrument-name-empty": Wording(N_("A name is empty."), N_("Write a name, or one for each language.")),
    "instrument-code-differs": Wording(
        N_('The file holds the instrument "{value}"; by its name it should be "{expected}".'), N_("Make both the same.")
    ),
    "instrument-code-taken": Wording(
        N_('"{value}" is the code of an instrument that comes with the program.'), N_("Give yours a code of its own.")
    ),
}
