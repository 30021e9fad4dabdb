"""The demonstration: the example park's year in a data folder of its own, with everybody who works on it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.web.data_folder import DATABASE_NAME, STANDS_AT_NAME, demonstration_day
from zhunsheng.web.serve import prepare

MARK = "demo.txt"
"""The file that marks a folder as the demonstration's: only such a folder is filled."""
YEAR = 2020
REGION = ("130599", "示例县")
"""The region that the park's department belongs to: code and name."""
DRAWN_UP = date(2019, 10, 18)
"""When the clerk brought the example document in."""
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2021, 12, 31)
"""Between these days a demonstration may stand."""
END = date(2021, 9, 10)
"""Where it stands unless somebody asks otherwise: the year is over, evaluated, used and published."""
PEOPLE = (
    ("clerk", "lingang-2020", "王经办", "clerk", "804002"),
    ("head", "lingang-2020", "李主任", "head", "804002"),
    ("worker", "lingang-2020", "马巡查", "field", "804002"),
    ("section", "lingang-2020", "周业务", "section", "804002"),
    ("reviewer", "lingang-2020", "陈审核", "reviewer", "804"),
    ("department", "lingang-2020", "孙主管", "department", "804"),
    ("bureau", "lingang-2020", "吴股长", "bureau_section", None),
    ("performance", "lingang-2020", "郑绩效", "performance", None),
    ("budget", "lingang-2020", "冯预算", "budget", None),
    ("expert1", "lingang-2020", "许评审", "third_party", None),
    ("expert2", "lingang-2020", "沈咨询", "third_party", None),
    ("oversight", "lingang-2020", "韩审计", "oversight", None),
    ("admin", "lingang-2020", "赵管理", "admin", None),
)
"""User name, password, name, role and unit of everybody in the demonstration."""


def make_demo(data: Path | str, day: date | None = None) -> list[str]:
    """Fill a fresh folder as it stood on a day, or leave a demonstration as it is; lines that say how to sign in.

    Raises :class:`Refused` for a folder that holds other data, or a demonstration of another day.
    """
    folder = Path(data)
    mark = folder / MARK
    if not mark.exists() and (folder / DATABASE_NAME).exists():
        raise Refused(f"{folder}里已有别的数据，没有写入示例。请换一个空文件夹，例如 --data 示例。")
    stands = demonstration_day(folder)
    if mark.exists() and day is not None and day != stands:
        when = f"停在{stands}的" if stands else "以前版本建的"
        raise Refused(
            f"{folder}里是{when}示例，不能改成{day}。请另给一个文件夹，例如 --data 示例{day:%m%d}，或去掉 --as-of 接着看。"
        )
    if not mark.exists():
        stands = day or END
        if not FIRST_DAY <= stands <= LAST_DAY:
            raise Refused(f"示例只能停在{FIRST_DAY}到{LAST_DAY}之间的一天，{stands}不在内。请改 --as-of。")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / STANDS_AT_NAME).write_text(f"{stands}\n", "ascii")
    prepare(folder)
    if not mark.exists() or not _is_filled():
        _fill(stands or END)
        mark.write_text("这个文件夹是准绳的示例数据，可以整个删除。\n", "utf-8")
    else:
        _add_people()  # a demonstration of an earlier version may lack somebody
    told = f"示例数据已就绪，停在{stands}这一天。登录用：" if stands else "示例数据已就绪。登录用："
    return [told, *(f"  {name}：用户名 {user}，密码 {word}" for user, word, name, _, _ in PEOPLE)]


def folder_name(day: date | None) -> str:
    """The folder of a demonstration beside the default data folder: one for each day, so that one may compare."""
    return "zhunsheng-demo" if day in (None, END) else f"zhunsheng-demo-{day}"


def _is_filled() -> bool:
    from zhunsheng.web.records.models import Target

    return Target.objects.exists()


def _fill(until: date) -> None:
    """The people, the example document as the clerk brought it in, and everything that happened until a day."""
    from zhunsheng.bundled import EXAMPLE, example_bytes
    from zhunsheng.web.accounts.models import User
    from zhunsheng.web.demo_clock import held_clock
    from zhunsheng.web.demo_scenes.scene import Stage, scenes
    from zhunsheng.web.demo_year import Ledger, bind_all
    from zhunsheng.web.records.models import Target
    from zhunsheng.web.records.operations.confirm_reading import confirm_reading
    from zhunsheng.web.records.operations.upload_file import upload_file
    from zhunsheng.web.records.project_standings import freshen
    from zhunsheng.web.records.reviewing import recount

    with held_clock() as clock:
        clock.set_to(DRAWN_UP)
        _add_people()
        clerk = User.objects.get(username="clerk")
        reading = upload_file(clerk, EXAMPLE, example_bytes())
        for unit in confirm_reading(reading, clerk, year=YEAR).units:
            recount(unit, YEAR)
            clock.set_to(DRAWN_UP + timedelta(days=3))
            bind_all(clerk, unit)
            stage = Stage({user.username: user for user in User.objects.all()}, unit, YEAR)
            ledger = Ledger(clerk, unit)
            for scene in scenes():
                if scene.on > until:
                    break
                ledger.bring_in_until(scene.on, clock)
                clock.set_to(scene.on)
                scene.play(stage)
            ledger.bring_in_until(until, clock, whole=True)
            clock.set_to(until)
            ledger.measure()
            recount(unit, YEAR)
            freshen(Target.objects.filter(unit=unit), YEAR)


def _add_people() -> None:
    """The units and everybody of :data:`PEOPLE` who is not there yet."""
    from django.db import transaction

    from zhunsheng.bundled import example_bytes
    from zhunsheng.usecases.read_document import read_bytes
    from zhunsheng.web.accounts.models import User
    from zhunsheng.web.records.models import Unit
    from zhunsheng.web.records.operations.create_unit import add_unit, unit_for

    known = set(User.objects.values_list("username", flat=True))
    if known.issuperset(user for user, *_ in PEOPLE):
        return
    with transaction.atomic():
        if not Unit.objects.filter(code="804").exists():
            region = Unit.objects.filter(code=REGION[0]).first() or add_unit(None, *REGION, None, "region")
            add_unit(None, "804", "园区主管部门", region)
        unit_for(None, "804002", read_bytes(example_bytes()).unit.name or "")
        for username, password, name, role, code in PEOPLE:
            if User.objects.filter(username=username).exists():
                continue
            unit = Unit.objects.get(code=code) if code else None
            admin = role == "admin"
            User.objects.create_user(
                username, password=password, name=name, role=role, unit=unit, is_superuser=admin, is_staff=admin
            )
