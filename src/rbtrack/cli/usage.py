"""Wrong use of flags in our own words: Typer's are English, and bound before the language is known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from typer import TyperException
from typer._click import exceptions as usage

from rbtrack.text import _, harmless


def usage_message(error: TyperException) -> str:
    """What was wrong with the command line, and where to look; empty where help was shown already."""
    if isinstance(error, usage.NoArgsIsHelpError):
        return ""
    message = _what(error)
    context = getattr(error, "ctx", None)
    see = _('See "{command} --help".').format(command=context.command_path) if context else ""
    return f"{message} {see}".strip()


def _what(error: TyperException) -> str:
    match error:
        case usage.NoSuchOption():
            text = _("There is no option {option}.").format(option=harmless(error.option_name))
            return f"{text} {_meant(error.possibilities)}".strip()
        case usage.MissingParameter():
            return _("{name} is missing.").format(name=_name(error))
        case usage.BadOptionUsage() if "does not take" in error.message:
            return _("The option {option} takes no value.").format(option=error.option_name)
        case usage.BadOptionUsage():
            return _("The option {option} needs a value.").format(option=error.option_name)
        case usage.BadParameter() if error.param is not None:
            return _bad_value(error)
        case usage.UsageError():
            return _request(error)
    return error.message


def _bad_value(error: usage.BadParameter) -> str:
    descriptor = getattr(error.param, "type_descriptor", None)
    name = _name(error)
    if choices := getattr(descriptor, "choices", None):
        return _("The value of {name} must be one of: {known}.").format(name=name, known=", ".join(map(str, choices)))
    low, high = getattr(error.param, "min", None), getattr(error.param, "max", None)
    if low is not None and high is not None:
        text = _("The value of {name} must be a whole number from {minimum} to {maximum}.")
        return text.format(name=name, minimum=low, maximum=high)
    if getattr(descriptor, "annotation", None) is int:
        return _("The value of {name} must be a whole number, such as 2015.").format(name=name)
    return error.message


def _request(error: usage.UsageError) -> str:
    said, _between, known = error.message.partition("'. Did you mean ")
    if said.startswith("No such command '"):
        command = said.removeprefix("No such command '").removesuffix("'.")
        text = _('There is no command "{command}".').format(command=harmless(command))
        meant = re.findall(r"'([^']+)'", known)
        return f"{text} {_meant(meant)}".strip()
    if found := re.match(r"Got unexpected extra argument\(s\) \((.*)\)", error.message, re.DOTALL):
        return _("Too many arguments: {arguments}.").format(arguments=harmless(found[1]))
    if error.message == "Missing command.":
        return _("A command is missing.")
    return error.message


def _meant(words: Sequence[str] | None) -> str:
    return _("Did you mean {words}?").format(words=", ".join(words)) if words else ""


def _name(error: usage.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    return max(error.param.opts, key=len) if error.param.param_type_name == "option" else str(error.param.metavar)
