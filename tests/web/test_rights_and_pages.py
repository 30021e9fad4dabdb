"""What the pages let through is what the table of permissions says, for every role: the table is the truth."""

from __future__ import annotations

from datetime import date

import pytest
from test_surveys import DEFINITION
from web_stage import add_person, ask

from zhunsheng.lifecycle.rights import rights
from zhunsheng.model.role import Role as Office
from zhunsheng.web.accounts.models import Role
from zhunsheng.web.records.models import Target, YearNote

ROLES = tuple(Office)
ABOVE = {
    Office.ADMIN, Office.BUREAU_SECTION, Office.PERFORMANCE, Office.BUDGET, Office.OVERSIGHT, Office.THIRD_PARTY,
}  # fmt: skip


@pytest.fixture(autouse=True)
def the_year_is_over(today):
    today(date(2027, 3, 1))


def person(cast, office):
    """Somebody of a role at the place where the role is posted, before whom the school's things lie."""
    at = None if office in ABOVE else cast.department if office is Office.DEPARTMENT else cast.school
    return add_person(f"one-{office}", f"某{office.label}", str(Role(office.value)), at)


def survey(cast, target, who, as_):
    answer = ask(
        as_(who), "/surveys/save/?unit=219001", id=None, survey={**DEFINITION, "title": f"问卷{who.pk}"}, plan={"access": "device"}
    )  # fmt: skip
    return answer.status_code


def decide(cast, target, who, as_):
    Target.objects.filter(pk=target.pk).update(state="in_execution")
    cells = {"what": "decision", "month": "7", "decision": "继续执行", "reason": "看过"}
    as_(who).post(f"/monitoring/{target.pk}/note/", cells)
    return 200 if YearNote.objects.filter(what="decision", by=who).exists() else 403


WAYS = {"survey.manage": survey, "watch.decide": decide}
"""How each right is tried; a right that is not here is held down by the tests of its own pages."""


@pytest.mark.parametrize("right", sorted(WAYS))
@pytest.mark.parametrize("office", ROLES)
def test_a_role_gets_through_where_the_table_lets_it_and_nowhere_else(cast, target, as_, right, office):
    status = WAYS[right](cast, target, person(cast, office), as_)
    assert (status == 200) == (office in rights()[right].roles), (right, office, status)
