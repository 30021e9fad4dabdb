"""``zhunsheng import``: documents, ledger records and lists of units and people into a data folder without the web."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng.ledger.recognise import recognised_kinds
from zhunsheng.ledger.table_file import TableFile, Unusable, open_table
from zhunsheng.lifecycle.list_kind import list_kind
from zhunsheng.usecases.system_words import why
from zhunsheng.web.serve import prepare

if TYPE_CHECKING:
    from zhunsheng.web.accounts.models import User
    from zhunsheng.web.records.models import Unit

PERSON = "import"
"""The user name under which imports from the command line are logged; nobody can sign in with it."""
TOLD = 20
"""How many faulty rows are told of one file."""


class NotImported(str):
    """A line about a file of which nothing was brought in; the command line ends with exit status 2 for it."""

    failed = True


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line says besides the files: the budget year, whose records they are, of which kind, and whether what
    the import would ask is right."""

    year: int
    unit: str = ""
    kind: str = ""
    sure: bool = False


def import_files(
    data: Path | str, files: Sequence[Path], year: int, unit: str = "", kind: str = "", sure: bool = False
) -> Iterator[str]:
    """Bring files in; lines that say what came of each. A file that fails leaves nothing behind."""
    prepare(Path(data))
    return _lines(files, Choices(year, unit, kind, sure))


def _lines(files: Sequence[Path], choices: Choices) -> Iterator[str]:
    from zhunsheng.web.accounts.models import Role, User
    from zhunsheng.web.records.operations.outcome import NotDone

    person, _ = User.objects.get_or_create(
        username=PERSON,
        defaults={"name": "命令行导入", "role": Role.ADMIN, "is_superuser": True, "is_active": False, "password": "!"},
    )
    for path in files:
        try:
            yield from _file(person, path, path.read_bytes(), choices)
        except OSError as error:
            yield NotImported(f"{path}：文件打不开（{why(error)}）。请核对路径和权限。")
        except NotDone as refusal:
            yield NotImported(f"{path.name}：没有导入。{refusal}")


def _file(person: User, path: Path, data: bytes, choices: Choices) -> Iterator[str]:
    table = _table(data)
    if table is not None and any(list_kind(sheet.rows()) for sheet in table.sheets):
        return _list(person, path, data)
    if table is not None and (choices.kind or _fits(table, person)):
        return _records(person, path, data, table, choices)
    return _document(person, path, data, choices.year)


def _table(data: bytes) -> TableFile | None:
    """The file as a spreadsheet, or ``None`` where it is none."""
    try:
        return open_table(data)
    except Unusable:
        return None


def _list(person: User, path: Path, data: bytes) -> Iterator[str]:
    """A list of units or people, as the page brings it in."""
    from zhunsheng.web.records.operations.import_organisation import bring_in, look_at

    shown = look_at(person, path.name, data)
    if shown.plan.problems:
        yield NotImported(f"{path.name}：没有导入，有{len(shown.plan.problems)}处要改：")
        yield from (NotImported(f"  {problem}") for problem in shown.plan.problems[:TOLD])
        return
    done = bring_in(person, path.name, shown.sha256, shown.mark)
    yield f"{path.name}：{done.kind.label}，新增{done.made}，改动{done.changed}，没有变化{done.same}。"
    if done.passwords:
        yield "新增人员的密码只显示这一次，请分别转告本人："
        yield from (f"  {name}：用户名 {login}，密码 {word}" for login, name, word in done.passwords)


def _records(person: User, path: Path, data: bytes, table: TableFile, choices: Choices) -> Iterator[str]:
    """Records of a ledger, by the same work that the page starts."""
    from zhunsheng.web.records.kinds_in_force import kinds_of
    from zhunsheng.web.records.models import ImportState
    from zhunsheng.web.records.operations.outcome import Invalid
    from zhunsheng.web.records.operations.start_import import start_import

    unit = _unit(choices)
    there = kinds_of(unit)
    found = [kind.name for kind in recognised_kinds(table, (kind.ledger for kind in there.values()))]
    if choices.kind:
        found = [name for name, kind in there.items() if choices.kind in (name, kind.label)]
        if not found:
            raise Invalid(
                f"没有“{choices.kind}”这种台账。能用的有：{'、'.join(kind.label for kind in there.values())}。"
            )
    if len(found) > 1:
        labels = "、".join(there[name].label for name in found)
        raise Invalid(f"看表头，{labels}都像。请用 --kind 说明是哪一种。")
    kind = there[found[0]]
    job = start_import(
        person,
        unit,
        kind,
        path.name,
        io.BytesIO(data),
        project=None,
        year=choices.year,
        at_once=True,
        confirmed=choices.sure,
    )
    words = f"{path.name}：{kind.label}，{unit}，{job.message}"
    if job.state == ImportState.DONE:
        yield words
        return
    asks = "看过没有错的，加 --yes 再导一次。" if job.state == ImportState.ASKED else ""
    yield NotImported(words + asks)
    for row in job.problems[:TOLD]:
        where = f"第{row['row']}行" + (f"“{row['column']}”" if row["column"] else "") if row["row"] else "整个文件"
        yield NotImported(f"  {where}：{row['sentence']}")


def _fits(table: TableFile, person: User) -> bool:
    """Whether the file has the columns of some kind of evidence, the program's own or one that any unit defined."""
    from zhunsheng.web.records.kinds_in_force import kinds_seen

    return bool(recognised_kinds(table, (kind.ledger for kind in kinds_seen(person).values())))


def _unit(choices: Choices) -> Unit:
    """Whose records they are: the unit that is named, else the only one that has projects in the year."""
    from zhunsheng.web.records.models import Target, Unit
    from zhunsheng.web.records.operations.outcome import Invalid

    if choices.unit:
        named = Unit.objects.filter(code=choices.unit).first()
        if named is None:
            raise Invalid(f"没有编码是“{choices.unit}”的单位。请核对 --unit，或先导入单位表。")
        return named
    having = Target.objects.filter(year=choices.year, archived=False).values("unit")
    found = list(Unit.objects.filter(pk__in=having).order_by("code")[:2]) or list(Unit.objects.order_by("code")[:2])
    if len(found) != 1:
        raise Invalid("这是哪个单位的台账，看不出来。请用 --unit 写单位编码，例如 --unit 804002。")
    return found[0]


def _document(person: User, path: Path, data: bytes, year: int) -> Iterator[str]:
    from zhunsheng.web.records.models import ReadingStatus
    from zhunsheng.web.records.operations.confirm_reading import confirm_reading
    from zhunsheng.web.records.operations.upload_file import upload_file
    from zhunsheng.web.records.reviewing import recount

    reading = upload_file(person, path.name, data)
    if reading.status != ReadingStatus.READ:
        yield NotImported(f"{path.name}：没有读成。{reading.message}")
        return
    taken = confirm_reading(reading, person, year=year)
    for unit in taken.units:
        recount(unit, taken.year)
    words = f"新增{taken.created}个项目，更新{taken.updated}个，没有变化{taken.unchanged}个"
    yield f"{path.name}：{'、'.join(map(str, taken.units))} {taken.year}年，{words}。"
