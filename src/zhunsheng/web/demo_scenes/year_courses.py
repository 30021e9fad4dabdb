"""Monitoring and self-evaluation on their way: reported, signed, returned with a reason, reviewed, mended, confirmed, archived."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from zhunsheng.web.demo_scenes.scene import Scene, Stage
from zhunsheng.web.records.models import NoteStage, YearCourse, YearNote
from zhunsheng.web.records.operations.note_year import Said, note_year
from zhunsheng.web.records.operations.take_year_step import YearSaid, points_of, take_year_step
from zhunsheng.web.records.year_course import MONITORING, SELF_EVALUATION, Place, facts_of, look

Play = Callable[[Stage], None]
_WAITING = ("ULCE", "K5AT")
"""The projects, by the ends of their codes, that are reported a few days after the others."""
_RETURNED = "3INN"
_OWNERS = {
    "ULCE": "党政办钱主任", "969N": "建设管理科刘科长", "GR8Q": "综合办赵主任", "SAZI": "建设管理科刘科长", "96SU": "企业服务科张科长", "3INN": "招商科孙科长",
}  # fmt: skip
_MEASURE = "按监控表所列措施逐项落实，月底前核对一次"


def move(month: int, act: str, who: str, only: Collection[str] = (), but: Collection[str] = (), said: str = "") -> Play:
    """The scene in which somebody does an act on all that stand where it begins: month 0 is self-evaluation."""

    def play(stage: Stage) -> None:
        for place in _places(stage, month, only, but):
            if _state(place) in _SOURCES[act]:
                take_year_step(place, stage.people[who], act, YearSaid(said))

    return play


def both(*plays: Play) -> Play:
    """Several things on one day."""

    def play(stage: Stage) -> None:
        for one in plays:
            one(stage)

    return play


def give_back(month: int, who: str, act: str, said: str) -> Play:
    """One report comes back, bound to what is behind in it."""

    def play(stage: Stage) -> None:
        for place in _places(stage, month, (_RETURNED,), ()):
            bound = tuple(point.name for point in points_of(look(place)))[:2]
            take_year_step(place, stage.people[who], act, YearSaid(said, bound))

    return play


def review(month: int, only: Collection[str] = ()) -> Play:
    """The section of the bureau lets those without a warning rest, and warns of the others."""

    def play(stage: Stage) -> None:
        for place in _places(stage, month, only, ()):
            if _state(place) == "bureau_review":
                act = "warn" if facts_of(place, look(place)).alarms else "accept"
                take_year_step(place, stage.people["bureau"], act)

    return play


def dispose(month: int, due: date, said: str) -> Play:
    """The performance section lets what it was warned of go on, and the unit agrees on what to do where it has not yet."""

    def play(stage: Stage) -> None:
        for place in _places(stage, month, (), ()):
            if _state(place) == "disposition":
                take_year_step(place, stage.people["performance"], "continue", YearSaid(said))
                if facts_of(place, look(place)).measures_open is None:
                    _measure(stage, place, due, None)

    return play


def mended(month: int, day: date) -> Play:
    """The unit writes down what was done, and reports that all is mended where it is."""

    def play(stage: Stage) -> None:
        for place in _places(stage, month, (), ()):
            if _state(place) == "rectifying":
                _measure(stage, place, None, day)
                if facts_of(place, look(place)).measures_open == 0:
                    take_year_step(place, stage.people["clerk"], "report", YearSaid("措施已落实，附后。"))

    return play


_SOURCES = {
    "submit": ("filling",), "resubmit": ("returned",), "sign": ("submitted",), "pass": ("department_review", "department_check"),
    "close": ("checking",), "confirm": ("bureau_check",), "archive": ("confirmed",),
}  # fmt: skip


def _places(stage: Stage, month: int, only: Collection[str], but: Collection[str]) -> list[Place]:
    targets = [one for code, one in stage.targets.items() if code[-4:] not in but and (not only or code[-4:] in only)]
    return [Place(one, MONITORING if month else SELF_EVALUATION, month) for one in targets]


def _state(place: Place) -> str:
    rows = YearCourse.objects.filter(target=place.target, process=place.process, month=place.month)
    return rows.values_list("state", flat=True).first() or ""


def _measure(stage: Stage, place: Place, due: date | None, done: date | None) -> None:
    """The unit's own measure of a checkpoint: agreed with its day, or written down as done."""
    notes = YearNote.objects.filter(target=place.target, stage=NoteStage.MONITORING, month=place.month, what="act")
    held = [note for note in notes.order_by("pk") if note.content["what"] == _MEASURE]
    if done is not None and not held:
        return
    owner = _OWNERS.get(place.target.code[-4:], "综合办赵主任")
    day = due.isoformat() if due else str(held[-1].content["due"])
    cells = {"act_what": _MEASURE, "owner": owner, "due": day, "indicator": ""}
    if done is not None:
        cells |= {"done_on": done.isoformat(), "result": "措施已落实"}
    key = held[-1].key if held else ""
    note_year(place.target, stage.people["clerk"], Said(NoteStage.MONITORING, "act", key, place.month, cells))


