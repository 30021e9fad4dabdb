"""Words that explanations and problems share."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

COMPARED = {
    False: {"=": "等于", "≠": "不等于", ">": "大于", "≥": "不小于", "<": "小于", "≤": "不大于"},
    True: {"=": "等于", "≠": "不等于", ">": "晚于", "≥": "不早于", "<": "早于", "≤": "不晚于"},
}
"""How a comparison is said: of numbers (``False``), of times (``True``)."""


def near_choice(text: str, choices: Sequence[str]) -> str | None:
    """The choice most like a text, or ``None``."""
    found = process.extractOne(text, choices, scorer=fuzz.ratio, score_cutoff=40)
    return str(found[0]) if found else None
