"""Counts that a text itself splits or adds up: ``420名学生（低年级240名、高年级180名）``, ``县道126公里、乡道214公里，合计340公里``.

Only what the text gives as the whole of a thing is held against it: a bare 其中 may name some of many, or people who are
both; there the parts must be told apart by their very names (80—89周岁, 男女, 县道乡道).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zhunsheng.rules.mentions import COUNTERS
from zhunsheng.rules.prose import Kind, Number, numbers
from zhunsheng.rules.slips_of_numbers import may_be_slip
from zhunsheng.rules.wording import plain_number

_MARKED = re.compile(r"[（(]|其中|分别|合计|共计|总计|总共|一共|[，,、]共")
"""Without one of these a text splits nothing."""
_BRACKET = re.compile(r"(?P<noun>[\u4e00-\u9fff“”\d]{0,12})[（(](?P<inside>[^（()）]{4,120})[)）]")
_PARTLY = re.compile(
    r"其中|含|包括|如|不少于|不低于|至少|以上(?!\d)|约|每|各|等(?![级次])|上年|去年|现有|已|原|另|比|×|[xX*＊=＝]"
)
_AMONG = re.compile(
    r"(?P<noun>[\u4e00-\u9fff“”\d]{0,16})[，,]?(?P<how>其中|分别(?:为|是)|包括)[:：]?(?P<inside>[^，,。；;\n（()）]{4,120})"
)
_BLUR = re.compile(
    r"不少于|不低于|至少|以上(?!学历|老|人|村|的|\d)|约|每|各|等(?![级次])|上年|去年|现有|已|原|另|比|×|[xX*＊=＝]"
)
_ADDED = re.compile(
    r"(?:合计|共计|总计|总共|一共|共)(?:为|有|达到?|完成)?(?:演出|举办|开展|建设|改造|安装|购置|培训|检查|采购|更换|维修|发放|服务|补助|新建|配备|治理|栽植|种植|修建)?$"
)
_NOT_ADDED = re.compile(
    r"[一1][\u4e00-\u9fff][一1][\u4e00-\u9fff]|每|各|[×xX*＊]|不少于|不低于|上年|去年|已|其中|次年|每人"
)
_GAP = re.compile(r"[\u4e00-\u9fff“”]{0,10}[、，,和及与][\u4e00-\u9fff“”A-Za-z\d—－\-～~]{0,14}")
_OPPOSITE = re.compile(
    r"\d+\s*[—－\-～~至到]\s*\d+\s*周?岁|\d+周?岁|(?:低|中|高|[一二三四五六])年级|[男女][性生童]?$|(?:县|乡|村|省|国)道|(?:城|农)[区镇市村]|城镇|农村|[一二三四五]期|[一二三四]类"
    r"|[甲乙丙]类|[一二三四]级|(?:新|改|扩|续)建|(?:大|中|小)型|小学|初中|高中|中学|幼儿园|(?:上|下)半年|[春夏秋冬]季|一至|在职|退休|成人|儿童|室内|室外|国家级|省级|市级|县级|(?:东|西|南|北|中)部|主干|支线|[干支]渠|线上|线下|刑事|民事|行政案|商事"
)
"""Names that set the parts apart from each other: nobody is in two of them."""


@dataclass(frozen=True, slots=True)
class Split:
    """A whole and its parts as a text counts them; ``words`` is where the text says so."""

    whole: Number
    parts: tuple[Number, ...]
    words: str
    is_sure: bool = True
    """False where the parts are fewer than the whole and may be but some of it."""

    @property
    def found(self) -> Decimal:
        """What the parts make."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def comes_out(self) -> bool:
        """True when the parts make the whole."""
        return self.found == self.whole.value


