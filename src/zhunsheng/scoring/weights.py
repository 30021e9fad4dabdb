"""The hundred points: how a scheme's points reach the indicators of one table, and whether they add up.

Points given by hand stay as given; what is left of a level-1 kind is split evenly over its other indicators in
hundredths, and the hundredths that do not divide go one each to the first of them, so that sums are exact.

Both indicator trees lead to the same place: cost as a level-1 kind counts as output where the scheme has no points for
cost, cost under output counts as cost where it has; satisfaction counts as benefit where the scheme has no points for it.

Source: 财预〔2020〕10号 (50/30/10 and 10 in principle); the schemes with cost or without satisfaction are 【未核】
settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.law.weight_schemes import FULL, WeightScheme, weight_scheme
from zhunsheng.model.finding import Severity
from zhunsheng.model.indicator import PARENT, Indicator, Level1, Level2
from zhunsheng.model.project import Project
from zhunsheng.model.score import ScoreRemark
from zhunsheng.model.self_evaluation_form import printed_points
from zhunsheng.scoring.exact import plain
from zhunsheng.scoring.rows import address_of, by_row

CENT = Decimal("0.01")
_COST = frozenset({Level2.COST, Level2.ECONOMIC_COST, Level2.SOCIAL_COST, Level2.ECOLOGICAL_COST})


@dataclass(frozen=True, slots=True)
class Weights:
    """The points of each row, of the execution rate, and of level-1 kinds that no indicator carries; they add up to ``total``."""

    execution: Decimal
    rows: tuple[Decimal, ...]
    levels: tuple[Level1 | None, ...]
    """The level-1 kind that each row counts as; ``None`` where its name means none."""
    uncarried: Mapping[Level1, Decimal]
    remarks: tuple[ScoreRemark, ...] = ()

    @property
    def total(self) -> Decimal:
        """All points, those that no indicator carries included."""
        return self.execution + sum(self.rows, Decimal(0)) + sum(self.uncarried.values(), Decimal(0))

    @property
    def add_up(self) -> bool:
        """True when all points make a hundred and none of them is less than nothing."""
        return self.total == FULL and min((self.execution, *self.rows)) >= 0


def weights_of(project: Project, scheme: WeightScheme, given: Mapping[str, Decimal] | None = None) -> Weights:
    """The points of a table's rows by a scheme; ``given`` are points by hand, by key, address or unique level-3 name."""
    by_hand, unknown = by_row(project, given or {})
    remarks = [_error("indicators", f"“{word}”给了分值，表里没有（或不止一条）这样的指标。") for word in unknown]
    for row, points in by_hand.items():
        if points < 0 or points > FULL:
            remarks.append(_error(address_of(row), f"分值{plain(points)}不在0到100之间。"))
    levels = tuple(level_in(scheme, row) for row in project.indicators)
    uncarried: dict[Level1, Decimal] = {}
    if scheme.is_by_hand:
        rows = _all_by_hand(scheme, levels, by_hand, remarks)
    else:
        rows, uncarried = _by_level(project, scheme, levels, by_hand, remarks)
    weights = Weights(scheme.execution, tuple(rows), levels, uncarried)
    remarks += _checks(project, scheme, weights)
    return Weights(scheme.execution, tuple(rows), levels, uncarried, tuple(remarks))


def even_split(points: Decimal, count: int) -> tuple[Decimal, ...]:
    """Points in ``count`` parts that add up exactly: hundredths that do not divide go to the first parts."""
    if count == 0:
        return ()
    share, left = divmod(int(points / CENT), count)
    rest = points - int(points / CENT) * CENT
    parts = [CENT * (share + (1 if number < left else 0)) for number in range(count)]
    parts[0] += rest
    return tuple(parts)


def level_in(scheme: WeightScheme, row: Indicator) -> Level1 | None:
    """The level-1 kind that a row counts as under a scheme; ``None`` when neither of its level names means any."""
    level = row.kind1 or (PARENT[row.kind2] if row.kind2 else None)
    if scheme.is_by_hand or level is None:
        return level
    if level is Level1.OUTPUT and row.kind2 in _COST and Level1.COST in scheme.levels:
        return Level1.COST
    if level is Level1.COST and Level1.COST not in scheme.levels:
        return Level1.OUTPUT
    if level is Level1.SATISFACTION and Level1.SATISFACTION not in scheme.levels:
        return Level1.BENEFIT
    return level


def fitting_scheme(project: Project) -> WeightScheme:
    """The scheme that leaves no points uncarried: with or without cost as a level-1 kind, with or without satisfaction."""
    kinds = {row.kind1 for row in project.indicators}
    if Level1.SATISFACTION in kinds:
        return weight_scheme("B" if Level1.COST in kinds else "A")
    return weight_scheme("D2" if Level1.COST in kinds else "D1")


