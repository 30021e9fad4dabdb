"""Self-evaluation and monitoring forms as plain values of the public JSON, and back without loss.

Every cell under its own name; digits stand as printed, a blank is ``null``, and what is no number keeps its words in a
``…_text`` key beside the ``null``. A promised or reached value is also taken apart, as targets are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhunsheng.model.figure import Figure, figure
from zhunsheng.model.form_address import INDICATOR_ROWS, ROWS, Form, cell_fields, value_of
from zhunsheng.model.monitoring_form import MonitoredIndicator, MonitoringForm
from zhunsheng.model.quantity import Quantity
from zhunsheng.model.self_evaluation_form import EvaluatedIndicator, FormSubject, SelfEvaluationForm

Json = dict[str, Any]


def form_to_json(form: Form) -> Json:
    """One form with all its cells and rows."""
    data: Json = {"subject": form.subject.value} if isinstance(form, SelfEvaluationForm) else {}
    for name in cell_fields(type(form)):
        value = getattr(form, name)
        if isinstance(value, tuple):
            data[name] = [_row(row) for row in value]
        else:
            _put(data, name, value)
    return data


def self_evaluation_from_json(data: Mapping[str, Any]) -> SelfEvaluationForm:
    """The self-evaluation form of :func:`form_to_json`'s values."""
    subject = FormSubject(data.get("subject") or FormSubject.PROJECT.value)
    return SelfEvaluationForm(subject=subject, **_fields(SelfEvaluationForm, data))


def monitoring_from_json(data: Mapping[str, Any]) -> MonitoringForm:
    """The monitoring form of :func:`form_to_json`'s values."""
    return MonitoringForm(**_fields(MonitoringForm, data))


def _row(row: Any) -> Json:
    data: Json = {}
    for name in cell_fields(type(row)):
        _put(data, name, getattr(row, name))
    if isinstance(row, EvaluatedIndicator):
        data["promised"], data["reached_value"] = _quantity(row.promised), _quantity(row.reached)
    elif isinstance(row, MonitoredIndicator):
        data["promised"], data["reached_value"] = _quantity(row.promised), _quantity(row.done)
        data["causes"] = [cause.value for cause in row.causes]
        data["outlooks"] = [outlook.value for outlook in row.outlooks]
    elif "initial" in data:
        data["source"] = row.source.value if row.source else None
    return data


def _put(data: Json, name: str, value: Any) -> None:
    if not isinstance(value, Figure):
        data[name] = value
        return
    data[name] = value.digits
    if value.text != value.digits:
        data[f"{name}_text"] = value.text


def _quantity(value: Quantity | None) -> Json | None:
    if value is None:
        return None
    data: Json = {"text": value.text, "operator": value.operator, "value": value.value, "unit": value.unit}
    return data | ({"upper": value.upper} if value.upper is not None else {})


def _fields(kind: type[Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a noun from its JSON; rows by the noun of their group."""
    rows = {**ROWS, "indicators": INDICATOR_ROWS.get(kind)}
    found: dict[str, Any] = {}
    for name in cell_fields(kind):
        of_row = rows.get(name)
        if of_row is not None:
            found[name] = tuple(of_row(**_fields(of_row, row)) for row in data.get(name) or ())
        elif name in data:
            found[name] = _value(kind, name, data)
    return found


def _value(kind: type[Any], name: str, data: Mapping[str, Any]) -> Any:
    text, plain = data.get(f"{name}_text"), data.get(name)
    if text is not None:
        return figure(str(text))
    if plain is not None and not isinstance(plain, str | int):
        raise TypeError(f"“{plain!r}”应为文字")
    return value_of(kind, name, None if plain is None else str(plain))
