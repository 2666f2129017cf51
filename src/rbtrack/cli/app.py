"""Builds the commands, runs one, and says what went wrong."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperGroup
from typer.main import get_command

from rbtrack import __version__
from rbtrack.cli import answer, chart, demo, init, journal, lke, office, report, result, rubric, score
from rbtrack.cli.common import Common
from rbtrack.cli.usage import usage_message
from rbtrack.cli.view import printing, say_error, say_problems, show_text
from rbtrack.errors import Place, Problem, RbtrackError
from rbtrack.files import reason
from rbtrack.text import LANGUAGES, N_, _, language
from rbtrack.usecases.workspace import Workspace

# Typer's own words in help, which it takes from our translations.
TYPERS_WORDS = (
    N_("Arguments"), N_("Options"), N_("Commands"), N_("Error"), N_("(deprecated) "),
    N_("[default: {}]"), N_("[env var: {}]"), N_("[required]"), N_("Aborted."),
)  # fmt: skip

BEGIN, DATA, SEE = N_("To begin"), N_("Put in"), N_("See")

app = typer.Typer(
    name="rbtrack",
    help=N_("Reformasi Birokrasi and SAKIP scores of government offices, year beside year."),
    epilog='rbtrack office add bps "Badan Pusat Statistik" --kind lembaga',
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("init", help=init.HELP, epilog="rbtrack init", rich_help_panel=BEGIN)(init.init)
app.command("demo", help=demo.HELP, epilog="rbtrack demo", rich_help_panel=BEGIN)(demo.demo)
app.add_typer(office.app, name="office", rich_help_panel=DATA)
app.add_typer(lke.app, name="lke", rich_help_panel=DATA)
app.add_typer(rubric.app, name="rubric", rich_help_panel=DATA)
app.add_typer(answer.app, name="answer", rich_help_panel=DATA)
app.add_typer(result.sakip_app, name="sakip", rich_help_panel=DATA)
app.add_typer(result.app, name="result", rich_help_panel=DATA)
app.add_typer(score.app, name="score", rich_help_panel=SEE)
app.add_typer(chart.app, name="chart", rich_help_panel=SEE)
app.add_typer(report.app, name="report", rich_help_panel=SEE)
app.add_typer(journal.app, name="journal", rich_help_panel=SEE)


def _show_version(asked: bool) -> None:
    if asked:
        show_text(f"rbtrack {__version__}\n")
        raise typer.Exit


@app.callback()
def everywhere(
    db: Annotated[
        str | None,
        typer.Option("--db", metavar="FILE", help=N_("The database; else RBTRACK_DB, else data/rbtrack.db here.")),
    ] = None,
    actor: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help=N_("Who acts; else RBTRACK_ACTOR, else the login name."))
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", metavar="|".join(LANGUAGES), help=N_("The language; else RBTRACK_LANG, else the system's.")
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help=N_("Show the version and exit."))
    ] = False,
) -> None:
    """Options of every command. `take_common` has taken their values before Typer sees the arguments."""
    del db, actor, lang, version


def build() -> Any:
    """The commands, with every text in the language spoken now."""
    return _built(language())


@cache
def _built(_spoken: str) -> Any:
    """Made once a language, since it takes longer than most commands do: a demo runs forty of them."""
    command = get_command(app)
    _localize(command, "rbtrack")
    return command


def _localize(command: Any, path: str) -> None:
    """Commands are written in English: put all that help shows into the reader's language."""
    command.help = _(command.help) if command.help else None
    panel = getattr(command, "rich_help_panel", None)
    command.rich_help_panel = _(panel) if isinstance(panel, str) else None
    example = _("Example:") + f" {command.epilog}" if command.epilog else ""
    everywhere_too = (
        "" if path == "rbtrack" else _("Every command also takes --db, --as and --lang: see rbtrack --help.")
    )
    command.epilog = "\n\n".join(part for part in (example, everywhere_too) if part)
    help_option = command.get_help_option(typer.Context(command, info_name=command.name))
    help_option.help = _("Show this help and exit.")
    for option in [*command.params, help_option]:
        option.help = _(option.help) if option.help else None
        if isinstance(option, TyperArgument):
            option.metavar = option.name.upper() + ("..." if option.nargs != 1 else "")
        elif option.is_flag:
            option.metavar = ""
    command.options_metavar = _("[OPTIONS]")
    command.format_help = printing()(command.format_help)
    usage = command.get_usage
    command.get_usage = lambda context: usage(context).replace("Usage:", _("Usage:"), 1)
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = _("COMMAND [ARGS]...")
        for name, below in command.commands.items():
            _localize(below, f"{path} {name}")


def run(common: Common) -> int:
    """Run the command that `common` holds; return the exit code."""
    if common.missing:
        say_error(_("The option {option} needs a value.").format(option=common.missing))
        return 2
    if common.language is not None and common.language not in LANGUAGES:
        say_error(_("The value of {name} must be one of: {known}.").format(name="--lang", known=", ".join(LANGUAGES)))
        return 2
    try:
        with Workspace(common.database, common.actor, language()) as workspace:
            code = build()(args=list(common.rest), prog_name="rbtrack", standalone_mode=False, obj=workspace)
    except RbtrackError as error:
        say_problems(error.problems)
        return 1
    except typer.TyperException as error:
        if message := usage_message(error):
            say_error(message)
        return 2
    except (KeyboardInterrupt, typer.Exit):
        return 130
    except OSError as error:
        place = Place(file=str(error.filename) if error.filename else None)
        say_problems([Problem("system-refused", place=place, parameters={"reason": reason(error)})])
        return 1
    return code if isinstance(code, int) else 0
