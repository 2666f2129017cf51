"""What a figure of a rubric rests on."""

from __future__ import annotations

from typing import Literal

Confidence = Literal["primary", "secondary", "unverified"]
"""The regulation's own text; what others say of it; neither."""