@lru_cache(maxsize=4096)
def splits(text: str | None) -> tuple[Split, ...]:
    """Every whole that a text splits into at least two counts of its kind, or adds up from them, in reading order."""
    if not text or not _MARKED.search(text):
        return ()
    found = [number for number in numbers(text) if number.kind is not Kind.ORDINAL]
    made: dict[Number, Split] = {}
    for place, whole in enumerate(found):
        if not _counts(whole):
            continue
        one = _bracketed(text, found, place) or _among(text, found, place) or _added(text, found, place)
        if one is not None:
            made.setdefault(whole, one)
    return tuple(made.values())


def _counts(number: Number) -> bool:
    plain = number.kind is Kind.COUNT and number.upper is None and not number.approximate and not number.per
    return plain and number.value > 0 and number.unit not in _NEVER


_NEVER = frozenset({"年", "个月", "天", "季度", "小时", "分钟", "岁", "周", "工作日", "次", "元", "轮", "届", "工日"})
"""Units of which several are seldom added up."""


def _bracketed(text: str, found: list[Number], place: int) -> Split | None:
    """``420名走读学生（低年级260名、高年级180名）``."""
    whole = found[place]
    bracket = _BRACKET.match(text, whole.end)
    if bracket is None:
        return None
    inside = bracket["inside"]
    partly = _PARTLY.search(inside) is not None
    if partly and (_BLUR.search(inside) or not _OPPOSITE.search(inside)):
        return None
    parts = _parts(text, found, whole, bracket.start("inside"), bracket.end("inside"), strict=partly)
    return _split(text, whole, parts, bracket.end())


def _among(text: str, found: list[Number], place: int) -> Split | None:
    """``19130名老年人，其中80—89周岁17500人、90—99周岁1630人``."""
    whole = found[place]
    among = _AMONG.match(text, whole.end)
    if among is None or _BLUR.search(among["inside"]):
        return None
    start, end = among.span("inside")
    strict = not among["how"].startswith("分别") and not _names_all(text, whole, found, (start, end))
    parts = _parts(text, found, whole, start, end, strict=strict)
    return _split(text, whole, parts, among.end())


def _names_all(text: str, whole: Number, found: list[Number], inside: tuple[int, int]) -> bool:
    """True where the whole bears the names of all its parts: 保安保洁人员35人，其中保安18人、保洁员14人."""
    noun = _NOUN_BEFORE.search(text, max(0, whole.start - 16), whole.start)
    begin, names = inside[0], []
    for number in found:
        if inside[0] <= number.start < inside[1]:
            names.append(text[begin : number.start].lstrip("、，,和及与 ")[:2])
            begin = number.end
    return noun is not None and len(set(names)) == len(names) > 1 and all(len(n) > 1 and n in noun[0] for n in names)


_NOUN_BEFORE = re.compile(r"[\u4e00-\u9fff、和及与“”]{4,16}$")


@lru_cache(maxsize=4096)
def named_parts(text: str | None) -> tuple[Split, ...]:
    """Every whole with the counts that a 其中 lists behind it, whether or not they are all of it: 放流150万尾，其中鲢60万尾、鳙40万尾."""
    if not text or "其中" not in text:
        return ()
    found = [number for number in numbers(text) if number.kind is not Kind.ORDINAL]
    made = []
    for whole in found:
        among = _AMONG.match(text, whole.end) if _counts(whole) else None
        if among is None or among["how"] != "其中" or _BLUR.search(among["inside"]):
            continue
        parts = _parts(text, found, whole, among.start("inside"), among.end("inside"), strict=False)
        if len(parts) > 1 and all(part.unit == whole.unit for part in parts):
            made.append(Split(whole, parts, text[whole.start : among.end()]))
    return tuple(made)


def _parts(text: str, found: list[Number], whole: Number, start: int, end: int, *, strict: bool) -> tuple[Number, ...]:
    """The counts of a stretch, when it holds nothing else; ``strict`` asks for names that exclude each other."""
    inside = [n for n in found if start <= n.start < end]
    parts = [n for n in inside if _counts(n) and _is_part(n, whole)]
    others = [n for n in inside if n not in parts and not _is_age(text, n)]
    if len(parts) < 2 or others:
        return ()
    begins = [start, *(n.end for n in parts)]
    apart = all(_OPPOSITE.search(text, begin, n.start) for begin, n in zip(begins, parts, strict=False))
    if not apart and (strict or any(n.value >= whole.value for n in parts)):
        return ()
    return tuple(parts)


