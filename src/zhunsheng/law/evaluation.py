"""The frames that experts mark by: evaluation (决策—过程—产出—效益) and assessment beforehand (five dimensions), as data.

Items are plain mappings here; :mod:`zhunsheng.scoring.evaluation_scheme` makes nouns of them, and of a bureau's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of the evaluation frame with its own denominator. ``way``: ``share`` (above ÷ below) or ``saving`` (1 − above ÷ below)."""

    key: str
    title: str
    above: str
    below: str
    way: str


def evaluation_frames() -> tuple[Mapping[str, Any], ...]:
    """The frames of evaluation: key, title, note, items."""
    return tuple(_read("evaluation.yaml")["schemes"])


def ex_ante_frames() -> tuple[Mapping[str, Any], ...]:
    """The frames of assessment beforehand: of projects and of policies."""
    return tuple(_read("ex_ante.yaml")["schemes"])


def ex_ante_materials() -> dict[str, str]:
    """The papers that an assessment beforehand may need: key → name."""
    return dict(_read("ex_ante.yaml")["materials"])


@cache
def ratios() -> dict[str, Ratio]:
    """The ratios of the frame by key."""
    return {key: Ratio(key, **item) for key, item in _read("evaluation.yaml")["ratios"].items()}


@cache
def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files("zhunsheng.law").joinpath(name).read_text("utf-8"))
    return data
