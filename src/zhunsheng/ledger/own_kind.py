"""A unit's own kind of ledger, made in the browser without code: checked JSON in, the same nouns as the built-in kinds out.

The JSON (schema ``zhunsheng/ledger-kind@1``) names columns by their Chinese label everywhere; English names are given once
and never change, because records and formulas hold on to them::

    {"label": "古树巡护", "purpose": "每巡护一次记一条。", "day": "巡护日期",
     "columns": [{"label": "巡护日期", "type": "date", "required": true},
                 {"label": "树号", "type": "text", "required": true, "names_thing": true},
                 {"label": "胸径", "type": "number", "unit": "厘米", "scale": 1, "maximum": "500"},
                 {"label": "长势", "type": "choice", "choices": ["好", "一般", "差"]}],
     "checks": [{"condition": "胸径 > 0", "sentence": "胸径应当大于0。", "severity": "refuse"}],
     "asked": ["树号", "长势"], "remembered": [], "ahead": [], "photo": "welcome", "place": "no"}
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhunsheng.ledger.check import Check, condition_error
from zhunsheng.ledger.gravity import Gravity
from zhunsheng.ledger.kind import MOST_ASKED, N_SLOTS, T_SLOTS, LedgerKind, Wish
from zhunsheng.ledger.own_column import NAME, ColumnReading, column_json
from zhunsheng.model.record import Column, ColumnType, RecordKind

SCHEMA = "zhunsheng/ledger-kind@1"
OWN_GROUP = "本单位"
"""The group in which a unit's own kinds are shown."""
MOST_CHECKS = 20
_KEYS = frozenset({"schema", "name", "label", "purpose", "day", "columns", "checks", "asked", "remembered", "ahead", "photo", "place"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnKind:
    """What a definition came to: the kind, or ``None`` and a sentence for each field (``columns[2].unit``) that is wrong."""

    kind: LedgerKind | None
    errors: Mapping[str, str] = field(default_factory=dict)


def read_own_kind(data: object, *, name: str, taken: Collection[str] = ()) -> OwnKind:
    """The kind that a definition describes. ``name`` is its English name; ``taken`` are names and labels of others."""
    if not isinstance(data, Mapping):
        return OwnKind(None, {"": "台账的定义应当是一个对象。"})
    reading = _Definition(data)
    kind = reading.kind(name, taken)
    return OwnKind(None if reading.errors else kind, reading.errors)


def write_own_kind(kind: LedgerKind) -> dict[str, Any]:
    """The definition of a kind, as :func:`read_own_kind` reads it."""
    label = {column.name: column.label for column in kind.columns}
    return {
        "schema": SCHEMA,
        "name": kind.name,
        "label": kind.label,
        "purpose": kind.purpose,
        "day": label[kind.record.day],
        "columns": [column_json(column) for column in kind.columns],
        "checks": [_check_json(check, label) for check in kind.checks],
        "asked": [label[name] for name in kind.asked],
        "remembered": [label[name] for name in kind.remembered],
        "ahead": [label[name] for name in kind.ahead],
        "photo": kind.photo.value,
        "place": kind.place.value,
    }


def changed_too_much(old: LedgerKind, new: LedgerKind, *, has_records: bool) -> dict[str, str]:
    """Why a kind with records may not become the new one, by field: their columns stay where they are, with type and unit.

    Columns may be renamed and added at the end, and choices added; nothing that records say may lose its meaning.
    """
    if not has_records:
        return {}
    errors: dict[str, str] = {}
    for index, before in enumerate(old.columns):
        path = f"columns[{index}]"
        after = new.columns[index] if index < len(new.columns) else None
        if after is None or after.name != before.name:
            errors[path] = f"已有记录，“{before.label}”不能删除或换位置；新的列加在最后。"
        elif (after.type, after.unit, after.scale) != (before.type, before.unit, before.scale):
            errors[f"{path}.type"] = f"已有记录，“{before.label}”的类型、单位和小数位不能改；请另加一列。"
        elif lost := [word for word in before.choices if word not in after.choices]:
            errors[f"{path}.choices"] = f"已有记录，选项“{'、'.join(lost)}”不能去掉。"
    if new.record.day != old.record.day:
        errors["day"] = "已有记录，不能换记录日期的列。"
    return errors


class _Definition:
    """One definition while it is read; collects errors by path and goes on, so that all are seen at once."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.errors: dict[str, str] = {}
        self._reading = ColumnReading(self.errors)
        for key in sorted(str(key) for key in data if key not in _KEYS):
            self.errors[key] = f"没有“{key}”这一项。"

    def kind(self, name: str, taken: Collection[str]) -> LedgerKind | None:
        label = self._reading.label(self.data.get("label"), "label", "台账名称", taken)
        if not NAME.fullmatch(name) or name in taken:
            self.errors["name"] = "英文名由小写字母、数字和下划线组成，不能和别的台账相同。"
        columns = self._columns()
        if any(path.startswith("columns") for path in self.errors):
            return None  # whatever names a column cannot be judged before the columns are right
        record = RecordKind(name, label, columns, self._day(columns))
        return LedgerKind(
            record,
            OWN_GROUP,
            self._text("purpose", "用途说明", 200),
            self._asked(record),
            examples=(),
            checks=self._checks(record),
            remembered=self._names("remembered", record),
            ahead=self._names("ahead", record),
            photo=self._wish("photo"),
            place=self._wish("place"),
            own=True,
        )

    def _columns(self) -> tuple[Column, ...]:
        given = self.data.get("columns")
        if not isinstance(given, Sequence) or isinstance(given, str) or not given:
            self.errors["columns"] = "至少要有一列日期。"
            return ()
        columns: list[Column] = []
        for index, item in enumerate(given[: N_SLOTS + T_SLOTS + 1]):
            if isinstance(item, Mapping):
                columns.append(self._reading.column(item, f"columns[{index}]", index, columns))
            else:
                self.errors[f"columns[{index}]"] = "一列应当是一个对象。"
        words = sum(column.type in (ColumnType.TEXT, ColumnType.CHOICE) for column in columns)
        if words > T_SLOTS:
            self.errors["columns"] = f"文字和选项最多{T_SLOTS}列，现有{words}列。"
        elif len(columns) - words > N_SLOTS:
            self.errors["columns"] = f"数字、日期和是否最多{N_SLOTS}列，现有{len(columns) - words}列。"
        elif sum(column.names_thing for column in columns) > 1 and not self.errors:
            self.errors["columns"] = "只能有一列是编号或名称（用来区分是哪一个）。"
        return tuple(columns)

    def _day(self, columns: Sequence[Column]) -> str:
        word = self.data.get("day")
        found = next((column for column in columns if word in (column.label, column.name)), None)
        if found is None or found.type not in (ColumnType.DATE, ColumnType.MOMENT):
            self.errors["day"] = "请选一列日期或时间，记录按它归到年月。"
            return columns[0].name if columns else ""
        if not found.required:
            self.errors["day"] = f"“{found.label}”用来归年月，应当必填。"
        return found.name

    def _checks(self, record: RecordKind) -> tuple[Check, ...]:
        given = self.data.get("checks") or ()
        if not isinstance(given, Sequence) or isinstance(given, str) or len(given) > MOST_CHECKS:
            self.errors["checks"] = f"检查最多{MOST_CHECKS}条。"
            return ()
        return tuple(
            check
            for index, item in enumerate(given)
            if (check := self._check(item, f"checks[{index}]", record)) is not None
        )

    def _check(self, item: object, path: str, record: RecordKind) -> Check | None:
        if not isinstance(item, Mapping):
            self.errors[path] = "一条检查应当是一个对象。"
            return None
        condition, when, sentence = item.get("condition"), item.get("when"), item.get("sentence")
        for key, text in (("condition", condition), ("when", when)):
            if text in (None, "") and key == "when":
                continue
            error = condition_error(text, record) if isinstance(text, str) and len(text) <= 200 else "请写条件。"
            if error:
                self.errors[f"{path}.{key}"] = error
        if not isinstance(sentence, str) or not 0 < len(sentence.strip()) <= 100:
            self.errors[f"{path}.sentence"] = "请写一句话，说明哪里不对、怎么改，最多100字。"
        severity = item.get("severity", Gravity.REFUSE)
        if severity not in (Gravity.REFUSE, Gravity.ASK):
            self.errors[f"{path}.severity"] = "只能是refuse（不能保存）或ask（问一声）。"
        if any(key.startswith(path) for key in self.errors):
            return None
        column = record.column(str(item.get("column") or ""))
        return Check(
            str(condition), str(sentence).strip(), column.name if column else None, Gravity(severity), when or None
        )

    def _asked(self, record: RecordKind) -> tuple[str, ...]:
        names = self._names("asked", record)
        if len(names) > MOST_ASKED:
            self.errors["asked"] = f"手机上先问的最多{MOST_ASKED}列。"
        return names or tuple(column.name for column in record.columns if column.required)[:MOST_ASKED]

    def _names(self, key: str, record: RecordKind) -> tuple[str, ...]:
        given = self.data.get(key) or ()
        if not isinstance(given, Sequence) or isinstance(given, str):
            self.errors[key] = "应当是列名的列表。"
            return ()
        columns = [record.column(word) if isinstance(word, str) else None for word in given]
        for word, column in zip(given, columns, strict=True):
            if column is None:
                self.errors[key] = f"没有“{word}”这一列。"
        return tuple(dict.fromkeys(column.name for column in columns if column is not None))

    def _wish(self, key: str) -> Wish:
        try:
            return Wish(self.data.get(key) or Wish.NO)
        except ValueError:
            self.errors[key] = f"只能是：{'、'.join(Wish)}。"
            return Wish.NO

    def _text(self, key: str, called: str, most: int) -> str:
        text = self.data.get(key) or ""
        if not isinstance(text, str) or len(text) > most:
            self.errors[key] = f"{called}最多{most}字。"
            return ""
        return text.strip()


def _check_json(check: Check, label: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {"condition": check.condition, "sentence": check.sentence, "severity": check.gravity.value}
    if check.column:
        told["column"] = label[check.column]
    return told | ({"when": check.when} if check.when else {})
