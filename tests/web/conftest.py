"""The stage of all web tests: a data folder of their own, and a fixed cast.

Every test runs on the embedded database, or on the PostgreSQL that ``DATABASE_URL`` names (see ``tests/postgres.py``).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

_FOLDER = tempfile.mkdtemp(prefix="zhunsheng-web-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["ZHUNSHENG_DATA"] = _FOLDER
os.environ["ZHUNSHENG_HOSTS"] = "testserver,localhost"
os.environ["DJANGO_SETTINGS_MODULE"] = "zhunsheng.web.settings"

import django  # noqa: E402
from django.conf import settings as django_settings  # noqa: E402

django.setup()
# A worker process of pytest-xdist reads the settings before this file, with its parent's folder: files must not mix.
django_settings.DATA = Path(_FOLDER)
django_settings.FILES = Path(_FOLDER) / "files"

import pytest  # noqa: E402
from appraisal_stage import make_judges  # noqa: E402
from django.test import Client  # noqa: E402
from web_stage import Sql, a_document, add_person, import_document  # noqa: E402

from zhunsheng.web.accounts.models import User  # noqa: E402
from zhunsheng.web.records.models import Plan, Target  # noqa: E402
from zhunsheng.web.records.operations.create_unit import add_unit  # noqa: E402

_TRIGGERS = [
    import_module(f"zhunsheng.web.records.migrations.{name}")
    for name in (
        "0002_written_once",
        "0005_review_written_once",
        "0007_entries_written_once",
        "0009_measures_written_once",
        "0011_form_written_once",
        "0013_notes_written_once",
        "0015_steps_written_once",
        "0017_publications_written_once",
        "0019_appraisals_written_once",
        "0021_results_written_once",
        "0023_organisation_written_once",
    )
]


@pytest.fixture
def cast(db) -> SimpleNamespace:
    """Two units under one department, and everybody who works there.

    ``clerk``, ``head`` and ``viewer`` belong to the school (219001), ``chief`` to the department above it (219),
    ``outsider`` to another unit (310001), ``nobody`` to none; ``admin`` sees everything.
    """
    return make_cast()


def make_cast() -> SimpleNamespace:
    department = add_unit(None, "219", "青禾县教育局", None)
    school = add_unit(None, "219001", "青禾县第二小学", department)
    other = add_unit(None, "310001", "青禾县水利局", None)
    return SimpleNamespace(
        department=department,
        school=school,
        other=other,
        clerk=add_person("clerk", "钱经办", "clerk", school),
        head=add_person("head", "孙校长", "head", school),
        viewer=add_person("viewer", "周审计", "viewer", school),
        chief=add_person("chief", "李科长", "clerk", department),
        outsider=add_person("outsider", "吴水利", "clerk", other),
        nobody=add_person("nobody", "郑新人", "clerk", None),
        admin=add_person("admin", "王管理", "admin", None, is_superuser=True),
    )


@pytest.fixture
def target(cast) -> Target:
    """The school's first project of 2026 (six indicators), fresh from a file."""
    import_document(cast.clerk, a_document())
    return Target.objects.select_related("unit").order_by("position").first()


@pytest.fixture
def carried_out(target) -> None:
    """The school's tables of 2026 were approved and are being carried out, so that they are monitored."""
    Target.objects.update(state="in_execution")


@pytest.fixture
def plan(target) -> Plan:
    """The school's department plan of 2026."""
    return Plan.objects.select_related("unit").get(unit=target.unit, year=target.year)


@pytest.fixture
def judges(cast) -> SimpleNamespace:
    """Those who evaluate what the cast did."""
    return make_judges(cast)


@pytest.fixture
def today(monkeypatch) -> Callable[[date], None]:
    """Lets the pages stand on another day."""

    def stand(day: date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)

    return stand


@pytest.fixture
def as_(client):
    """A browser in which a person has signed in: ``as_(cast.clerk).get(…)``."""

    def signed_in(person: User) -> Client:
        browser = Client()
        browser.force_login(person, backend="zhunsheng.web.accounts.backend.UnitBackend")
        return browser

    return signed_in


@pytest.fixture
def _triggers_back(django_db_blocker):
    """Emptying the tables after a test with real transactions needs the triggers gone; they come back behind it."""
    yield
    with django_db_blocker.unblock():
        for triggers in _TRIGGERS:
            triggers.put(None, Sql)


@pytest.fixture
def live(_triggers_back, transactional_db) -> SimpleNamespace:
    """The cast in a database whose transactions are real: other connections see what was committed."""
    yield make_cast()
    for triggers in _TRIGGERS:
        triggers.remove(None, Sql)
