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


_PAYER = (
    r"(?:中央|国家|省|市|县|区|旗|镇|乡|村|本级|上级|本馆|本院|本校|本单位|本中心|单位|学校|医院|企业|社会|财政|自有|自筹|上年|慈善|福利彩票|体育彩票|彩票|报名费|广告|门票|受益)"
    r"[\u4e00-\u9fff（）()]{0,24}?"
)
_GIVES = rf"(?:由|来自)?{_PAYER}(?:资金|经费|补助|配套|安排|承担|负担|自筹|列支|结余|收入|捐赠|赞助|公益金|财政|级|拨款|投入)?(?:为|共|约)?"
_SOURCE = re.compile(_GIVES)
_TOTAL = re.compile(r"(?:合计|共计|总计|以上共|共|总投资|总额)(?:为)?$")


@dataclass(frozen=True, slots=True)
class Sources:
    """A total, and the sums of those who pay it as the sentence lists them right behind or right before it."""

    whole: Number
    parts: tuple[Number, ...]

    @property
    def found(self) -> Decimal:
        """What the sources make, in 元."""
        return sum((one.value for one in self.parts), Decimal(0))


@lru_cache(maxsize=4096)
def sources_of_total(text: str | None) -> Sources | None:
    """``合计96.4万元，省级补助资金60万元，县级配套36.4万元。`` and ``省级资金300万元，市级配套80万元，共380万元``; ``None`` for none."""
    sums = [n for n in numbers(text) if n.kind is Kind.MONEY and not n.is_rate] if text else []
    if text is None or len(sums) < _WITH_TWO:
        return None
    for place, whole in enumerate(sums):
        if whole.upper is not None or whole.approximate or not _TOTAL.search(clause_before(text, whole.start)):
            continue
        behind = _run_of_sources(text, sums[place + 1 :], whole.end)
        if len(behind) > 1 and _ENDS.match(text, behind[-1].end):
            return Sources(whole, behind)
        before = sums[max(0, place - _MOST_PAYERS) : place]
        begin = max(text.rfind(mark, 0, whole.start) for mark in "。；;\n") + 1
        before = [n for n in before if n.start >= begin]
        listed = all(_SOURCE.search(_CLAUSE.split(text[: n.start])[-1]) and not n.approximate for n in before)
        if len(before) > 1 and listed and all(text[a.end : a.end + 1] in "，、" for a in before):
            return Sources(whole, tuple(before))
    return None


def _run_of_sources(text: str, sums: list[Number], end: int) -> tuple[Number, ...]:
    """The sums that follow one another, each with nothing but who pays it before it."""
    made: list[Number] = []
    for one in sums:
        told = text[end : one.start].lstrip("，,、和")
        if (
            text[end : end + 1] not in ("，", ",", "、", "和")
            or not _SOURCE.fullmatch(told)
            or one.approximate
            or one.upper
        ):
            break
        made.append(one)
        end = one.end
    return tuple(made)


_CLAUSE = re.compile(r"[，,。；;\n]")
_WITH_TWO, _MOST_PAYERS = 3, 4
_ENDS = re.compile(r"\s*(?:[。；;\n]|$)")


_MARKS = re.compile(
    r"[①-⑨]|(?:(?<=[。；;\n])|^)\s*(?:[（(][1-9一二三四五六七八九][)）]|[1-9一二三四五六七八九][、.．])"
)
_FROM_TO = re.compile(
    r"(?P<first>[①-⑨]|[（(]?第?[1-9一二三四五六七八九][)）]?)[至到—](?P<last>[①-⑨]|[（(]?第?[1-9一二三四五六七八九][)）]?)项?"
    r"[^。；;\n\d]{0,16}?(?:合同额|合同价|合计|共计|共|计|总额|小计)(?:为)?(?P<sum>\d[\d.,]*万?元)"
)


def _place_of(mark: str) -> int:
    """①, （1）, 一 → 1."""
    core = re.sub(r"[（()）第\s、.．]", "", mark)
    return next((line.index(core) + 1 for line in ("①②③④⑤⑥⑦⑧⑨", "123456789", "一二三四五六七八九") if core in line), 0)


@lru_cache(maxsize=4096)
def of_numbered_items(text: str | None) -> tuple[Decimal, Number] | None:
    """What numbered items make together, and the sum that the text gives for them: ①至④为设备合同，小计276万元."""
    found = _FROM_TO.search(text or "")
    if text is None or found is None:
        return None
    first, last = _place_of(found["first"]), _place_of(found["last"])
    marks: dict[int, int] = {}
    for mark in _MARKS.finditer(text, 0, found.start()):
        marks.setdefault(_place_of(mark.group()), mark.end())
    if not first < last or any(number not in marks for number in range(first, last + 1)):
        return None
    sums = [n for n in numbers(text) if n.kind is Kind.MONEY and not n.is_rate and n.upper is None]
    stated = next((n for n in sums if n.start == found.start("sum")), None)
    total = Decimal(0)
    for number in range(first, last + 1):
        stop = marks.get(number + 1, found.start())
        own = [n for n in sums if marks[number] <= n.start < stop]
        if not own:
            return None
        total += own[-1].value
    return (total, stated) if stated is not None else None


_HEAD = re.compile(
    r"(?:^|\n)\s*[（(][一二三四五六七八九][)）]\s*(?P<name>[\u4e00-\u9fff]{2,12})(?P<sum>\d[\d.,]*万?元)[。：:]"
)


@lru_cache(maxsize=4096)
def headed_items(text: str | None) -> tuple[tuple[Decimal, Number], ...]:
    """What the sums of each numbered paragraph make beside the sum at its head: （一）用餐补贴84.3万元。…33.6万元；…."""
    if not text or "（" not in text:
        return ()
    used = factors(text)
    sums = [n for n in numbers(text) if n.kind is Kind.MONEY and not n.is_rate and n.upper is None and n not in used]
    made = []
    for head in _HEAD.finditer(text):
        stop = text.find("\n", head.end())
        own = [n for n in sums if head.end() <= n.start < (stop if stop >= 0 else len(text))]
        stated = next((n for n in sums if n.start == head.start("sum")), None)
        if stated is not None and len(own) > 1 and not any(n.approximate for n in own):
            made.append((sum((n.value for n in own), Decimal(0)), stated))
    return tuple(made)


_MONTHS_SHARE = re.compile(
    r"(?<!\d)(?P<first>1[0-2]|[1-9])(?:月)?(?:[—－\-~～至到](?P<last>1[0-2]|[1-9]))?月(?:份)?(?:约)?占(?P<share>\d+(?:\.\d+)?)[%％]"
)


@lru_cache(maxsize=4096)
def shares_of_the_year(text: str | None) -> tuple[str, Decimal] | None:
    """The last words and the sum of shares that cover all months of a year: 1—2月占19%，…10—12月占29.5%."""
    found = list(_MONTHS_SHARE.finditer(text or ""))
    covered = [month for one in found for month in range(int(one["first"]), int(one["last"] or one["first"]) + 1)]
    if len(found) < _SEVERAL or covered != list(range(1, 13)):
        return None
    return found[-1].group(), sum((Decimal(one["share"]) for one in found), Decimal(0))
