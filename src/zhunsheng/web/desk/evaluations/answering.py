"""Finding a case for a request, and keeping what was typed into a form that was refused."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from zhunsheng.web.records.appraisal_course import seen_case
from zhunsheng.web.records.queries.appraisals import CaseView, case_view

_TYPED = "typed_appraisal"
_KEPT = 12_000
"""Characters of a refused form that are kept for the person to mend."""


def case_of(request: HttpRequest, process: str, pk: int) -> CaseView:
    """The case as this person sees it. Raises ``Http404`` for one that is not there, or not theirs to see."""
    found = seen_case(request.user, process, pk)
    if found is None:
        raise Http404
    return case_view(request.user, found)


def keep_typing(request: HttpRequest, view: CaseView) -> None:
    """Keep the cells of a refused form in the session, once."""
    cells = {
        name: request.POST.getlist(name)
        for name in request.POST
        if name not in ("csrfmiddlewaretoken", "what", "key", "base", "back")
    }
    if sum(len(one) for values in cells.values() for one in values) <= _KEPT:
        request.session[_TYPED] = {"case": view.case.pk, "cells": cells}


def kept_typing(request: HttpRequest, view: CaseView) -> dict[str, Any] | None:
    """What was typed into the form that was refused last, once; ``None`` when nothing was."""
    typed = request.session.get(_TYPED)
    if typed is None or typed["case"] != view.case.pk:
        return None
    del request.session[_TYPED]
    return {"lines": [(name, "、".join(value)) for name, value in typed["cells"].items() if any(value)]}
