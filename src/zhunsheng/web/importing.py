"""``zhunsheng import``: documents into a data folder without the web."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from zhunsheng.usecases.system_words import why
from zhunsheng.web.serve import prepare

PERSON = "import"
"""The user name under which imports from the command line are logged; nobody can sign in with it."""


class NotImported(str):
    """A line about a file of which nothing was brought in; the command line ends with exit status 2 for it."""

    failed = True


def import_files(data: Path | str, files: Sequence[Path], year: int) -> Iterator[str]:
    """Bring documents in; one line a file that says what came of it. A file that fails leaves nothing behind."""
    prepare(Path(data))
    return _lines(files, year)


def _lines(files: Sequence[Path], year: int) -> Iterator[str]:
    from zhunsheng.web.accounts.models import Role, User
    from zhunsheng.web.records.models import ReadingStatus
    from zhunsheng.web.records.operations.confirm_reading import confirm_reading
    from zhunsheng.web.records.operations.outcome import NotDone
    from zhunsheng.web.records.operations.upload_file import upload_file
    from zhunsheng.web.records.reviewing import recount

    person, _ = User.objects.get_or_create(
        username=PERSON,
        defaults={"name": "命令行导入", "role": Role.ADMIN, "is_superuser": True, "is_active": False, "password": "!"},
    )
    for path in files:
        try:
            reading = upload_file(person, path.name, path.read_bytes())
            if reading.status != ReadingStatus.READ:
                yield NotImported(f"{path.name}：没有读成。{reading.message}")
                continue
            taken = confirm_reading(reading, person, year=year)
        except OSError as error:
            yield NotImported(f"{path}：文件打不开（{why(error)}）。请核对路径和权限。")
            continue
        except NotDone as refusal:
            yield NotImported(f"{path.name}：没有导入。{refusal}")
            continue
        for unit in taken.units:
            recount(unit, taken.year)
        words = f"新增{taken.created}个项目，更新{taken.updated}个，没有变化{taken.unchanged}个"
        yield f"{path.name}：{'、'.join(map(str, taken.units))} {taken.year}年，{words}。"
