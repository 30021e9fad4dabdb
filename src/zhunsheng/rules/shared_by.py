"""Money that several bear by their shares (``市级承担四成，36.48万元；县级承担六成，54.72万元``), and what a deduction leaves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from zhunsheng.rules.clauses import clause_before
from zhunsheng.rules.prose import Kind, Number, numbers
from zhunsheng.rules.reckoning import factors

_BEARS = re.compile(r"(?:承担|负担|分担|出资|配套|分摊|自筹)(?:其中的?|总额的?|比例)?(?:为|占|约)?$")
_JOINED = re.compile(r"[，,、（(即为计：:]{0,2}(?:即|为|计|金额)?")


@dataclass(frozen=True, slots=True)
class Shares:
    """Who bears what: the shares, which are a hundred together, the sum beside each, and the words of all."""

    shares: tuple[Decimal, ...]
    sums: tuple[Number, ...]
    words: str

    @property
    def found(self) -> Decimal:
        """What the sums make, in 元."""
        return sum((one.value for one in self.sums), Decimal(0))


@lru_cache(maxsize=4096)
def shared_by(text: str | None) -> Shares | None:
    """The one split of a text by shares with a sum beside each; ``None`` for none, or where the shares are not all of it."""
    if not text or not re.search(r"承担|负担|分担|出资|配套|分摊|自筹", text):
        return None
    borne = [
        (share, sum_)
        for share, sum_ in pairwise(numbers(text))
        if share.kind is Kind.PERCENT and sum_.kind is Kind.MONEY and not sum_.is_rate and sum_.upper is None
        if _JOINED.fullmatch(text, share.end, sum_.start) and _BEARS.search(clause_before(text, share.start))
    ]
    if len(borne) < _SEVERAL or sum(share.value for share, _ in borne) != 100 or any(s.approximate for _, s in borne):
        return None
    shares, sums = zip(*borne, strict=True)
    return Shares(tuple(s.value for s in shares), tuple(sums), text[borne[0][0].start : sums[-1].end])


_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Left:
    """A sum, what is taken off it, and what the text says is left."""

    whole: Number
    off: Number
    rest: Number

    @property
    def yuan(self) -> Decimal:
        """What is left indeed, in 元."""
        return self.whole.value - self.off.value


@lru_cache(maxsize=4096)
def what_is_left(text: str | None) -> Left | None:
    """``小计1468.62万元，扣除结余18.62万元，2026年安排1450万元``: three sums in a row; ``None`` for none."""
    if not text or not _TAKEN_OFF.search(text):
        return None
    sums = [n for n in numbers(text) if n.kind is Kind.MONEY and not n.is_rate]
    for whole, off, rest in zip(sums, sums[1:], sums[2:], strict=False):
        if any(n.upper is not None or n.approximate for n in (whole, off, rest)):
            continue
        taken = _TAKEN_OFF.search(text, whole.end, off.start)
        if taken is None or re.search(r"[\n]", text[whole.end : rest.start]):
            continue
        if _ADDED.search(clause_before(text, whole.start)) and _ASKED.search(text, off.end, rest.start):
            return Left(whole, off, rest)
    return None


_TAKEN_OFF = re.compile(r"扣除|扣减|抵减|减去|核减|冲抵|抵扣")
_ADDED = re.compile(r"(?:小计|合计|共计|总计|总额|费用|应付|共|共需|计)(?:为|约)?$")
_ASKED = re.compile(r"(?:安排|申请|预算|实付|应付|实际|需要?|列支)[^，。；;\n]{0,6}$")


@dataclass(frozen=True, slots=True)
class Years:
    """A whole and what falls to each of its years."""

    whole: Number
    parts: tuple[Number, ...]

    @property
    def found(self) -> Decimal:
        """What the years make, in 元."""
        return sum((one.value for one in self.parts), Decimal(0))


@lru_cache(maxsize=4096)
def by_years(text: str | None) -> Years | None:
    """``总投资186万元：2025年…52万元；2026年…76万元；2027年…58万元``: every year of a whole with one sum; ``None`` for none."""
    if not text or not _OVER_ALL.search(text):
        return None
    found = [n for n in numbers(text) if n.kind is Kind.MONEY and not n.is_rate and n.upper is None]
    whole = next((n for n in found if _OVER_ALL.search(clause_before(text, n.start))), None)
    if whole is None or whole.approximate:
        return None
    stop = text.find("。", whole.end)
    told = text[whole.end : stop if stop >= 0 else len(text)]
    years = list(_A_YEAR.finditer(told))
    if len(years) < _YEARS or [int(y[1]) for y in years] != list(
        range(int(years[0][1]), int(years[0][1]) + len(years))
    ):
        return None
    ends = [*(y.start() for y in years[1:]), len(told)]
    parts = [
        [n for n in found if whole.end + y.end() <= n.start < whole.end + end]
        for y, end in zip(years, ends, strict=True)
    ]
    if any(len(some) != 1 or some[0].approximate for some in parts):
        return None
    return Years(whole, tuple(some[0] for some in parts))


_OVER_ALL = re.compile(
    r"总(?:投资|预算|经费|费用|金额|概算|造价)(?:额)?(?:为|共|约)?$|总(?:投资|预算|经费|费用|金额|概算|造价)"
)
_A_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_YEARS = 2


_ITEMS_TO = re.compile(
    r"(?:第?一|1)[至到—-](?:第?(?P<last>[二三四五六七八九]|[2-9]))项[^。；;\n\d]{0,14}?(?:合同额|合同价|合计|共计|共|计|总额|小计)(?:为)?(?P<sum>\d[\d.,]*万?元)"
)


@lru_cache(maxsize=4096)
def of_first_items(text: str | None) -> tuple[Decimal, Number] | None:
    """What the first items make, and the sum that the text gives for them: 第一至五项为一个合同，合同额252万元."""
    found = _ITEMS_TO.search(text or "")
    if found is None:
        return None
    last = "一二三四五六七八九".find(found["last"]) + 1 or int(found["last"])
    used = factors(text)
    sums = [n for n in numbers(text) if n.kind is Kind.MONEY and not n.is_rate and n.upper is None and n not in used]
    stated = next((n for n in sums if n.start == found.start("sum")), None)
    if stated is None or len(sums) <= last or sums[last - 1].start > found.start():
        return None
    return sum((n.value for n in sums[:last]), Decimal(0)), stated