def scheme_remarks(scheme: WeightScheme) -> tuple[ScoreRemark, ...]:
    """What is wrong with a scheme: anything but a hundred is an error, anything but 50/30/10 worth a look."""
    if scheme.total != FULL:
        said = "＋".join(plain(points) for points in (scheme.execution, *scheme.levels.values()))
        return (_error("scheme", f"权重{said}＝{plain(scheme.total)}，应当等于100。"),)
    usual = weight_scheme("A")
    if not scheme.is_by_hand and (scheme.execution, dict(scheme.levels)) != (usual.execution, dict(usual.levels)):
        parts = "、".join(f"{name.removesuffix('指标')}{plain(points)}" for name, points in scheme.levels.items())
        return (ScoreRemark(Severity.INFO, "scheme", f"权重（{parts}）与通行的产出50、效益30、满意度10不同。"),)
    return ()


def _all_by_hand(
    scheme: WeightScheme, levels: tuple[Level1 | None, ...], by_hand: Mapping[int, Decimal], remarks: list[ScoreRemark]
) -> list[Decimal]:
    """Every row by hand; rows without points share what is left, and that is said."""
    free = FULL - scheme.execution - sum(by_hand.values(), Decimal(0))
    rest = [row for row in range(len(levels)) if row not in by_hand]
    if rest and free > 0:
        remarks.append(_info("indicators", f"{len(rest)}条指标没有给分值，余下{plain(free)}分由它们平分。"))
    shared = dict(zip(rest, even_split(max(free, Decimal(0)), len(rest)), strict=True))
    return [by_hand[row] if row in by_hand else shared[row] for row in range(len(levels))]


def _by_level(
    project: Project,
    scheme: WeightScheme,
    levels: tuple[Level1 | None, ...],
    by_hand: Mapping[int, Decimal],
    remarks: list[ScoreRemark],
) -> tuple[list[Decimal], dict[Level1, Decimal]]:
    """Rows by the points of their level-1 kind, and the points of kinds without any row."""
    rows = [by_hand.get(row, Decimal(0)) for row in range(len(levels))]
    uncarried: dict[Level1, Decimal] = {}
    for name, points in scheme.levels.items():
        level = Level1(name)
        mine = [row for row, of in enumerate(levels) if of is level]
        free = points - sum((by_hand[row] for row in mine if row in by_hand), Decimal(0))
        rest = [row for row in mine if row not in by_hand]
        if not mine and points:
            uncarried[level] = points
            remarks.append(_error("indicators", f"没有{level}，{plain(points)}分没有指标承担；请补指标或换权重方案。"))
        elif free < 0 or (free > 0 and not rest):
            got = plain(points - free)
            remarks.append(_error("indicators", f"{level}各条分值合计{got}，与该级{plain(points)}分不等。"))
        for row, share in zip(rest, even_split(max(free, Decimal(0)), len(rest)), strict=True):
            rows[row] = share
    for row, of in enumerate(levels):
        if row not in by_hand and (of is None or of not in scheme.levels):
            name = project.indicators[row].level1 or "空"
            remarks.append(_error(address_of(row), f"一级指标“{name}”在权重方案里没有分值，这一条不得分。"))
    return rows, uncarried


def _checks(project: Project, scheme: WeightScheme, weights: Weights) -> list[ScoreRemark]:
    """Whether all points make a hundred, whether outputs and benefits are there, whether the table prints other points."""
    remarks = list(scheme_remarks(scheme))
    if weights.total != FULL and scheme.total == FULL:
        remarks.append(_error("indicators", f"各项分值合计{plain(weights.total)}，应当等于100。"))
    if scheme.is_by_hand:
        missing = [level for level in (Level1.OUTPUT, Level1.BENEFIT) if level not in weights.levels]
        remarks += [
            ScoreRemark(Severity.WARNING, "indicators", f"没有{level}，评价少了一个方面。") for level in missing
        ]
    for row, indicator in enumerate(project.indicators):
        printed, level = printed_points(indicator.level1), weights.levels[row]
        points = scheme.levels.get(level) if level else None
        if printed is not None and points is not None and printed != points:
            message = f"目标表上{level}写的是{plain(printed)}分，权重方案是{plain(points)}分，两张表应当一致。"
            if not any(remark.message == message for remark in remarks):
                remarks.append(ScoreRemark(Severity.WARNING, f"{address_of(row)}.level1", message))
    return remarks


def _error(address: str, message: str) -> ScoreRemark:
    return ScoreRemark(Severity.ERROR, address, message)


def _info(address: str, message: str) -> ScoreRemark:
    return ScoreRemark(Severity.INFO, address, message)
