"""Whom a person stands in for today, and how the permissions of the core learn of it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from zhunsheng.lifecycle.permissions import Arrangements
from zhunsheng.model.people import Delegation, HandOver, Leave, Person, Posting
from zhunsheng.web.accounts.models import EDITORS, ENTERERS, REVIEWERS, LentSeat, Standing, User, offices_of
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.models import Arrangement, ArrangementSort

_LENDS = (ArrangementSort.DELEGATION, ArrangementSort.HAND_OVER)
_EDITS = (
    "upload_file", "confirm_reading", "discard_reading", "edit_cell", "insert_indicator", "remove_indicator", "move_indicator",
    "undo_edit", "redo_edit", "save_version", "restore_version", "archive_target", "unarchive_target", "create_target",
    "bind_formula", "state_value", "note_evaluation", "note_monitoring", "import_entries", "save_survey", "publish_survey",
    "end_survey", "define_kind", "retire_kind",
)  # fmt: skip
_REVIEWS = (
    "accept_finding", "dismiss_finding", "waive_finding", "ask_about_finding", "withdraw_decision", "close_round", "mark_form",
    "unmark_form",
)  # fmt: skip
_ENTERS = ("add_entries", "correct_entry", "withdraw_entry", "attach_file")
_ROLES_OF_ACTS = {
    **dict.fromkeys(_EDITS, EDITORS), **dict.fromkeys(_REVIEWS, REVIEWERS), **dict.fromkeys(_ENTERS, ENTERERS),
}  # fmt: skip


def in_force(rows: QuerySet[Arrangement], day: date) -> QuerySet[Arrangement]:
    """Of arrangements, those that hold on a day and were not revoked."""
    open_end = Q(until__isnull=True) | Q(until__gte=day)
    return rows.filter(open_end, since__lte=day, revocation__isnull=True)


def standing_of(user: User) -> Standing:
    """What is arranged for a person today. No query for those whom no arrangement names."""
    if getattr(user, "is_arranged", True) is False:
        return Standing()
    mine = Q(other=user, sort__in=_LENDS) | Q(person=user, sort=ArrangementSort.LEAVE)
    seats, away = [], None
    for row in in_force(Arrangement.objects.filter(mine), current_day()).select_related("person__unit", "unit"):
        if row.sort == ArrangementSort.LEAVE:
            away = (row.since, row.until)
        elif row.sort == ArrangementSort.HAND_OVER or row.person.is_active:
            seats.append(_seat(row))
    return Standing(tuple(seats), away)


def arrangements_of(user: User) -> Arrangements:
    """The same for the core: the people whose seats are lent to this person, and how."""
    people: dict[str, Person] = {}
    delegations, hand_overs = [], []
    for seat in user.standing.seats:
        key = f"h{seat.row}" if seat.taken_over else str(seat.giver.pk)
        charges = charge_paths(seat.giver) if seat.role == "bureau_section" else ()
        postings = tuple(Posting(office, seat.path, charges=charges) for office in offices_of(seat.role, seat.unit_id))
        people[key] = Person(key, str(seat.giver), postings)
        if seat.taken_over:
            hand_overs.append(HandOver(key, str(user.pk), seat.since))
        else:
            delegations.append(Delegation(key, str(user.pk), seat.since, seat.until or date.max))
    away = user.standing.away
    leaves = (Leave(str(user.pk), *away),) if away else ()
    return Arrangements(people, tuple(delegations), leaves, tuple(hand_overs))


def person_of(user: User) -> Person:
    """A user as the permissions know people: what they are where; without a unit they are posted at the top."""
    path = user.unit.path if user.unit else "/"
    charges = charge_paths(user)
    postings = (Posting(office, path, user.since, user.until, charges) for office in user.own_offices)
    return Person(str(user.pk), str(user), tuple(postings))


def charge_paths(user: User) -> tuple[str, ...]:
    """The paths of the units that a section of the bureau looks after; no query where none are named."""
    if not user.charges:
        return ()
    found = getattr(user, "_charge_paths", None)
    if found is None:
        from zhunsheng.web.records.models import Unit

        found = tuple(Unit.objects.filter(pk__in=user.charges).order_by("code").values_list("path", flat=True)) or (
            "-",
        )
        user._charge_paths = found  # type: ignore[attr-defined]
    return found


def owners(user: User) -> tuple[int, ...]:
    """The ids of those whose open things are this person's: their own, and of those they stand in for or took over from."""
    return (user.pk, *(seat.giver.pk for seat in user.standing.seats))


def stands_in_for(user: User, act: str) -> str:
    """The user name of the person in whose place an act was done; ``""`` where one's own role does it."""
    roles = _ROLES_OF_ACTS.get(act)
    seat = user.seat_for(*roles) if roles else None
    return seat.giver.username if seat is not None and not seat.taken_over else ""


def _seat(row: Arrangement) -> LentSeat:
    over = row.sort == ArrangementSort.HAND_OVER
    role, unit = (row.role, row.unit) if over else (row.person.role, row.person.unit)
    unit_id, path = (unit.pk, unit.path) if unit is not None else (None, "/")
    return LentSeat(row.pk, row.person, role, unit_id, path, row.since, row.until, over)
