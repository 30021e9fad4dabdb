"""The details of the audit trail in words: no code, no key and no digest reaches the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from zhunsheng.law.deadlines import deadlines
from zhunsheng.law.parameters import legal_numbers
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.address import cell_name
from zhunsheng.web.accounts.models import Role
from zhunsheng.web.records import appraisal_sorts, note_sorts, result_sorts
from zhunsheng.web.records.calendars import DAYS
from zhunsheng.web.records.cell_address import row_key
from zhunsheng.web.records.models import EntrySource
from zhunsheng.web.records.models.edit import EditKind
from zhunsheng.web.records.monitoring_rules import MONITORING
from zhunsheng.web.records.scoring_settings import SCORING

_LONGEST = 200
_FORMATS = {
    "docx": "Word", "xlsx": "Excel", "pdf": "PDF", "html": "网页", "json": "JSON", "csv": "CSV", "zip": "压缩包",
}  # fmt: skip
_OF_A_PUBLICATION = {"approval": "批复情况", "release": "放行意见", "secret": "依法不公开的项目"}
Words = Callable[[str], str]


def details(act: str, detail: Mapping[str, Any], units: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What an entry tells besides who, when and of what: pairs of a word and a text. ``units`` are names by code."""
    known = {
        **WORDS,
        "unit": ("单位", lambda code: units.get(code, code)),
        "what": ("事项", lambda name: _sort(act, name)),
    }
    if act == "note_publication" and detail.get("what") == "approval":
        known["reason"] = ("批复日期", _as_it_is)
    if act in ("export", "import_entries", "add_entries", "answer_survey"):
        known["rows"] = ("记录", lambda rows: f"{rows}条")
    if "sentence" in detail or "message" in detail:  # who in which office did what stands in the sentence
        known = {name: known[name] for name in known if name not in ("role", "unit", "year")}
    said = ((detail[name], word, say) for name, (word, say) in known.items() if name in detail)
    told = ((word, say(str(value)[:_LONGEST])) for value, word, say in said if _is_said(value, word))
    return tuple((word, text) for word, text in told if text)


def _is_said(value: object, word: str) -> bool:
    """Blanks say nothing, a year 0 is none, one thing set down is the usual; no records are a number."""
    return (
        value not in (None, "", [], {})
        and not isinstance(value, dict)
        and (value != 0 or word == "记录")
        and (value != 1 or word != "条数")
    )


def _as_it_is(value: str) -> str:
    return value


def _format(suffix: str) -> str:
    return _FORMATS.get(suffix.removeprefix("form-"), suffix)


def _cell(address: str) -> str:
    row = row_key(address)
    return cell_name(f"indicators[0].{row[1]}" if row else address)


def _sort(act: str, name: str) -> str:
    """What the sort of a thing set down is called; of a sort that is gone nothing is said."""
    if act == "set_calendar":
        return (
            {DAYS: "放假和调休", MONITORING: "监控节点和亮灯的数", SCORING: "自评计分"}[name]
            if name in (DAYS, MONITORING, SCORING)
            else deadlines()[name].title
            if name in deadlines()
            else ""
        )
    if act == "note_result":
        return result_sorts.SORTS[name].label if name in result_sorts.SORTS else ""
    if act == "note_appraisal":
        return appraisal_sorts.SORTS[name].words if name in appraisal_sorts.SORTS else ""
    return _OF_A_PUBLICATION.get(name, "") if act == "note_publication" else note_sorts.LABELS.get(name, "")


def _reached(name: str) -> str:
    """Where a process led; whom a letter went to is no state and stands as it is."""
    return _states().get(name, name)


@cache
def _states() -> Mapping[str, str]:
    """The labels of the states of all processes."""
    return {state.name: state.label for process in processes().values() for state in process.states}


def _edit(name: str) -> str:
    """The sort of an edit; a kind of ledger is named by the object already."""
    return str(EditKind(name).label) if name in EditKind.values else ""


def _source(name: str) -> str:
    return str(EntrySource(name).label) if name in EntrySource.values else name


def _name(name: str) -> str:
    return legal_numbers()[name].title if name in legal_numbers() else name


def _value(value: str) -> str:
    """A number that was set; what is set as a list or a rule stands with the thing itself."""
    return "" if value[:1] in "{[" else value


def _role(name: str) -> str:
    return str(Role(name).label) if name in Role.values else ""


WORDS: Mapping[str, tuple[str, Words]] = {
    "exported": ("导出", _as_it_is), "format": ("格式", _format), "sentence": ("", _as_it_is), "message": ("", _as_it_is),
    "summary": ("", _as_it_is), "what": ("事项", _as_it_is), "month": ("截至", lambda month: f"{month}月底"),
    "address": ("格", _cell), "kind": ("种类", _edit), "revision": ("第几次修改", _as_it_is), "version": ("第几版", _as_it_is),
    "number": ("第几版", _as_it_is), "round": ("第几轮", _as_it_is), "formula": ("公式", _as_it_is), "text": ("内容", _as_it_is),
    "title": ("标题", _as_it_is), "name": ("名称", _name), "label": ("名称", _as_it_is), "username": ("用户名", _as_it_is),
    "role": ("角色", _role), "value": ("数值", _value), "basis": ("依据", _as_it_is), "reason": ("理由", _as_it_is),
    "note": ("说明", _as_it_is), "rows": ("条数", _as_it_is), "unit": ("单位", _as_it_is),
    "year": ("年度", lambda year: f"{year}年"), "region": ("范围", _as_it_is), "code": ("编码", _as_it_is),
    "source": ("来源", _source), "filters": ("条件", _as_it_is), "for": ("代", _as_it_is), "person": ("谁", _as_it_is),
    "other": ("交给", _as_it_is), "since": ("起", _as_it_is), "until": ("止", _as_it_is), "moved": ("移交", _as_it_is),
    "made": ("新增", _as_it_is), "changed": ("改动", _as_it_is), "sent": ("发出", _as_it_is), "to": ("到", _reached),
}  # fmt: skip
"""What people call the details that the page shows, and how a value is said; the others are digests and keys."""