def _through(month: int, days: tuple[date, date, date, date, date], due: date) -> tuple[Scene, ...]:
    """A checkpoint that goes its way without a halt until the warnings are disposed of."""
    name = f"{month}月底监控"
    return (
        Scene(days[0], f"{name}：经办人报送", move(month, "submit", "clerk")),
        Scene(days[1], f"{name}：单位负责人审签", move(month, "sign", "head")),
        Scene(days[2], f"{name}：主管部门审核通过", move(month, "pass", "department")),
        Scene(days[3], f"{name}：财政业务股室审核，对有预警的发出预警", review(month)),
        Scene(days[4], f"{name}：绩效股定处置，限期整改", dispose(month, due, "继续执行，按措施限期整改。")),
    )


def _closed(month: int, mends: date, closes: date) -> tuple[Scene, ...]:
    return (
        Scene(mends, f"{month}月底监控：单位报告整改完成", mended(month, mends)),
        Scene(closes, f"{month}月底监控：绩效股验证整改，销号", move(month, "close", "performance")),
    )


_FIRST = ("SAZI", "96SU", "969N", "GR8Q", "YZRT")
_WHY = "上半年支出和招商活动都落后，只写“疫情影响”不够，请写明补办的时间和负责人。"
_WHY_SCORES = "结余原因要写到经费科目，改进措施要能核对。"

SCENES = (
    *_through(3, (date(2020, 4, 10), date(2020, 4, 13), date(2020, 4, 17), date(2020, 4, 22), date(2020, 4, 24)), date(2020, 5, 22)),
    *_closed(3, date(2020, 5, 20), date(2020, 5, 25)),
    Scene(date(2020, 7, 13), "上半年监控：经办人先报送七个项目", move(6, "submit", "clerk", but=_WAITING)),
    Scene(
        date(2020, 7, 14), "上半年监控：单位负责人审签五个，退回一个",
        both(move(6, "sign", "head", only=_FIRST), give_back(6, "head", "return_to_clerk", _WHY)),
    ),
    Scene(date(2020, 7, 14), "上半年监控：主管部门通过三个", move(6, "pass", "department", only=_FIRST[:3])),
    Scene(date(2020, 7, 15), "上半年监控：财政业务股室对限高杆发出预警", review(6, only=("SAZI",))),
    Scene(
        date(2020, 7, 16), "上半年监控：经办人报送其余项目，退回的改好重报",
        both(move(6, "submit", "clerk"), move(6, "resubmit", "clerk")),
    ),
    Scene(date(2020, 7, 17), "上半年监控：单位负责人审签其余项目", move(6, "sign", "head")),
    Scene(date(2020, 7, 21), "上半年监控：主管部门审核通过", move(6, "pass", "department")),
    Scene(date(2020, 7, 24), "上半年监控：财政业务股室审核", review(6)),
    Scene(date(2020, 7, 28), "上半年监控：绩效股定处置", dispose(6, date(2020, 8, 21), "继续执行，按措施限期整改。")),
    *_closed(6, date(2020, 8, 18), date(2020, 8, 20)),
    *_closed(6, date(2020, 9, 7), date(2020, 9, 9)),
    *_closed(6, date(2020, 9, 29), date(2020, 9, 30)),
    *_through(7, (date(2020, 8, 13), date(2020, 8, 14), date(2020, 8, 19), date(2020, 8, 24), date(2020, 8, 27)), date(2020, 9, 25)),
    *_closed(7, date(2020, 9, 8), date(2020, 9, 10)),
    *_closed(7, date(2020, 9, 29), date(2020, 9, 30)),
    *_closed(7, date(2020, 10, 28), date(2020, 10, 30)),
    *_through(10, (date(2020, 11, 10), date(2020, 11, 11), date(2020, 11, 16), date(2020, 11, 19), date(2020, 11, 23)), date(2020, 12, 11)),
    *_closed(10, date(2020, 11, 30), date(2020, 12, 2)),
    *_closed(10, date(2020, 12, 14), date(2020, 12, 16)),
    *_through(12, (date(2021, 1, 11), date(2021, 1, 12), date(2021, 1, 15), date(2021, 1, 18), date(2021, 1, 25)), date(2021, 2, 10)),
    *_closed(12, date(2021, 2, 3), date(2021, 2, 5)),
    Scene(date(2021, 1, 15), "单位自评：经办人先报送七个项目", move(0, "submit", "clerk", but=_WAITING)),
    Scene(
        date(2021, 1, 18), "单位自评：单位负责人审签五个，退回一个",
        both(move(0, "sign", "head", only=_FIRST), give_back(0, "head", "return_to_clerk", _WHY_SCORES)),
    ),
    Scene(date(2021, 1, 19), "单位自评：主管部门复核通过三个", move(0, "pass", "department", only=_FIRST[:3])),
    Scene(date(2021, 1, 20), "单位自评：绩效股抽查确认一个", move(0, "confirm", "performance", only=_FIRST[:1])),
    Scene(
        date(2021, 1, 22), "单位自评：经办人报送其余项目，退回的改好重报",
        both(move(0, "submit", "clerk"), move(0, "resubmit", "clerk")),
    ),
    Scene(date(2021, 1, 25), "单位自评：单位负责人审签其余项目", move(0, "sign", "head")),
    Scene(date(2021, 1, 29), "单位自评：主管部门复核通过", move(0, "pass", "department")),
    Scene(date(2021, 2, 5), "单位自评：绩效股抽查，确认得分和等级", move(0, "confirm", "performance", said="与台账、支付核对一致。")),
    Scene(date(2021, 3, 5), "单位自评：归档", move(0, "archive", "performance")),
)  # fmt: skip
