"""Set what items of the review form are worth in a region and year, what findings cost, and where grades begin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils import timezone

from zhunsheng.law.parameters import legal_number
from zhunsheng.model.spelling import half_width
from zhunsheng.rules.grade import SCHEME_NUMBERS, scheme_on
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.form_settings import FORM, form_numbers
from zhunsheng.web.records.models import RuleSetting
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.operations.set_rule import checked_scope, written
from zhunsheng.web.records.rule_settings import own_setting

_WHOLE = "review_hits_per_rule"


def set_review_form(
    by: User, numbers: Mapping[str, str], *, region: str, year: int | None, since: date | None, reason: str
) -> RuleSetting:
    """Add a setting in the place of the one for the same region and year; blank numbers leave the matter to wider ones. Raises ``Invalid`` or ``Forbidden``.

    The items must come to 100 points and the grades must descend, as they will hold for this region and year.
    """
    if not by.may_set_rules:
        raise Forbidden("只有管理员能改审核表的设置，没有改动。")
    scope = checked_scope(region, year, since, reason)
    given = {name: _number(name, text) for name, text in numbers.items() if text.strip()}
    with transaction.atomic():
        replaced = own_setting(FORM, scope.region, year, scope.since)
        _check({**form_numbers(scope.region, year, scope.since, without=replaced), **given})
        row = RuleSetting(
            rule=FORM, region=scope.region, year=year, parameters={name: f"{value:f}" for name, value in given.items()},
            since=scope.since, reason=scope.reason, by=by, at=timezone.now(),
        )  # fmt: skip
        row.save()
        detail = {**written(row), "written": {f"rule_setting:{row.pk}": digest(written(row))}}
        audit.log("set_review_form", by, row.at, "review_form", detail)
    return row


def _number(name: str, text: str) -> Decimal:
    if name not in SCHEME_NUMBERS:
        raise Invalid(f"审核表没有“{name[:40]}”这个数，没有改动。请刷新页面后再试。")
    title = legal_number(name).title
    try:
        value = Decimal(half_width(text).strip())
    except InvalidOperation as error:
        raise Invalid(f"{title}应是数，没有改动：{text[:20]}。") from error
    if not value.is_finite() or not 0 <= value <= 100 or value != value.quantize(Decimal("0.01")):
        raise Invalid(f"{title}应在0到100之间，最多两位小数，没有改动。")
    if name == _WHOLE and (value != value.to_integral_value() or value < 1):
        raise Invalid(f"{title}应是1以上的整数，没有改动。")
    return value


def _check(numbers: Mapping[str, Decimal]) -> None:
    scheme = scheme_on(None, numbers)
    total = sum(scheme.points.values(), Decimal(0))
    if total != 100:
        raise Invalid(f"八个子项的分值加起来是{total.normalize():f}分，应是100分，没有改动。请一并调整。")
    bounds = [least for least, _ in scheme.bands]
    if bounds != sorted(set(bounds), reverse=True):
        raise Invalid("分数线应是优高于良、良高于中、中高于0，没有改动。")
