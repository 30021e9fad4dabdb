"""The park's gantries are assessed before they are built and evaluated afterwards; the innovation fund's evaluation is under way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from zhunsheng.documents.writing.docx import write_docx
from zhunsheng.documents.writing.report import Report
from zhunsheng.law.evaluation import ex_ante_materials
from zhunsheng.scoring.exact import plain
from zhunsheng.web.accounts.models import User
from zhunsheng.web.demo_scenes.scene import Scene, Stage
from zhunsheng.web.records.amounts import EX_ANTE_MINIMUM
from zhunsheng.web.records.models import Appraisal
from zhunsheng.web.records.operations.appraise import CaseSaid, note_case, note_many, open_case, set_amount, step_case
from zhunsheng.web.records.queries.appraisal_pages import PaperRow, paper_rows, scheme_view
from zhunsheng.web.records.queries.appraisals import case_view

GANTRIES, FUND = "804-0601-YBN-SAZI", "804-0601-JBN-96SU"
Marks = Mapping[str, tuple[str, str]]
"""Points and reason by the name of a row, where they are not the full points."""

_MATERIALS: Mapping[str, str] = {
    "application": "园区主干道货车超高通行，线缆、绿化受损。申请在6个路口安装限高杆，预算40万元。",
    "target_table": "见系统里的绩效目标表：安装6个，验收合格率不低于95%，隐患消除不低于90%。",
    "policy": "依据园区安全管理职责和年度安全生产工作要点。", "decision": "主任办公会2019年第11次会议研究同意，列入2020年预算。",
    "argument": "勘察6个路口的路幅、转弯半径和地下管线，选用门式结构，预留应急通行高度。",
    "implementation": "3月招标，4月至6月施工，7月验收；施工分段封闭，设专人疏导；台风等恶劣天气停工。",
    "budget_detail": "6套，每套含基础、立柱、横梁、警示标志和安装，合计40万元。", "price_basis": "三家询价，取中间价；基础工程按当地定额测算。",
    "funding": "全部为财政资金，列入单位年初预算。", "risk": "施工期间交通拥堵、误撞；已列应急预案和保险。",
}  # fmt: skip
_FOUND: Mapping[str, str] = {
    "立项依据充分性": "属园区安全管理职责，与年度安全生产工作要点一致，与其他项目不重复。", "立项程序规范性": "经主任办公会研究，做了事前绩效评估；勘察报告没有编号归档。",
    "绩效目标合理性": "目标与建设内容相符，与40万元预算匹配。", "绩效指标明确性": "6条指标都有指标值；“受益群体满意情况”写的是人数，没有写调查总数。",
    "预算编制科学性": "有分项测算和三家询价。", "资金分配合理性": "按6个路口平均安排，没有区分路幅宽窄。",
    "资金到位率": "年初预算40万元，财政资金按用款计划全部到位。", "预算执行率": "支付39.2万元，质保金0.8万元未到支付期。",
    "资金使用合规性": "抽查全部支付凭证，用途、审批手续、收款单位与合同一致。", "管理制度健全性": "有财务制度和施工安全制度，没有专门的限高杆日常维护办法。",
    "制度执行有效性": "施工日志、监理记录、验收单齐全；1个路口的变更手续后补。",
}  # fmt: skip
_SOURCES: Mapping[str, Sequence[str]] = {
    "立项依据充分性": ("target",), "立项程序规范性": ("steps",), "绩效目标合理性": ("target",), "绩效指标明确性": ("target",), "预算编制科学性": ("target",),
    "资金分配合理性": ("target", "payments"), "资金到位率": ("payments",), "预算执行率": ("payments", "self_evaluation"), "资金使用合规性": ("payments",),
    "管理制度健全性": ("monitoring",), "制度执行有效性": ("monitoring",),
}  # fmt: skip
_FIRST: Marks = {
    "立项程序规范性": ("1.5", "勘察报告没有编号归档"), "绩效指标明确性": ("1.5", "满意度按人数写，没有写调查总数"), "资金分配合理性": ("1.5", "没有按路幅宽窄区分"),
    "预算执行率": ("3.9", "支付98%，质保金未到期"), "管理制度健全性": ("3", "没有限高杆日常维护办法"), "制度执行有效性": ("4", "1个路口变更手续后补"),
    "路面改善情况": ("7", "两个路口接缝不平"), "服务对象满意度": ("7", "17家，未达到18家"),
}  # fmt: skip
_SECOND: Marks = {
    "立项程序规范性": ("2", ""), "绩效指标明确性": ("1", "6条中2条用人数、家数表示满意度，口径不清"), "资金分配合理性": ("2", ""), "预算执行率": ("3.92", "按支付比例"),
    "管理制度健全性": ("3.5", "维护办法尚未成文"), "制度执行有效性": ("4.5", "变更手续不及时"), "路面改善情况": ("4.5", "接缝不平，养护没有同步跟上，雨后有积水"),
    "服务对象满意度": ("7", "未达到指标值"),
}  # fmt: skip


def assess(stage: Stage) -> None:
    """The bureau sets its amount; the clerk hands in the papers of a new project; two experts judge; it is supported."""
    people = stage.people
    set_amount(
        people["performance"],
        EX_ANTE_MINIMUM,
        "40",
        date(2019, 7, 1),
        "示例：本县事前绩效评估办法，新增项目40万元以上（示例数据，以当地文件为准）",
    )
    case = open_case(
        stage.targets[GANTRIES],
        people["clerk"],
        "ex_ante",
        "园区主干道超高货车多次刮断线缆、撞伤绿化，拟在6个路口安装限高杆。",
    )
    for key, words in _MATERIALS.items():
        _say(case, people["clerk"], "material", key, {"note": ""}, [_paper(ex_ante_materials()[key], words)])
    step_case(case, people["clerk"], "submit")
    _invite(case, people["department"], people, {"expert1": "lead", "expert2": "expert"})
    step_case(case, people["department"], "begin")
    for who, marks, opinion in (
        (
            "expert1",
            {"厉行节约": ("4", "警示标志可与现有标志合并"), "指标细化量化": ("4", "满意度宜写比率")},
            "必要、可行，满意度指标宜改为比率。",
        ),
        (
            "expert2",
            {"测算依据充分、合定额标准": ("4", "询价只取中间价，没有比选说明"), "风险有应对": ("4.5", "绕行方案较粗")},
            "同意实施，询价比选说明应补齐。",
        ),
    ):
        _score(case, people[who], lambda row, marks=marks: marks.get(row.item.name), opinion, "予以支持")
    for key, words in (("advice", "满意度指标改为比率并写明调查总数；询价比选留存说明；绕行方案细化到路口。"),):
        _say(case, people["expert1"], "text", key, {"text": words})
    step_case(case, people["expert1"], "sum_up")
    step_case(case, people["department"], "support", "同意专家意见，予以支持，按建议完善指标。")


def evaluate_gantries(stage: Stage) -> None:
    """The department evaluates the gantries with two experts who differ; the park objects twice; the report is final."""
    people = stage.people
    case = open_case(
        stage.targets[GANTRIES], people["department"], "evaluation", "列入2021年部门评价计划：上年新建项目全部评价。"
    )
    _prepare(case, people)
    for row in _rows(case, people["department"]):
        _write_paper(case, people["expert1"], row)
    _score(case, people["expert1"], _marks(_FIRST), "完成了建设任务，验收合格；维护办法要尽快成文。")
    _score(case, people["expert2"], _marks(_SECOND), "产出好，路面养护没有跟上；满意度口径要改。")
    for key, words in (
        ("experience", "分段施工、专人疏导，施工期间没有发生交通事故。"), ("advice", "一是出台限高杆日常维护办法，明确巡查频次；二是两个路口接缝返修；三是满意度指标改为比率，写明调查总数。"),
    ):  # fmt: skip
        _say(case, people["expert1"], "text", key, {"text": words})
    step_case(case, people["expert1"], "finish")
    step_case(case, people["department"], "consult")
    _object(case, people)
    step_case(case, people["expert1"], "finish")
    for what, owner, due in (
        ("制定限高杆日常维护办法", "周业务", "2021-09-30"),
        ("返修两个路口的接缝", "马巡查", "2021-08-31"),
    ):
        _say(case, people["department"], "measure", "", {"task": what, "owner": owner, "due": due})
    step_case(case, people["department"], "accept")


def evaluate_fund(stage: Stage) -> None:
    """The innovation fund's evaluation is at its scoring: one sheet is in, the other is not."""
    people = stage.people
    case = open_case(
        stage.targets[FUND], people["department"], "evaluation", "列入2021年部门评价计划：金额最大的项目。"
    )
    _prepare(case, people)
    _say(case, people["department"], "scoring_term", "", {"until": "2021-09-15", "note": "评价工作方案"})
    for row in _rows(case, people["department"]):
        if row.proofs or row.item.ratio:
            _write_paper(case, people["expert1"], row, found="按台账和支付记录核对。")
    low = {
        "预算编制科学性": ("2.5", "补助标准的测算依据不足"),
        "资金分配合理性": ("1.5", "分配与企业规模的关系没有说明"),
    }
    _score(case, people["expert1"], _marks(low), "资金到位及时，两项效益指标略低于指标值。")


