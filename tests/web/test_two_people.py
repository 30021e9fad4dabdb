"""Two people at once, on real connections: no update is lost, nothing is done twice, the chain stays whole."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections
from web_stage import YEAR, a_document, as_bytes, cell, import_document, keys

from zhunsheng.web.records.changes import content_of
from zhunsheng.web.records.models import AuditEntry, Edit, IndicatorRow, Target, Version
from zhunsheng.web.records.operations.confirm_reading import confirm_reading
from zhunsheng.web.records.operations.edit_cell import CellText, edit_cells
from zhunsheng.web.records.operations.insert_indicator import insert_indicator
from zhunsheng.web.records.operations.outcome import Conflict, Invalid, NotDone
from zhunsheng.web.records.operations.recording import noun
from zhunsheng.web.records.operations.save_version import save_version
from zhunsheng.web.records.operations.undo_edit import undo_edit
from zhunsheng.web.records.operations.upload_file import upload_file
from zhunsheng.web.records.queries import target_at
from zhunsheng.web.records.verification import faults


def at_once(*acts):
    """Run the acts on threads of their own, each with its own connection, started together; what each came to."""
    gate = Barrier(len(acts))

    def run(act):
        try:
            gate.wait(timeout=30)
            return act()
        except NotDone as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [task.result(timeout=60) for task in [pool.submit(run, act) for act in acts]]


def the_target(live):
    import_document(live.clerk, a_document())
    return Target.objects.order_by("position").first()


def test_of_two_writing_one_cell_one_hears_of_the_other(live):
    target = the_target(live)
    address = cell(target, 0, "target")
    outcome = at_once(
        lambda: edit_cells(target, live.clerk, [CellText(address, "≥1套", "≥264套")]),
        lambda: edit_cells(target, live.head, [CellText(address, "≥2套", "≥264套")]),
    )
    (conflict,) = [each for each in outcome if isinstance(each, Conflict)]
    target.refresh_from_db()
    assert noun(target).indicators[0].target.text == conflict.theirs
    assert {conflict.mine, conflict.theirs} == {"≥1套", "≥2套"}
    assert Edit.objects.count() == 1


def test_of_many_writing_different_cells_nothing_is_lost(live):
    """Each of four people writes cells of their own again and again, in one project."""
    target = the_target(live)
    people = (live.clerk, live.head, live.chief, live.admin)
    own = {person.pk: cell(target, number, "basis") for number, person in enumerate(people)}

    def writing(person):
        def act():
            base = dict(
                zip(
                    own,
                    ("2026年校舍维修计划", "采购合同验收条款", "2026年校舍维修计划", "政府采购预算批复"),
                    strict=True,
                )
            )[person.pk]
            for number in range(5):
                edit_cells(target, person, [CellText(own[person.pk], f"{person.username}{number}", base)])
                base = f"{person.username}{number}"
            return base

        return act

    assert at_once(*map(writing, people)) == [f"{person.username}4" for person in people]
    target.refresh_from_db()
    assert [row.basis for row in noun(target).indicators[:4]] == [f"{person.username}4" for person in people]
    assert target.revision == 20
    assert list(Edit.objects.order_by("revision").values_list("revision", flat=True)) == list(range(1, 21))
    assert content_of(target_at(target, 20)) == target.draft
    assert list(faults()) == []


def test_rows_added_at_once_all_stay(live):
    target = the_target(live)
    at_once(*(lambda person=person: insert_indicator(target, person) for person in (live.clerk, live.head, live.chief)))
    assert len(keys(target)) == 9
    assert list(IndicatorRow.objects.filter(target=target).values_list("key", flat=True)) == keys(target)


def test_one_request_sent_twice_at_once_is_done_once(live):
    target = the_target(live)
    address = cell(target, 0, "basis")
    text = CellText(address, "甲", "2026年校舍维修计划")
    outcome = at_once(*(lambda: edit_cells(target, live.clerk, [text], client_id="once") for _ in range(2)))
    assert [saved.edit.revision for saved in outcome] == [1, 1]
    assert Edit.objects.count() == 1


def test_one_edit_is_taken_back_once(live):
    target = the_target(live)
    edit_cells(target, live.clerk, [CellText("goal", "x", noun(target).goal)])
    outcome = at_once(lambda: undo_edit(target, live.clerk), lambda: undo_edit(target, live.clerk))
    assert sorted(saved.edit is None for saved in outcome) == [False, True]


def test_versions_saved_at_once_get_numbers_of_their_own(live):
    target = the_target(live)
    at_once(
        *(lambda person=person: save_version(target, person, "定稿") for person in (live.clerk, live.head, live.chief))
    )
    assert list(Version.objects.filter(target=target).values_list("number", flat=True)) == [1, 2, 3, 4]


def test_one_reading_is_taken_in_once(live):
    reading = upload_file(live.clerk, "绩效文本.json", as_bytes(a_document()))
    outcome = at_once(*(lambda: confirm_reading(reading, live.clerk, year=YEAR) for _ in range(2)))
    assert sorted(type(each) is Invalid for each in outcome) == [False, True]
    assert Target.objects.count() == 2


def test_one_document_brought_in_by_two_makes_no_doubles(live):
    readings = [
        (person, upload_file(person, "绩效文本.json", as_bytes(a_document()))) for person in (live.clerk, live.head)
    ]
    at_once(*(lambda p=person, r=reading: confirm_reading(r, p, year=YEAR) for person, reading in readings))
    assert Target.objects.count() == 2
    assert list(faults()) == []
    assert AuditEntry.objects.filter(act="confirm_reading").count() == 2
