"""Invitation codes of a survey: a number and a seal over it, so that none has to be stored and none can be guessed."""

from __future__ import annotations

import hmac
import re

from django.utils.crypto import salted_hmac

from zhunsheng.model.spelling import half_width
from zhunsheng.web.records.models import Survey

MOST = 5000
"""Codes that one survey may issue."""
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_SEAL = 6
_CODE = re.compile(rf"^(\d{{1,4}})-?([{_SIGNS}]{{{_SEAL}}})$")


def code_of(survey: Survey, number: int) -> str:
    """The code with this number: ``0012-K7MQ2X``."""
    return f"{number:04d}-{_seal(survey, number)}"


def number_of(survey: Survey, text: str) -> int | None:
    """The number of a code as typed, ``None`` for one that was not issued."""
    found = _CODE.match(half_width(text).strip().upper().replace(" ", ""))
    if not found:
        return None
    number = int(found[1])
    if not 1 <= number <= (survey.issued or 0):
        return None
    return number if hmac.compare_digest(found[2], _seal(survey, number)) else None


def _seal(survey: Survey, number: int) -> str:
    value = int.from_bytes(salted_hmac("zhunsheng.survey-code", f"{survey.slug}:{number}").digest()[:8], "big")
    signs = []
    for _ in range(_SEAL):
        value, place = divmod(value, len(_SIGNS))
        signs.append(_SIGNS[place])
    return "".join(signs)