def _prepare(case: Appraisal, people: Mapping[str, User]) -> None:
    """Team, declarations, the scheme with the table's own indicators, approved."""
    department, lead = people["department"], people["expert1"]
    _invite(case, department, people, {"expert1": "lead", "expert2": "expert"})
    step_case(case, department, "commission")
    step_case(case, department, "begin")
    shown = scheme_view(case_view(lead, _fresh(case)), fill=True)
    columns: dict[str, list[str]] = {}
    for item in shown.scheme.items:
        cells = {
            "key": item.key, "level1": item.level1, "level2": item.level2, "name": item.name, "weight": plain(item.weight), "question": item.question,
            "standard": item.standard, "ratio": item.ratio or "", "indicators": " ".join(item.indicators),
        }  # fmt: skip
        for name, cell in cells.items():
            columns.setdefault(f"row-{name}", []).append(cell)
    note_case(case, lead, CaseSaid("scheme", many=lambda name: columns.get(name, ())))
    step_case(case, lead, "submit")
    step_case(case, department, "approve")


def _invite(case: Appraisal, client: User, people: Mapping[str, User], parts: Mapping[str, str]) -> None:
    about = {"expert1": "示例评审机构，工程管理", "expert2": "示例咨询公司，财务"}
    for name, part in parts.items():
        _say(case, client, "member", str(people[name].pk), {"part": part, "note": about[name]})
        _say(case, people[name], "declaration", str(people[name].pk), {"independent": "yes"})


