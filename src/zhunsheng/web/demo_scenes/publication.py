"""The park publishes its targets with the budget of 2020, corrects them after the adjustment, and publishes its results with
the final accounts a year and a half later."""

from __future__ import annotations

from datetime import date

from zhunsheng.usecases.publication import PublicationKind
from zhunsheng.web.demo_scenes.scene import Scene, Stage
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.operations.note_publication import note_approval
from zhunsheng.web.records.operations.publish_year import take
from zhunsheng.web.records.publication_standing import Occasion

BUDGET_APPROVED, BUDGET_OUT = date(2020, 1, 21), date(2020, 2, 7)
CORRECTED = date(2020, 10, 12), date(2020, 10, 16), date(2020, 10, 22)
"""When the correction was begun, checked for secrets, and let out: on 20 October the department is comparing it."""
ACCOUNTS_APPROVED, ACCOUNTS_OUT = date(2021, 8, 20), date(2021, 9, 3)


def note_the_budget(stage: Stage) -> None:
    """The clerk writes down the approval: from here the days count."""
    _note(stage, PublicationKind.BUDGET, BUDGET_APPROVED, "园区主管部门关于2020年部门预算的批复")


def publish_the_targets(stage: Stage) -> None:
    """Seventeen days after the approval: within the term."""
    _publish(stage, PublicationKind.BUDGET)


def begin_the_correction(stage: Stage) -> None:
    """The goal of one project was adjusted in September: what stands on the portal is put right."""
    why = "限高杆安装的目标9月4日批准调整，公开文本按调整后的文字更正。"
    people, occasion = stage.people, Occasion(stage.unit, stage.year, PublicationKind.BUDGET)
    take(occasion, people["clerk"], "correct", opinion=why)
    take(occasion, people["clerk"], "submit")


def check_the_correction(stage: Stage) -> None:
    """The head finds nothing secret in it."""
    occasion = Occasion(stage.unit, stage.year, PublicationKind.BUDGET)
    take(occasion, stage.people["head"], "clear", opinion="只改一处目标文字，不涉密", not_secret=True)


def publish_the_correction(stage: Stage) -> None:
    """The department has compared it: the second edition goes out."""
    occasion = Occasion(stage.unit, stage.year, PublicationKind.BUDGET)
    take(occasion, stage.people["department"], "pass")
    take(occasion, stage.people["head"], "publish")


def note_the_accounts(stage: Stage) -> None:
    """The same for the accounts of the year."""
    _note(stage, PublicationKind.ACCOUNTS, ACCOUNTS_APPROVED, "园区主管部门关于2020年部门决算的批复")


def publish_the_results(stage: Stage) -> None:
    """Fourteen days after the approval of the accounts."""
    _publish(stage, PublicationKind.ACCOUNTS)


def _note(stage: Stage, kind: PublicationKind, approved: date, paper: str) -> None:
    occasion = Occasion(stage.unit, stage.year, kind)
    note_approval(occasion, stage.people["clerk"], day=approved.isoformat(), paper=paper)


def _publish(stage: Stage, kind: PublicationKind) -> None:
    """As the people do it: sent in, checked for secrets, compared by the department, let out."""
    people, occasion, out = stage.people, Occasion(stage.unit, stage.year, kind), current_day()
    take(occasion, people["clerk"], "submit", on=out)
    take(occasion, people["head"], "clear", opinion="内容不涉密，没有个人信息", not_secret=True, on=out)
    take(occasion, people["department"], "pass", on=out)
    take(occasion, people["head"], "publish", on=out)


SCENES = (
    Scene(date(2020, 1, 22), "登记部门预算批复日期", note_the_budget),
    Scene(BUDGET_OUT, "公开2020年部门预算绩效目标", publish_the_targets),
    Scene(CORRECTED[0], "目标调整后更正已公开的文本", begin_the_correction),
    Scene(CORRECTED[1], "单位负责人审查更正后的文本", check_the_correction),
    Scene(CORRECTED[2], "主管部门核对，公开更正后的第2版", publish_the_correction),
    Scene(ACCOUNTS_APPROVED, "登记部门决算批复日期", note_the_accounts),
    Scene(ACCOUNTS_OUT, "公开2020年部门决算绩效自评结果", publish_the_results),
)
