"""The official review form (绩效目标审核表): its four dimensions and eight items, what each is worth, and what follows.

The frame is that of the annex of 财预〔2015〕88号. What an item is worth and where the grades begin has not been checked
against the original: they are dated settings, and whoever prints them prints :data:`UNCHECKED` beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.law.parameters import DatedValue, legal_number

UNCHECKED = "【未核】"
"""The label of a number or a wording that has not been checked against the original text."""
GRADES = ("优", "良", "中", "差")
"""Every grade of the form, the best first."""
GRADE_NUMBERS = {"优": "grade_minimum_excellent", "良": "grade_minimum_good", "中": "grade_minimum_fair"}
"""The legal number that says where each grade begins, in percent of the full points."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One item of the form (审核内容): its dimension, its name, and the questions a reviewer asks (in our words)."""

    key: str
    dimension: str
    name: str
    question: str

    def points(self, on: date | None = None) -> DatedValue:
        """What the item is worth on the day (the latest without one), with what that rests on."""
        return legal_number(f"review_points_{self.key}").on(on)


@cache
def _form() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files("zhunsheng.law").joinpath("review_form.yaml").read_text("utf-8"))
    return data


@cache
def review_items() -> tuple[ReviewItem, ...]:
    """The eight items in the order of the form."""
    return tuple(ReviewItem(**item) for item in _form()["items"])


def form_titles() -> dict[str, str]:
    """The title of the form by the kind of project: ``重点`` (graded and scored) and ``一般`` (graded only)."""
    return dict(_form()["titles"])


def grade_bounds(on: date | None = None, local: Mapping[str, Decimal] | None = None) -> tuple[tuple[Decimal, str], ...]:
    """The least share (in percent) of each grade on the day, the best first; ``差`` begins at 0.

    ``local`` are numbers that a region has set, by the parameter's name.
    """
    bounds = [
        ((local or {}).get(name, legal_number(name).on(on).value), grade) for grade, name in GRADE_NUMBERS.items()
    ]
    return (*bounds, (Decimal(0), GRADES[-1]))


def unchecked_numbers(on: date | None = None) -> tuple[str, ...]:
    """The names of the form's numbers (points of items, bounds of grades) not yet checked against the original."""
    names = (*(f"review_points_{item.key}" for item in review_items()), *GRADE_NUMBERS.values())
    return tuple(name for name in names if legal_number(name).on(on).basis.verified is not Verified.ARTICLE)


def next_steps() -> dict[str, str]:
    """What follows from each grade."""
    return dict(_form()["follow_up"]["steps"])


def next_step_basis() -> Citation:
    """Where it is written what follows from each grade; checked against the article."""
    return Citation(_form()["document"], _form()["follow_up"]["article"], Verified.ARTICLE)