def _rows(case: Appraisal, by: User) -> tuple[PaperRow, ...]:
    return paper_rows(case_view(by, _fresh(case)))


def _write_paper(case: Appraisal, by: User, row: PaperRow, found: str = "") -> None:
    """A working paper: what the records say of an indicator, or what was looked at in the files."""
    told = [f"{proof.name}：指标值{proof.target}，由{proof.records}条台账算出{proof.actual}。" for proof in row.proofs]
    words = "".join(told) or found or _FOUND.get(row.item.name, "")
    figures = {}
    if row.item.ratio in ("funds_received", "spending"):
        view = case_view(by, _fresh(case))
        execution = _paid(view.case)
        above, below = (
            (execution[0], execution[0]) if row.item.ratio == "funds_received" else (execution[1], execution[0])
        )
        figures = {"above": plain(above), "below": plain(below)}
    files = [_paper("验收单", "6个路口逐一验收，均合格。")] if row.item.name == "制度执行有效性" else []
    many = {
        "sources": _SOURCES.get(row.item.name, ("payments",) if row.item.ratio else ()),
        "indicators": [proof.key for proof in row.proofs],
    }
    said = CaseSaid("paper", row.item.key, {"found": words, **figures}, lambda name: many.get(name, ()), files)
    note_case(case, by, said)


