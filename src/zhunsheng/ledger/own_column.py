"""One column of a unit's own ledger kind: its JSON read and checked field by field, and written again."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from zhunsheng.model.record import NUMERIC, Column, ColumnType

LONGEST_LABEL = 20
MOST_CHOICES = 50
MOST_SCALE = 3
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""What an English name looks like."""
_LABEL = re.compile(r"[\u4e00-\u9fffA-Za-z_][\u4e00-\u9fffA-Za-z0-9_]*")
_RESERVED = frozenset(
    {"是", "否", "且", "或", "非", "属于", "不属于", "已填", "未填", "包含", "项目编码", "导入标记", "导入问题"}
)
_KEYS = frozenset({"name", "label", "type", "unit", "scale", "required", "choices", "minimum", "maximum", "names_thing", "help"})  # fmt: skip


class ColumnReading:
    """Reads columns; puts a sentence for each wrong field into ``errors`` by its path (``columns[2].unit``) and goes on."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors

    def column(self, item: Mapping[str, Any], path: str, index: int, before: Sequence[Column]) -> Column:
        """One column; ``before`` are those already read."""
        for key in sorted(str(key) for key in item if key not in _KEYS):
            self.errors[f"{path}.{key}"] = f"列没有“{key}”这一项。"
        label = self.label(item.get("label"), f"{path}.label", "列名", [column.label for column in before])
        name = item.get("name", f"column_{index + 1}")
        if not isinstance(name, str) or not NAME.fullmatch(name) or name in [column.name for column in before]:
            self.errors[f"{path}.name"] = "列的英文名由小写字母、数字和下划线组成，不能重复。"
            name = f"column_{index + 1}"
        try:
            type_ = ColumnType(str(item.get("type")))
        except ValueError:
            self.errors[f"{path}.type"] = f"类型只能是：{'、'.join(ColumnType)}。"
            type_ = ColumnType.TEXT
        minimum, maximum = self._limits(item, path, type_)
        return Column(
            name,
            label,
            type_,
            self._unit(item, path, type_),
            self._scale(item, path, type_),
            self._flag(item, path, "required"),
            self._choices(item, path, type_),
            minimum,
            maximum,
            self._names_thing(item, path, type_),
            self._help(item, path),
        )

    def _unit(self, item: Mapping[str, Any], path: str, type_: ColumnType) -> str | None:
        unit = item.get("unit")
        if type_ is ColumnType.MONEY:
            if unit not in (None, "", "元"):
                self.errors[f"{path}.unit"] = "金额一律以元计。"
            return "元"
        if unit in (None, ""):
            if type_ is ColumnType.COUNT:
                self.errors[f"{path}.unit"] = "请写计量单位，如“人”“次”。"
            return None
        if type_ not in NUMERIC:
            self.errors[f"{path}.unit"] = "只有个数和数才有计量单位。"
        elif not isinstance(unit, str) or len(unit) > 8 or not re.fullmatch(r"[^\s\d,，。+×÷=<>\"“”(){}-]+", unit):
            self.errors[f"{path}.unit"] = "计量单位最多8字，不能有数字、空格和运算符。"
        else:
            return unit
        return None

    def _scale(self, item: Mapping[str, Any], path: str, type_: ColumnType) -> int:
        if type_ is ColumnType.MONEY:
            return 2
        scale = item.get("scale", 0)
        if type_ is not ColumnType.NUMBER:
            if scale not in (0, None):
                self.errors[f"{path}.scale"] = "只有“数”才有小数位。"
            return 0
        if not isinstance(scale, int) or isinstance(scale, bool) or not 0 <= scale <= MOST_SCALE:
            self.errors[f"{path}.scale"] = f"小数位是0到{MOST_SCALE}。"
            return 0
        return scale

    def _choices(self, item: Mapping[str, Any], path: str, type_: ColumnType) -> tuple[str, ...]:
        given = item.get("choices") or ()
        if type_ is not ColumnType.CHOICE:
            if given:
                self.errors[f"{path}.choices"] = "只有“选项”才列可选的值。"
            return ()
        if not isinstance(given, Sequence) or isinstance(given, str):
            given = ()
        words = tuple(
            word.strip() for word in given if isinstance(word, str) and 0 < len(word.strip()) <= LONGEST_LABEL
        )
        if len(words) != len(given) or len(set(words)) != len(words) or not 2 <= len(words) <= MOST_CHOICES:
            self.errors[f"{path}.choices"] = f"请列2到{MOST_CHOICES}个不重复的选项，每个最多{LONGEST_LABEL}字。"
            return ()
        return words

    def _limits(self, item: Mapping[str, Any], path: str, type_: ColumnType) -> tuple[Decimal | None, Decimal | None]:
        limits: list[Decimal | None] = []
        for key in ("minimum", "maximum"):
            given = item.get(key)
            number: Decimal | None = None
            if given not in (None, ""):
                if type_ not in NUMERIC:
                    self.errors[f"{path}.{key}"] = "只有数字才有最小值和最大值。"
                elif (number := _number(given)) is None:
                    self.errors[f"{path}.{key}"] = "请填一个数。"
            limits.append(number)
        low, high = limits
        if low is None and type_ in (ColumnType.COUNT, ColumnType.MONEY):
            low = Decimal(0)
        if low is not None and high is not None and low > high:
            self.errors[f"{path}.maximum"] = f"最大值{high}小于最小值{low}。"
        return low, high

    def _names_thing(self, item: Mapping[str, Any], path: str, type_: ColumnType) -> bool:
        flag = self._flag(item, path, "names_thing")
        if flag and type_ is not ColumnType.TEXT:
            self.errors[f"{path}.names_thing"] = "只有文字列才能作编号或名称。"
        return flag

    def _flag(self, item: Mapping[str, Any], path: str, key: str) -> bool:
        flag = item.get(key, False)
        if not isinstance(flag, bool):
            self.errors[f"{path}.{key}"] = "请填是或否。"
        return flag is True

    def _help(self, item: Mapping[str, Any], path: str) -> str:
        text = item.get("help") or ""
        if not isinstance(text, str) or len(text) > 100:
            self.errors[f"{path}.help"] = "说明最多100字。"
            return ""
        return text.strip()

    def label(self, given: object, path: str, called: str, taken: Collection[str]) -> str:
        """A Chinese name that formulas and spreadsheets can use, none of ``taken``; ``called`` is what to call it in errors."""
        label = given.strip() if isinstance(given, str) else ""
        if not label:
            self.errors[path] = f"请写{called}。"
        elif len(label) > LONGEST_LABEL or not _LABEL.fullmatch(label):
            self.errors[path] = f"{called}最多{LONGEST_LABEL}字，只用汉字、字母、数字和下划线，不以数字开头。"
        elif label in _RESERVED:
            self.errors[path] = f"“{label}”在公式和表格里另有意思，请换一个{called}。"
        elif label in taken:
            self.errors[path] = f"已经有“{label}”了，请换一个{called}。"
        return label


def _number(given: object) -> Decimal | None:
    try:
        number = Decimal(given) if isinstance(given, str | int) and not isinstance(given, bool) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and abs(number) < 10**15 else None


def column_json(column: Column) -> dict[str, Any]:
    """The definition of a column, as :class:`ColumnReading` reads it."""
    told: dict[str, Any] = {"name": column.name, "label": column.label, "type": column.type.value}
    if column.type in NUMERIC and column.unit:
        told["unit"] = column.unit
    if column.type is ColumnType.NUMBER:
        told["scale"] = column.scale
    for key in ("minimum", "maximum"):
        if (limit := getattr(column, key)) is not None:
            told[key] = str(limit)
    for key in ("required", "names_thing", "help"):
        if getattr(column, key):
            told[key] = getattr(column, key)
    return told | ({"choices": list(column.choices)} if column.choices else {})
