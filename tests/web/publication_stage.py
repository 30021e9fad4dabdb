"""How tests of publication set things up: the school's year 2026 through its process to the portal."""

from __future__ import annotations

from datetime import date

from web_stage import add_person
from year_stage import PAPER, pay, say

from zhunsheng.usecases.publication import PublicationKind
from zhunsheng.web.records.models import PublishedEdition, Target
from zhunsheng.web.records.operations.note_publication import note_approval
from zhunsheng.web.records.operations.publish_year import take
from zhunsheng.web.records.operations.state_value import state_value
from zhunsheng.web.records.publication_standing import Occasion

APPROVED, OUT = date(2026, 2, 10), date(2026, 2, 20)
ACCOUNTS_APPROVED, ACCOUNTS_OUT = date(2027, 8, 20), date(2027, 9, 3)
BUDGET, ACCOUNTS = PublicationKind.BUDGET, PublicationKind.ACCOUNTS


def occasion(cast, kind: PublicationKind = BUDGET) -> Occasion:
    """The school's publication of 2026."""
    return Occasion(cast.school, 2026, kind)


def checker(cast) -> object:
    """Somebody at the department above who compares what the school sends in."""
    if not hasattr(cast, "checker"):
        cast.checker = add_person("checker", "冯核对", "department", cast.department)
    return cast.checker


def send_in(cast, where: Occasion, approved: date = APPROVED) -> None:
    """The clerk writes down the approval and sends the publication in."""
    note_approval(where, cast.clerk, day=approved.isoformat(), paper="青财〔2026〕7号")
    take(where, cast.clerk, "submit")


def let_out(cast, where: Occasion) -> PublishedEdition:
    """Checked for secrets, compared by the department, let out."""
    take(where, cast.head, "clear", not_secret=True)
    take(where, checker(cast), "pass")
    take(where, cast.head, "publish")
    return PublishedEdition.objects.filter(**where.key).order_by("number").last()


def publish_targets(cast) -> PublishedEdition:
    """The whole course of the targets."""
    send_in(cast, occasion(cast))
    return let_out(cast, occasion(cast))


def fill_results(cast) -> None:
    """Payments, and for every indicator of the school's year a stated value, or a score that a person put in with a paper."""
    for target in Target.objects.filter(unit=cast.school, year=2026).select_related("unit"):
        pay(cast, target, ("2026-06-01", "90000"), ("2026-11-01", "81000"))
        for row in target.draft["indicators"]:
            number = (row["target"] or {}).get("value")
            if number:
                state_value(
                    target, row["key"], cast.clerk, text=number, reason="内部说法：钱经办数的", as_of=date(2026, 12, 31)
                )
            else:
                say(cast, target, "override", row["key"], score="10", reason="按期完成，验收单为证", files=PAPER)


def publish_results(cast) -> PublishedEdition:
    """The whole course of the results."""
    send_in(cast, occasion(cast, ACCOUNTS), ACCOUNTS_APPROVED)
    return let_out(cast, occasion(cast, ACCOUNTS))