def _paid(case: Appraisal) -> tuple[Decimal, Decimal]:
    """The budget and what was paid, in 元."""
    from zhunsheng.web.records.evaluated import evaluate_targets

    execution = evaluate_targets([case.target])[0].evaluated.case.execution
    total = execution.of() if execution else None
    return (total.budget or Decimal(0), total.paid or Decimal(0)) if total else (Decimal(0), Decimal(0))


def _marks(given: Marks) -> Callable[[PaperRow], tuple[str, str] | None]:
    """What an expert gives: what is said above, else what the figures come to, else full points."""

    def mark(row: PaperRow) -> tuple[str, str] | None:
        if row.item.name in given:
            return given[row.item.name]
        if row.proofs and row.proposed is not None and row.proposed < row.item.weight:
            return plain(row.proposed), f"完成{row.proofs[0].actual}，未达到{row.proofs[0].target}"
        return None

    return mark


def _score(
    case: Appraisal, by: User, mark: Callable[[PaperRow], tuple[str, str] | None], opinion: str, verdict: str = ""
) -> None:
    """Fill a sheet and hand it in."""
    said = []
    for row in _rows(case, by):
        points, why = mark(row) or (plain(row.item.weight), "")
        points = plain(min(Decimal(points), row.item.weight))
        said.append(CaseSaid("mark", f"{by.pk}:{row.item.key}", {"score": points, "comment": why}))
    note_many(case, by, said)
    _say(case, by, "sheet", str(by.pk), {"opinion": opinion, "verdict": verdict})


def _object(case: Appraisal, people: Mapping[str, User]) -> None:
    """Two objections: one granted in part, one not; each with its answer."""
    rows = {row.item.name: row.item for row in _rows(case, people["department"])}
    road, funds = rows["路面改善情况"], rows["预算执行率"]
    first = _say(
        case, people["clerk"], "objection", "",
        {"item": road.key, "text": "两个路口的接缝已于2021年4月返修，雨后积水的路段不在本项目范围。", "wish": "恢复部分得分"}, [_paper("返修验收单", "2个路口接缝返修，已验收。")],
    )  # fmt: skip
    second = _say(
        case,
        people["clerk"],
        "objection",
        "",
        {"item": funds.key, "text": "未支付的0.8万元是质保金，合同约定满一年支付，不应扣分。", "wish": "按满分计"},
    )
    step_case(case, people["head"], "object", "对两项得分有意见，见逐条说明。")
    _say(
        case, people["expert1"], "answer", first,
        {"verdict": "部分采纳", "text": "返修属实，积水路段不属本项目，相应恢复；接缝不平在评价时点确实存在，仍扣部分分。", "score": plain(road.weight - Decimal("0.5"))},
    )  # fmt: skip
    _say(
        case,
        people["expert1"],
        "answer",
        second,
        {"verdict": "不采纳", "text": "预算执行率按实际支出占到位资金计算，质保金当年没有支出；已在报告里说明原因。"},
    )


def _say(
    case: Appraisal, by: User, what: str, key: str, cells: Mapping[str, str], files: Sequence[tuple[str, bytes]] = ()
) -> str:
    return note_case(case, by, CaseSaid(what, key, cells, files=files)).key


def _paper(title: str, words: str) -> tuple[str, bytes]:
    """A small Word file, as a unit would hand it in; marked as an example."""
    report = Report(f"{title}（示例）")
    report.text(words)
    return f"{title}.docx", write_docx(report.tree(), title)


def _fresh(case: Appraisal) -> Appraisal:
    return Appraisal.objects.select_related("target__unit", "opened_by").get(pk=case.pk)


SCENES = (
    Scene(date(2020, 1, 8), "限高杆安装做事前绩效评估，予以支持", assess),
    Scene(date(2021, 5, 10), "主管部门评价限高杆安装，两位专家打分，单位提意见，报告定稿", evaluate_gantries),
    Scene(date(2021, 5, 20), "主管部门评价中小企业创新发展资金，正在打分", evaluate_fund),
)