def _is_part(number: Number, whole: Number) -> bool:
    return number.unit == whole.unit or (number.unit in COUNTERS and whole.unit in ("台套", "件", "个", "处", "项"))


def _is_age(text: str, number: Number) -> bool:
    """True for what only names a part: 80—89周岁, 2026年."""
    return number.kind is Kind.DATE or text[number.end : number.end + 1] == "岁" or number.unit in ("岁", "年")


def _added(text: str, found: list[Number], place: int) -> Split | None:
    """``县道126公里、乡道214公里，合计340公里``."""
    whole = found[place]
    clause = max(text.rfind(mark, 0, whole.start) for mark in "，,、。；;\n（(：:") + 1
    if clause == 0 or text[clause - 1] not in "，,、" or not _ADDED.fullmatch(text[clause : whole.start].strip()):
        return None
    parts: list[Number] = []
    nearest = whole.start
    for number in reversed(found[:place]):
        gap = text[number.end : nearest]
        if not _counts(number) or number.unit != whole.unit or re.search(r"[。；;\n：:]", gap):
            if _is_age(text, number) and parts and not re.search(r"[。；;\n]", gap):
                continue
            break
        if parts and not _GAP.fullmatch(gap):
            break
        parts.insert(0, number)
        nearest = number.start
    if len(parts) < 2:
        return None
    start = max(text.rfind(mark, 0, parts[0].start) for mark in "，,。；;\n") + 1
    if _NOT_ADDED.search(text[start : whole.start]):
        return None
    sums = {sum((n.value for n in parts[first:]), Decimal(0)) for first in range(len(parts) - 1)}
    words = text[start : whole.end]
    return Split(whole, tuple(parts), words) if whole.value not in sums else None


def _split(text: str, whole: Number, parts: tuple[Number, ...], end: int) -> Split | None:
    if not parts:
        return None
    some = sum((part.value for part in parts), Decimal(0)) < whole.value
    told_apart = all(_OPPOSITE.search(text, one.end, other.start) for one, other in itertools.pairwise(parts))
    return Split(whole, parts, text[whole.start : end], not some or told_apart)


def wrong_splits(text: str | None) -> Iterator[Split]:
    """Those splits of a text whose parts do not make the whole."""
    for one in splits(text):
        if not one.comes_out:
            yield one


@lru_cache(maxsize=4096)
def wrong_rests(text: str | None) -> tuple[Split, ...]:
    """A whole, some of it behind 其中 and what is left behind 其余, which do not make it: 32万亩，其中18万亩…；其余16万亩."""
    if not text or "其中" not in text or "其余" not in text:
        return ()
    found = [number for number in numbers(text) if _counts(number)]
    made = []
    for place, part in enumerate(found):
        rest = next((n for n in found[place + 1 :] if n.unit == part.unit), None)
        whole = next((n for n in reversed(found[:place]) if n.unit == part.unit), None)
        if rest is None or whole is None or not part.value < whole.value:
            continue
        if not text[: part.start].endswith("其中") or not text[: rest.start].endswith("其余"):
            continue
        if "\n" not in text[whole.start : rest.end] and part.value + rest.value != whole.value:
            made.append(Split(whole, (part, rest), text[whole.start : rest.end]))
    return tuple(made)


_BY_CLASS = re.compile(
    r"按(?P<list>(?:[\u4e00-\u9fff]{2,6}\d+(?P<unit>家|户|人|个|所|村|台|名)[、，和]?){2,6})(?:测算|计算|核算|安排)"
)


