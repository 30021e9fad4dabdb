"""How the mutations themselves read numbers: plain patterns of their own, nothing of the rules' understanding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from mutations import Good, Mutant
from zhunsheng.model.address import put_cell
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project

_COUNT = re.compile(
    r"(?<![\d.,，年第])(\d[\d,]*(?:\.\d+)?)(万?(?:平方米|平方公里|立方米|公里|人次|批次|台套|场次|家次|户次|公斤|米|吨|亩|人|名|户|家|个"
    r"|处|所|座|项|场|次|期|套|台|辆|份|件|条|株|盏|棵|公顷|间|栋|村|类|种|册|篇))(?!月|百分|工作|[/／])"
)
_MONEY = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(万元|亿元|元)")
_TARGET = re.compile(r"^(≥|≤|=|＝|>|<|＞|＜)?(\d[\d,]*(?:\.\d+)?)(.+)$")


@dataclass(frozen=True)
class Figure:
    """A number as printed, with its unit and its place in the text."""

    digits: str
    unit: str
    start: int
    end: int

    @property
    def value(self) -> Decimal:
        """The number without its unit."""
        return Decimal(self.digits.replace(",", ""))

    @property
    def yuan(self) -> Decimal:
        """A sum of money in 元."""
        return self.value * {"万元": 10_000, "亿元": 100_000_000}.get(self.unit, 1)


def figures(text: str | None) -> list[Figure]:
    """The counts of a text."""
    return [Figure(one[1], one[2], one.start(), one.end()) for one in _COUNT.finditer(text or "")]


def sums(text: str | None) -> list[Figure]:
    """The sums and prices of a text."""
    return [Figure(one[1], one[2], one.start(), one.end()) for one in _MONEY.finditer(text or "")]


def target(row: Indicator) -> tuple[str, Figure] | None:
    """A target's sign and number."""
    text = row.target.text if row.target else ""
    found = _TARGET.match(text)
    return (found[1] or "", Figure(found[2], found[3], found.start(2), found.end())) if found else None


def rows(project: Project) -> Iterator[tuple[int, Indicator, str, Figure]]:
    """The rows with a number for a target: place, row, sign, number."""
    for place, row in enumerate(project.indicators):
        said = target(row)
        if said is not None:
            yield place, row, *said


def twos(text: str | None) -> set[str]:
    """Every two characters side by side."""
    return {text[place : place + 2] for place in range(len(text) - 1)} if text else set()


def printed(value: Decimal, like: str) -> str:
    """A number with the decimals and commas of another."""
    places = len(like.partition(".")[2])
    return f"{value:,.{places}f}" if "," in like else f"{value:.{places}f}"


def other_number(digits: str, random: Random, *, less: bool | None = None) -> str:
    """The number as a clerk might get it wrong: a digit more or less, two digits swapped, a fifth off."""
    value = Decimal(digits.replace(",", ""))
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    ways = [value * Decimal(share) for share in ("0.6", "0.7", "0.8", "0.85", "1.15", "1.2", "1.3", "1.5")]
    ways += [
        value + Decimal(10) ** (len(digits.split(".")[0]) - 1),
        value - Decimal(10) ** (len(digits.split(".")[0]) - 1),
    ]
    fit = [
        one.quantize(step)
        for one in ways
        if one.quantize(step) > 0
        and abs(one.quantize(step) - value) * 20 >= value
        and (less is None or (one < value) == less)
    ]
    fit = fit or [value - step if less and value > step else value + step]
    return printed(random.choice(fit), digits)


def put(text: str, figure: Figure, digits: str) -> str:
    """The text with other digits in a number's place."""
    return text[: figure.start] + digits + text[figure.start + len(figure.digits) :]


def changed(good: Good, cells: dict[str, str | None], places: set[str], what: str) -> Mutant:
    """The table with some cells changed."""
    project = good.project
    for address, text in cells.items():
        project = put_cell(project, address, text)
    return Mutant(project, frozenset(places), what)


def clause(text: str, start: int, end: int) -> str:
    """The words around a place, up to the next comma."""
    before = re.split(r"[，。；;,：:\n]", text[:start])[-1]
    return before + re.split(r"[，。；;,、\n]", text[end:])[0]


MUTATIONS = ()
