"""Whatever people do to a form: replaying its edits from version 1 gives the draft, and so at every revision between."""

from contextlib import suppress
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhunsheng.model.address import INDICATOR_CELLS, cells
from zhunsheng.rules.examples import GOOD, GOOD_PLAN
from zhunsheng.web.records.cell_address import all_cells, keys, with_keys
from zhunsheng.web.records.changes import (
    apply,
    block_change,
    content_of,
    insert_change,
    move_change,
    noun_of,
    remove_change,
    replay,
    set_change,
)
from zhunsheng.web.records.derived import target_columns
from zhunsheng.web.records.models import IndicatorRow, Target
from zhunsheng.web.records.operations.edit_cell import CellText, edit_cells
from zhunsheng.web.records.operations.insert_indicator import insert_indicator
from zhunsheng.web.records.operations.move_indicator import move_indicator
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.operations.paste_block import paste_block
from zhunsheng.web.records.operations.recording import noun
from zhunsheng.web.records.operations.remove_indicator import remove_indicator
from zhunsheng.web.records.operations.restore_version import restore_version
from zhunsheng.web.records.operations.save_version import save_version
from zhunsheng.web.records.operations.undo_edit import redo_edit, undo_edit
from zhunsheng.web.records.queries import target_at

HEAD = [address for address in cells(GOOD) if not address.startswith("indicators[")]
TEXT = st.sampled_from(["", "甲", "乙\n丙", "6.00", "≥95百分比", "219001青禾县第二小学", "产出指标"])
WHO = st.sampled_from(["clerk", "head"])
PLACE = st.integers(0, 8)
STEP = st.one_of(
    st.tuples(st.just("cell"), WHO, st.sampled_from(HEAD) | st.tuples(PLACE, st.sampled_from(INDICATOR_CELLS)), TEXT),
    st.tuples(st.just("insert"), WHO, PLACE, TEXT),
    st.tuples(st.just("remove"), WHO, PLACE),
    st.tuples(st.just("move"), WHO, PLACE, PLACE),
    st.tuples(st.just("paste"), WHO, PLACE, st.lists(st.lists(TEXT, min_size=1, max_size=2), min_size=1, max_size=3)),
    st.tuples(st.just("undo"), WHO),
    st.tuples(st.just("redo"), WHO),
    st.tuples(st.just("save"), WHO),
    st.tuples(st.just("restore"), WHO, st.integers(1, 3)),
)


def do(target, person, kind, *rest):
    """One act of a person; what it refuses is as good as what it does."""
    names = [row["key"] for row in Target.objects.get(pk=target.pk).draft["indicators"]]
    key = names[rest[0] % len(names)] if rest and isinstance(rest[0], int) and names else "none"
    if kind == "cell":
        place, text = rest
        address = (
            place
            if isinstance(place, str)
            else f"indicators.{names[place[0] % len(names)] if names else 'none'}.{place[1]}"
        )
        edit_cells(target, person, [CellText(address, text)], force=True)
    elif kind == "insert":
        insert_indicator(target, person, after=key, cells={"level3": rest[1]})
    elif kind == "remove":
        remove_indicator(target, person, key)
    elif kind == "move":
        move_indicator(target, person, key, to=rest[1])
    elif kind == "paste":
        paste_block(target, person, at=min(rest[0], len(names)), column="target", block=rest[1])
    elif kind == "save":
        save_version(target, person, "存")
    elif kind == "restore":
        restore_version(target, person, rest[0])
    else:
        (undo_edit if kind == "undo" else redo_edit)(target, person)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=14))
def test_replaying_any_sequence_of_acts_gives_the_draft(target, cast, steps):
    before = Target.objects.get(pk=target.pk)
    seen = {before.revision: before.draft}
    for kind, who, *rest in steps:
        with suppress(NotDone):
            do(target, getattr(cast, who), kind, *rest)
        now = Target.objects.get(pk=target.pk)
        assert seen.setdefault(now.revision, now.draft) == now.draft
    now = Target.objects.get(pk=target.pk)
    assert {revision: content_of(target_at(now, revision)) for revision in seen} == seen
    project = noun(now)
    assert {name: getattr(now, name) for name in target_columns(project)} == target_columns(project)
    rows = IndicatorRow.objects.filter(target=now).order_by("position")
    texts = [(row.key, (row.target.text if row.target else ""), row.level3 or "") for row in project.indicators]
    assert list(rows.values_list("key", "target_text", "level3")) == texts


@settings(max_examples=150)
@given(data=st.data())
def test_every_change_turned_round_takes_it_back(data):
    project = with_keys(GOOD)
    names = keys(project)
    made = data.draw(st.sampled_from(["set", "insert", "remove", "move", "block"]))
    above = data.draw(st.sampled_from([None, *names]))
    key = data.draw(st.sampled_from(names))
    texts = data.draw(
        st.dictionaries(
            st.sampled_from([a for a in all_cells(project) if a != "unit"]), TEXT.map(lambda t: t or None), max_size=4
        )
    )
    change = {
        "set": lambda: set_change(project, texts),
        "insert": lambda: insert_change(project, above, {"level3": "新"}, "new"),
        "remove": lambda: remove_change(project, key),
        "move": lambda: move_change(project, key, above),
        "block": lambda: block_change(
            [set_change(project, texts), insert_change(project, names[-1], {"target": "≥1"}, "new")]
        ),
    }[made]()
    after = apply(project, change)
    assert apply(after, change.reversed()) == project
    assert keys(apply(after, change.reversed())) == names
    assert replay(project, [change, change.reversed(), change]) == after
    assert noun_of(content_of(after)) == after


def test_a_plan_goes_to_its_content_and_back():
    assert noun_of(content_of(GOOD_PLAN)) == GOOD_PLAN
    blank = replace(GOOD_PLAN, sub_goal=None)
    assert noun_of(content_of(blank)) == blank
