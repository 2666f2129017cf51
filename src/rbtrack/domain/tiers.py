"""Whose figure it is. Every list here begins with the tier of least authority.

The lists are types, so that the type checker, the command line and the database all know the same
tiers. A new tier is one word in the list where it belongs; its names are in `rbtrack.messages.tiers`.
"""

from __future__ import annotations

from typing import Literal, get_args

EvaluatedTier = Literal["evaluator", "final"]
"""Tiers of answers in which others judge an office: one side of a gap. The other side is `OWN`."""

Tier = Literal["self", EvaluatedTier]
"""Tiers of answers."""

FigureTier = Literal[Tier, "external"]
"""Tiers of a figure. Those without answers are only published, and go before all others."""

OWN: Tier = "self"
"""The tier in which an office judges itself."""

EVALUATOR: Tier = "evaluator"
"""The tier of the inspectorate, which an auditor holds the self-assessment against."""

PUBLISHED: FigureTier = "external"
"""The tier of a figure that somebody published, unless another is named."""

TIERS: tuple[Tier, ...] = get_args(Tier)[::-1]
"""Tiers of answers, the most authoritative first."""

RESULT_TIERS: tuple[str, ...] = get_args(FigureTier)[::-1]
"""Tiers of a figure, the most authoritative first: which one is the headline of a year."""
