"""``zhunsheng review --data``: what an installation has set about rules and the review form, for other doors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from zhunsheng.model.finding import Severity
from zhunsheng.web.serve import prepare


class Settings(NamedTuple):
    """What holds for one document: rules that are off, parameters and severities by code, numbers of the review form,
    and the department above the unit, as the form prints it."""

    off: tuple[str, ...]
    parameters: Mapping[str, Mapping[str, Any]]
    severities: Mapping[str, Severity]
    form: Mapping[str, Decimal]
    department: str = ""


def settings_in(data: Path | str) -> Callable[[str, int | None, date], Settings]:
    """A function that says what the settings of a data folder are for a unit's code, a year and a day."""
    prepare(Path(data))
    from zhunsheng.rules.registry import rules
    from zhunsheng.web.records.form_settings import form_numbers
    from zhunsheng.web.records.models import Unit
    from zhunsheng.web.records.rule_settings import effective

    def found(unit_code: str, year: int | None, on: date) -> Settings:
        rules_now = effective(unit_code, year, on)
        on_codes = {rule.code for rule in rules_now.chosen}
        off = tuple(rule.code for rule in rules() if rule.code not in on_codes)
        unit = Unit.objects.filter(code=unit_code).select_related("parent").first() if unit_code else None
        department = unit.department_label if unit else ""
        return Settings(off, rules_now.parameters, rules_now.severities, form_numbers(unit_code, year, on), department)

    return found
