"""The numbers of the review form (分值、分数线、扣分) that an installation has set for a region and year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from zhunsheng.rules.grade import SCHEME_NUMBERS
from zhunsheng.web.records.models import RuleSetting
from zhunsheng.web.records.rule_settings import aspects

FORM = "review_form"
"""What a row of the rule settings bears in place of a rule's code when it is about the review form."""


def form_numbers(unit_code: str, year: int | None, on: date, without: RuleSetting | None = None) -> dict[str, Decimal]:
    """The numbers set for a unit's document of a year, by the legal number's name; those not set are left out.

    ``without`` leaves one setting out: what would hold if it had not been made.
    """
    found = aspects(unit_code, year, on, without).get(FORM)
    return as_numbers(found.parameters) if found else {}


def as_numbers(parameters: Mapping[str, str]) -> dict[str, Decimal]:
    """The numbers of one setting, in the order of the form; kept as text, so that no digit changes."""
    return {name: Decimal(parameters[name]) for name in SCHEME_NUMBERS if name in parameters}
