"""A formula in plain Chinese."""

from __future__ import annotations

from zhunsheng.formula.checker import Formula
from zhunsheng.formula.window import window_of


def explain(formula: Formula, window: str | None = None) -> str:
    """What the formula computes, as a sentence part: ``“到场”为是的巡查条数 ÷ 巡查条数 × 100%``.

    With the binding's ``window`` its name is put behind.
    """
    found = window_of(window) if window else None
    return f"{formula.value.words}（{found.label}）" if found else formula.value.words
