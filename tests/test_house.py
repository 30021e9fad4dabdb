"""The house itself: what every file promises to the next reader, checked over all files."""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from enum import Enum
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import zhunsheng.law
import zhunsheng.model
from zhunsheng.law.citation import official_documents
from zhunsheng.law.words import words
from zhunsheng.rules.registry import rules

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "zhunsheng"
MODULES = sorted(SOURCE.rglob("*.py"))
BATCH = [path for path in MODULES if path.relative_to(SOURCE).parts[0] == "batch"]
CORE = [path for path in MODULES if "web" not in path.relative_to(SOURCE).parts and path not in BATCH]
OWN_NAME = re.compile(r"[a-z0-9]+(?:[-_.]+[a-z0-9]+)*", re.I)
BINARY = {".png", ".svg", ".docx", ".doc", ".xlsx", ".xls", ".pdf", ".ico", ".woff2"}


def project_files() -> list[Path]:
    """Every file of the repository: what git knows or would add, or all but caches where there is no git."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if shutil.which("git") and (ROOT / ".git").exists():
        told = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
        found = [ROOT / name for name in told.stdout.split("\0") if name]
    else:
        caches = re.compile(r"^(\..*|__pycache__|.*\.egg-info|node_modules|build|dist)$")
        found = [path for path in ROOT.rglob("*") if not any(map(caches.match, path.relative_to(ROOT).parts[:-1]))]
    return [path for path in found if path.is_file()]


def text_files() -> list[tuple[str, str]]:
    """The text files of the repository: path from its root and content."""
    found = [path for path in project_files() if path.suffix not in BINARY]
    return [(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in found]


def tree(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """The top-level names of all that a module imports, wherever in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def public_definitions(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Public functions and classes of a module and the public methods of those classes."""

    def public(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name[0] != "_":
                yield prefix + node.name, node
                if isinstance(node, ast.ClassDef):
                    yield from public(node.body, f"{node.name}.")

    yield from public(tree(path).body)


def test_imports_go_down_only_and_rooms_on_one_row_do_not_know_each_other():
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml")) == 0


def test_django_is_imported_under_web_only():
    assert [str(path.relative_to(SOURCE)) for path in CORE if "django" in imports(path)] == []


def test_every_package_says_what_lives_in_it():
    folders = {path.parent for path in MODULES}
    silent = [folder for folder in folders if ast.get_docstring(tree(folder / "__init__.py")) is None]
    assert silent == []


def test_every_core_module_and_public_name_is_documented():
    silent = [str(path.relative_to(SOURCE)) for path in CORE if ast.get_docstring(tree(path)) is None]
    silent += [
        f"{path.relative_to(SOURCE)} {name}"
        for path in CORE
        for name, node in public_definitions(path)
        if ast.get_docstring(node) is None
    ]
    assert silent == []


def test_nothing_is_left_unfinished_by_its_own_words():
    marks = re.compile(r"\b(TO" r"DO|FIX" r"ME|X{3}|raise NotImplemented" r"Error)\b")
    assert [name for name, text in text_files() if name.startswith("src/") and marks.search(text)] == []


def test_no_file_holds_the_marks_of_an_unfinished_merge():
    marks = re.compile(r"^(<{7} |>{7} |={7}$)", re.M)
    assert [name for name, text in text_files() if marks.search(text)] == []


def test_two_test_files_never_share_a_name():
    """Folders of tests are no packages: of two files of one name only one would be imported. Packages of data are."""
    files = [path for path in (ROOT / "tests").rglob("*.py") if not (path.parent / "__init__.py").is_file()]
    names = [path.name for path in files if path.name != "conftest.py"]
    assert sorted(names) == sorted(set(names))


def test_no_file_names_a_package_index_or_a_folder_of_one_machine():
    foreign = re.compile(
        r"index[-_]url\s*=|extra[-_]index|py" r"pi\.org|python" r"hosted|npm" r"js|npm" r"mirror|deb\.debian|/sim" r"ple\b|"
        r"(?:^|[^\w./-])/(?:work|farm|root|home|Users)/",
        re.M,
    )  # fmt: skip
    assert [(name, hit.group()) for name, text in text_files() if (hit := foreign.search(text))] == []


def test_paths_are_short_enough_for_any_desk():
    assert [name for name in (path.relative_to(ROOT).as_posix() for path in project_files()) if len(name) > 119] == []


def test_generated_pages_are_fresh():
    check = [sys.executable, str(ROOT / "tools" / "make_docs.py"), "--check"]
    told = subprocess.run(check, capture_output=True, text=True, encoding="utf-8", check=False)
    assert told.returncode == 0, told.stderr


def test_links_in_the_documents_lead_somewhere():
    broken = []
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8")):
            if "://" not in target and not (path.parent / target).exists():
                broken.append(f"{path.relative_to(ROOT)} → {target}")
    assert broken == []


def test_migrations_say_what_the_tables_are(tmp_path):
    environment = {**os.environ, "ZHUNSHENG_DATA": str(tmp_path), "PYTHONUTF8": "1"}
    environment.pop("DATABASE_URL", None)
    make = [sys.executable, "-m", "zhunsheng.web", "makemigrations", "--check", "--dry-run"]
    told = subprocess.run(make, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_everything_the_program_reads_travels_in_its_package():
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]["*"]
    carried = {pattern.rpartition("*")[2].rpartition("/")[2] for pattern in patterns}
    data = [path for path in project_files() if path.is_relative_to(SOURCE) and path.suffix != ".py"]
    assert [path.name for path in data if not {path.suffix, path.name} & carried] == []


def readme_examples() -> list[list[str]]:
    """The examples of the README that run a command of ours on a file: the command line, then lines of its output."""
    text = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```", text, re.M | re.S)
    return [block.splitlines() for block in blocks if block.startswith("$ python3 run.py")]


@pytest.mark.parametrize("example", readme_examples(), ids=lambda example: example[0].split()[3])
def test_the_readme_shows_what_the_commands_print(example, tmp_path):
    words = example[0].removeprefix("$ python3 run.py ").replace("/tmp", str(tmp_path)).split()
    environment = {**os.environ, "COLUMNS": "110", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    environment.pop("DATABASE_URL", None)
    if "--data" in words:
        data = words[words.index("--data") + 1]
        run = [sys.executable, "-m", "zhunsheng", "demo", "--data", data, "--no-server"]
        subprocess.run(run, env=environment, check=True, capture_output=True)
    told = subprocess.run(
        [sys.executable, "-m", "zhunsheng", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    printed = iter(line.strip() for line in (told.stdout + told.stderr).replace(str(tmp_path), "/tmp").splitlines())
    absent = [line for line in example[1:] if line.strip() not in ("", "……") and line.strip() not in printed]
    assert absent == [], told.stdout + told.stderr


@pytest.mark.parametrize(
    ("name", "needs"),
    [("run", ["web"]), ("batch", ["batch"]), ("test", ["web", "batch", "dev"])],
    ids=lambda one: str(one),
)
def test_every_dependency_is_pinned(name, needs):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = project["dependencies"] + [line for extra in needs for line in extras[extra]]
    pinned = re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==", (ROOT / f"requirements/{name}.txt").read_text("utf-8"), re.M)
    assert declared(wanted) - set(map(_normal, pinned)) == set(), "run: python tools/lock.py"


def foreign_distributions(paths: list[Path]) -> set[str]:
    """The distributions whose modules these files import."""
    own = {
        "zhunsheng",
        *(p.stem for folder in ("tests", "tools") for p in (ROOT / folder).rglob("*") if p.name != "docx"),
    }
    names = {name for path in paths for name in imports(path)} - own - set(sys.stdlib_module_names)
    owners = packages_distributions()
    return {_normal(distribution) for name in names for distribution in owners.get(name, [name])}


def test_every_import_is_declared_where_it_is_needed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    core = declared(project["dependencies"])
    extras = {name: declared(lines) for name, lines in project["optional-dependencies"].items()}
    outside = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py"), ROOT / "run.py"]
    assert foreign_distributions(CORE) == core, "the core declares what it imports, no more and no less"
    assert foreign_distributions(BATCH) - core == extras["batch"], "the room for many documents likewise"
    assert foreign_distributions([path for path in MODULES if path not in BATCH]) - core <= extras["web"]
    assert foreign_distributions(outside) - core - extras["web"] - extras["batch"] <= extras["dev"]


def declared(lines: list[str]) -> set[str]:
    """The normalised names of dependency lines."""
    return {_normal(OWN_NAME.match(line).group()) for line in lines}


def noun_terms() -> Iterator[str]:
    """The names that the glossary has to explain: public classes of nouns and law, and their enum members."""
    for package in (zhunsheng.model, zhunsheng.law):
        for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(info.name)
            for name, kind in inspect.getmembers(module, inspect.isclass):
                if kind.__module__ != info.name or name.startswith("_") or issubclass(kind, Exception):
                    continue
                yield name
                if issubclass(kind, Enum):
                    yield from (f"{name}.{member}" for member in kind.__members__)


def test_the_glossary_has_every_noun_member_stage_and_room():
    rooms = {f"room {path.parent.name}" for path in SOURCE.glob("*/__init__.py")}
    stages = {f"stage {rule.stage}" for rule in rules()}
    assert {*noun_terms(), *rooms, *stages} - set(words()) == set()


def test_every_glossary_row_is_complete_and_cites_known_documents():
    rows = words().values()
    assert [word.term for word in rows if not (word.term and word.chinese and word.definition)] == []
    assert {word.basis for word in rows} - {""} <= set(official_documents())


def test_room_and_stage_words_mean_something_that_is_there():
    rooms = {word.removeprefix("room ") for word in words() if word.startswith("room ")}
    stages = {word.removeprefix("stage ") for word in words() if word.startswith("stage ")}
    classes = {word.partition(".")[0] for word in words() if word[0].isupper()}
    assert [room for room in rooms if not (SOURCE / room / "__init__.py").is_file()] == []
    assert stages <= {rule.stage for rule in rules()}
    assert classes <= set(noun_terms())


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