@lru_cache(maxsize=4096)
def wrong_estimates(text: str | None) -> tuple[Split, ...]:
    """How many of each class the money is reckoned for, which are not all: 14家…按优秀4家、良好8家、合格3家测算."""
    made = []
    for found in _BY_CLASS.finditer(text or "") if "按" in (text or "") else ():
        counted = [n for n in numbers(text) if _counts(n)]
        inside = tuple(n for n in counted if found.start("list") <= n.start < found.end("list"))
        begin = max((text or "").rfind(mark, 0, found.start()) for mark in "。；;\n") + 1
        whole = next(
            (n for n in counted if begin <= n.start < found.start() and inside and n.unit == inside[0].unit), None
        )
        if whole is None or len({n.unit for n in inside}) != 1 or whole.value <= max(n.value for n in inside):
            continue
        if sum((n.value for n in inside), Decimal(0)) != whole.value:
            made.append(Split(whole, inside, (text or "")[whole.start : found.end()]))
    return tuple(made)


_OF_EACH = re.compile(
    r"(?P<times>\d{1,3})(?P<unit>期|班|批|场|个班)[，,（(、](?:其中)?每(?P=unit)(?P<heads>\d{1,4})(?:名|人)(?!次|天)"
)


@lru_cache(maxsize=4096)
def wrong_classes(text: str | None) -> tuple[Times, ...]:
    """Several courses of so many heads each, whose whole behind them is another: 2期，每期45人…；4期，每期50人…。共290人."""
    courses = list(_OF_EACH.finditer(text or ""))
    if text is None or len(courses) < _COURSES:
        return ()
    made = sum(int(one["times"]) * int(one["heads"]) for one in courses)
    heads = [n for n in numbers(text) if n.kind is Kind.COUNT and n.unit == "人" and not n.per]
    whole = next((n for n in heads if n.start > courses[-1].end() and _TOGETHER.search(text, 0, n.start)), None)
    if whole is None or whole.value == made or whole.approximate or whole.upper is not None:
        return ()
    told = "＋".join(f"{one['times']}×{one['heads']}" for one in courses) + f"＝{made}人"
    words = text[courses[-1].start() : whole.end]
    return (Times(whole, whole, words, told, may_be_slip(Decimal(made), whole.value)),)


_A_DAY = re.compile(
    r"(?:日均|每[日天])[\u4e00-\u9fff]{0,6}?(?P<each>\d+(?:\.\d+)?)(?P<scale>万?)(?P<unit>立方米|吨|人次|件|度|千瓦时|公里|辆次|份)"
    r"[，,](?:全年|按|一年)?(?P<days>\d{2,3})(?:天|日)[，,]?(?:共|合计|计|全年|总计)[\u4e00-\u9fff]{0,6}?(?P<whole>\d+(?:\.\d+)?)(?P<whole_scale>万?)(?P=unit)"
)


@lru_cache(maxsize=4096)
def wrong_days(text: str | None) -> tuple[Times, ...]:
    """So much a day and so many days that do not make the whole behind them: 日均1.6万立方米，全年365天共584万立方米."""
    made = []
    for found in _A_DAY.finditer(text or "") if "天" in (text or "") or "日" in (text or "") else ():
        each = Decimal(found["each"]) * (10_000 if found["scale"] else 1)
        whole = Decimal(found["whole"]) * (10_000 if found["whole_scale"] else 1)
        right = each * int(found["days"])
        if abs(right - whole) <= max(right, whole) / 100:
            continue
        stated = next(n for n in numbers(text) if n.start <= found.start("whole") < n.end)
        told = f"{found['each']}{found['scale']}×{found['days']}＝{plain_number(right / 10_000)}万{found['unit']}"
        made.append(Times(stated, stated, found.group(), told, may_be_slip(right, whole)))
    return tuple(made)


_COURSES = 2
_TOGETHER = re.compile(r"(?:共|合计|共计|总计|一共)(?:培训|轮训)?$")


@dataclass(frozen=True, slots=True)
class Times:
    """A count of each, and the whole that the text gives for all: ``每班3名、共64名`` beside 18 classes."""

    each: Number
    whole: Number
    words: str
    told: str
    """How many there should be, in words: ``18×3＝54名``, ``每月8次，全年96次``."""
    is_sure: bool = True
    """False where the whole is farther off than any slip leads: it may well be of something else."""


