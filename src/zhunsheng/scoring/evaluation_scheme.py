"""Schemes of evaluation as nouns, from the frames of the law or from a bureau's own data, and whether they are sound.

Source: 财预〔2020〕10号附件 (outputs and benefits at least 60 of 100; the printed frame is 【未核】 and settable).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_FLOOR, Decimal, InvalidOperation
from functools import cache
from typing import Any

from zhunsheng.law.evaluation import evaluation_frames, ex_ante_frames, ratios
from zhunsheng.model.evaluation import EvaluationItem, EvaluationScheme
from zhunsheng.model.finding import Severity
from zhunsheng.model.score import ScoreRemark
from zhunsheng.scoring.exact import plain
from zhunsheng.scoring.rules import value_on

FULL = Decimal(100)
RESULTS = ("产出", "效益")
"""The level-1 parts that the official text gives the greater weight."""
_FIELDS = ("level1", "level2", "name")


@cache
def evaluation_scheme(key: str = "通用") -> EvaluationScheme:
    """A frame of the law by its key. Raises ``KeyError`` for a key that there is not."""
    return _by_key(evaluation_frames())[key]


@cache
def ex_ante_scheme(key: str = "项目") -> EvaluationScheme:
    """A frame of assessment beforehand: ``项目`` or ``政策``."""
    return _by_key(ex_ante_frames())[key]


def scheme_from(data: Mapping[str, Any]) -> tuple[EvaluationScheme, tuple[ScoreRemark, ...]]:
    """A scheme from checked-in or typed data; what cannot be used is left out and told, item by item."""
    items: list[EvaluationItem] = []
    remarks: list[ScoreRemark] = []
    for number, row in enumerate(data.get("items") or ()):
        item, fault = _item(row, number)
        if fault:
            remarks.append(ScoreRemark(Severity.ERROR, f"items[{number}]", fault))
        if item:
            items.append(item)
    scheme = EvaluationScheme(
        str(data.get("key") or ""), str(data.get("title") or ""), tuple(items), str(data.get("note") or "")
    )
    return scheme, (*remarks, *_doubles(items))


def scheme_problems(scheme: EvaluationScheme, on: date | None = None, results: bool = True) -> tuple[ScoreRemark, ...]:
    """What forbids a scheme's use: points that do not make 100, outputs and benefits below their least share.

    ``results`` is false for assessment beforehand, which has no results yet.
    """
    remarks = list(_doubles(scheme.items))
    if not scheme.items:
        return (_error("items", "评价指标体系里一条指标也没有。"),)
    remarks += [
        _error(f"items[{number}]", f"“{item.name}”的分值{plain(item.weight)}要大于0。")
        for number, item in enumerate(scheme.items)
        if item.weight <= 0
    ]
    if scheme.total != FULL:
        remarks.append(_error("items", f"各项分值合计{plain(scheme.total)}，应当等于100。"))
    if results:
        got = sum((points for level, points in scheme.levels.items() if level.startswith(RESULTS)), Decimal(0))
        least = value_on("evaluation_results_weight_minimum", on)
        if got < least:
            remarks.append(_error("items", f"产出和效益合计{plain(got)}分，不能低于{plain(least)}分。"))
    return tuple(remarks)


def scheme_data(scheme: EvaluationScheme) -> dict[str, Any]:
    """A scheme as data that :func:`scheme_from` reads again; numbers as their digits."""
    return {
        "key": scheme.key, "title": scheme.title, "note": scheme.note,
        "items": [
            {
                "key": item.key, "level1": item.level1, "level2": item.level2, "name": item.name, "weight": plain(item.weight),
                "question": item.question, "ratio": item.ratio, "materials": list(item.materials),
                "standard": item.standard, "indicators": list(item.indicators),
            }
            for item in scheme.items
        ],
    }  # fmt: skip


def with_indicators(scheme: EvaluationScheme, indicators: Sequence[tuple[str, str, str, str, str]]) -> EvaluationScheme:
    """The scheme with its results replaced by a table's own indicators: key, part (产出 or 效益), level 2, name, standard.

    Each part keeps its points, shared evenly in halves of a point; the first rows take what is left over. A part for
    which the table has no indicator stays as it is.
    """
    parts = {part: [row for row in indicators if row[1] == part] for part in RESULTS}
    items: list[EvaluationItem] = []
    done: set[str] = set()
    for item in scheme.items:
        part = next((one for one in RESULTS if item.level1.startswith(one)), None)
        if part is None or not parts[part]:
            items.append(item)
        elif part not in done:
            done.add(part)
            points = sum((one.weight for one in scheme.items if one.level1.startswith(part)), Decimal(0))
            items += [
                EvaluationItem(f"i-{key}", item.level1, level2, name, weight, "", None, (), standard, (key,))
                for (key, _, level2, name, standard), weight in zip(
                    parts[part], shared(points, len(parts[part])), strict=True
                )
            ]
    return EvaluationScheme(scheme.key, scheme.title, tuple(items), scheme.note)


def shared(points: Decimal, count: int) -> tuple[Decimal, ...]:
    """Points for ``count`` rows, in halves, as even as can be; they add up to ``points``."""
    half = Decimal("0.5")
    each = (points / count / half).to_integral_value(ROUND_FLOOR) * half
    rest = points - each * count
    given = []
    for _ in range(count):
        more = min(half, rest)
        given.append(each + more)
        rest -= more
    return tuple(given)


def _by_key(frames: Iterable[Mapping[str, Any]]) -> dict[str, EvaluationScheme]:
    return {scheme.key: scheme for scheme, _ in map(scheme_from, frames)}


def _item(row: Mapping[str, Any], number: int) -> tuple[EvaluationItem | None, str]:
    """One item, or why it cannot be one."""
    words = {name: str(row.get(name) or "").strip() for name in _FIELDS}
    if not (words["name"] and words["level1"]):
        return None, f"第{number + 1}条没有写一级指标或三级指标名称。"
    weight = _decimal(row.get("weight"))
    if weight is None:
        return None, f"“{words['name']}”的分值“{row.get('weight')}”不是数。"
    ratio = row.get("ratio")
    if ratio is not None and ratio not in ratios():
        known = "、".join(one.title for one in ratios().values())
        return None, f"“{words['name']}”用了没有定义的比率“{ratio}”；有{known}。"
    return EvaluationItem(
        str(row.get("key") or words["name"]), words["level1"], words["level2"], words["name"], weight,
        str(row.get("question") or ""), ratio, tuple(str(one) for one in row.get("materials") or ()),
        str(row.get("standard") or ""), tuple(str(one) for one in row.get("indicators") or ()),
    ), ""  # fmt: skip


def _decimal(value: Any) -> Decimal | None:
    """A number from data that people typed, as its digits say; no infinities."""
    if value is None or isinstance(value, bool):
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _doubles(items: Iterable[EvaluationItem]) -> tuple[ScoreRemark, ...]:
    seen: set[str] = set()
    found = []
    for item in items:
        if item.key in seen:
            found.append(_error("items", f"“{item.name}”出现了两次（{item.key}）。"))
        seen.add(item.key)
    return tuple(found)


def _error(address: str, message: str) -> ScoreRemark:
    return ScoreRemark(Severity.ERROR, address, message)