@lru_cache(maxsize=4096)
def wrong_times(text: str | None) -> tuple[Times, ...]:
    """Counts of each that do not make the whole beside them: each × how many, or a number of times a month × months."""
    if not text or "每" not in text:
        return ()
    found = [number for number in numbers(text) if number.kind is Kind.COUNT]
    made = (_of_each(text, found, place) or _of_period(text, found, place) for place in range(len(found) - 1))
    return tuple(one for one in made if one is not None)


_EACH_ALL = re.compile(r"[^。；;\n\d]{0,6}[，,、]\s*(?:共|合计|共计|总计|一共)(?:配备|需要?|有|计|安排|聘用)?")
_PER_THING = re.compile(r"每(?:个|名|所|座|家|处)?(?P<thing>[\u4e00-\u9fff]{1,12})$")
_NO_THING = ("年", "个月", "月", "天", "日", "周", "次", "季", "人")


def _of_each(text: str, found: list[Number], place: int) -> Times | None:
    """``托管班18个，每班配备志愿者3名、共54名``: one count of the things before it, and no other."""
    each, whole = found[place], found[place + 1]
    if each.unit != whole.unit or each.upper is not None or whole.upper is not None or whole.approximate:
        return None
    if not _EACH_ALL.fullmatch(text, each.end, whole.start):
        return None
    start = max(text.rfind(mark, 0, each.start) for mark in "，,、。；;\n（(") + 1
    per = _PER_THING.search(text, start, each.start)
    if per is None or per.start() != start or per["thing"].startswith(_NO_THING) or "每" in per["thing"]:
        return None
    before = [n for n in found[:place] if n.upper is None and not n.approximate]
    named = ([n for n in before if _is_of(text, n, per["thing"][:length])] for length in (4, 3, 2, 1))
    things = next(filter(None, named), [])
    if len({n.value for n in things}) != 1 or things[0].value * each.value == whole.value:
        return None
    made = plain_number(things[0].value * each.value)
    told = f"{plain_number(things[0].value)}×{plain_number(each.value)}＝{made}{each.unit}"
    return Times(each, whole, text[start : whole.end], told, may_be_slip(things[0].value * each.value, whole.value))


def _is_of(text: str, number: Number, thing: str) -> bool:
    """True for ``托管班18个``, ``18个托管班`` and ``18班`` beside 每班."""
    before = text[max(0, number.start - 8) : number.start]
    behind = re.match(r"[\u4e00-\u9fff]{0,8}", text[number.end :])
    return before.endswith(thing) or number.unit == thing or bool(behind and behind.group().startswith(thing))


_EACH_PERIOD = re.compile(r"[（(，,]\s*每(?P<period>个?月|季度?|周)(?:开展|组织|举办|不少于|至少)?\s*")
_PERIODS = {"月": ("每月", 12), "个月": ("每月", 12), "季": ("每季度", 4), "季度": ("每季度", 4), "周": ("每周", 53)}


def _of_period(text: str, found: list[Number], place: int) -> Times | None:
    """``96次（每月8次）``: some number of months must make the year's count; a bound (不少于) may be passed."""
    whole, each = found[place], found[place + 1]
    between = _EACH_PERIOD.fullmatch(text, whole.end, each.start)
    if (
        between is None
        or each.unit != whole.unit
        or whole.approximate
        or each.approximate
        or each.upper
        or whole.upper
        or whole.per
    ):
        return None
    bound = re.search(r"不少于|至少|以上", between.group() + text[each.end : each.end + 2])
    words, most = _PERIODS[between["period"]]
    times = whole.value / each.value if each.value else Decimal(0)
    if not times or bound or (times == int(times) and times <= most) or each.value < 2:
        return None
    told = f"{words}{each.text}，一年最多{plain_number(each.value * most)}{each.unit}"
    return Times(each, whole, text[whole.start : each.end], told)
