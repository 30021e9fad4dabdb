#!/usr/bin/env python3
"""Sets itself up, then runs: ``python3 run.py`` the example park in the browser, ``python3 run.py test`` the tests.

Needs Python 3.11 and nothing else. Set-up happens once, in ``.venv`` beside this file; a stamp there tells the next
start that there is nothing to do. Everything is installed from the hash-pinned files in ``requirements/``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
HELP = """\
用法：python3 run.py [命令] [参数…]

  python3 run.py                  在浏览器里打开示例园区，等于 python3 run.py demo
  python3 run.py demo --port 8001 --no-browser
  python3 run.py 命令 参数…       准绳的任何命令：serve、review、convert……（全部命令：python3 run.py help）
  python3 run.py test             全部检查：格式、类型、结构，SQLite 和 PostgreSQL 上的测试
  python3 run.py test -k upload   只运行 pytest，参数原样交给它
  python3 run.py test --no-apt    不用 apt-get 安装 LibreOffice、Chromium、PostgreSQL

只需要 Python 3.11 或更高。环境只准备一次，放在本文件旁边的 .venv 里。"""

APT_PACKAGES = {
    "chromium": "浏览器测试",
    "libatomic1": "浏览器测试（驱动程序要用）",
    "fonts-noto-cjk": "截图与版面测试里的中文字体",
    "libreoffice-writer": "真实 .doc、.docx、.pdf 的读写测试",
    "libreoffice-calc": "真实 .xls、.xlsx 的读写测试",
    "poppler-utils": "PDF 版面测试",
    "postgresql": "PostgreSQL 上的网页测试",
}
"""Debian packages that only tests need, and what is left out without them."""
KINDS = {
    "run": "第一次运行，先准备环境",
    "batch": "第一次批量处理，先装它要用的组件",
    "test": "准备测试环境",
}
"""The set-ups, each with its ``requirements/<kind>.txt``, and what is said before each."""
LEFT_OUT = 77
"""The exit status of a check that could not be made here."""


def main(arguments: list[str]) -> int:
    """Set up what the command needs and run it; returns the exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 — an older Python gets here, and is told
        return _restart_with_newer_python(arguments)
    if arguments[:1] in (["-h"], ["--help"]):
        say(HELP)
        return 0
    if not arguments or arguments[0].startswith("-"):
        arguments = ["demo", *arguments]
    command, *rest = arguments
    set_up("run")
    if command == "batch" and not {"-h", "--help"} & set(rest):
        set_up("batch")
    if command == "test":
        return test(rest)
    return run_in_place([str(PYTHON), "-m", "zhunsheng", *(["--help"] if command == "help" else arguments)])


# Set-up


class SetUpFailed(Exception):
    """Set-up cannot go on; the message says what happened and what to do."""


def set_up(kind: str) -> None:
    """Make ``.venv`` fit ``requirements/<kind>.txt``; does nothing when its stamp says that it does already."""
    stamp = VENV / f"zhunsheng-{kind}.stamp"
    requirements = ROOT / "requirements" / f"{kind}.txt"
    key = _digest(requirements, ROOT / "pyproject.toml")
    if PYTHON.exists() and stamp.is_file() and stamp.read_text("utf-8") == key:
        return
    say(f"{KINDS[kind]}（约一分钟，只做一次）。")
    make_venv()
    pip_install(f"安装依赖 requirements/{kind}.txt", "--require-hashes", "-r", str(requirements))
    pip_install("安装本程序", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    point_to_source()
    stamp.write_text(key, "utf-8")


def _digest(*files: Path) -> str:
    """What the set-up depends on: the files' content, this Python and the folder (an editable install names it)."""
    parts = [VERSION, str(ROOT), *(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def make_venv() -> None:
    """Create ``.venv`` with pip in it, anew when the one there is broken or of another Python."""
    if importlib.util.find_spec("ensurepip") is None:
        _install_ensurepip()
    folder = VENV if VENV.exists() else ROOT
    if not os.access(folder, os.W_OK):
        raise SetUpFailed(f"文件夹 {folder} 不可写，环境准备不了。请把准绳放到自己可写的文件夹里，再运行一次。")
    clear = [] if _is_sound() else ["--clear"]
    made = subprocess.run([sys.executable, "-m", "venv", *clear, str(VENV)], env=clean_environment(), check=False)
    if made.returncode:
        raise SetUpFailed(f"虚拟环境 {VENV} 没有建成，原因见上。请删除该文件夹后再运行一次。")


def _is_sound() -> bool:
    """True when there is no ``.venv`` yet, or one whose Python runs and is of the version that runs this file."""
    if not VENV.exists():
        return True
    code = "import sys; print(*sys.version_info[:2], sep='.')"
    try:
        told = subprocess.run([str(PYTHON), "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return told.stdout.strip() == VERSION


def _install_ensurepip() -> None:
    """Debian ships Python without ensurepip: fetch its package when we may, else say how."""
    package = f"python{VERSION}-venv"
    prefix = apt_prefix()
    if prefix is not None:
        say(f"系统的 Python 缺少 venv 组件，正在安装 {package}。")
        apt_install(prefix, [package])
        importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        raise SetUpFailed(f"系统的 Python 缺少 venv 组件。请先执行 sudo apt install {package}，再运行一次本命令。")


def pip_install(title: str, *arguments: str) -> None:
    """Run ``pip install`` in ``.venv``, with a count of packages on a terminal; its last words only when it fails."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", *arguments]
    terminal = sys.stdout.isatty()
    say(f"{title} …", end="" if terminal else "\n")
    lines: list[str] = []
    with subprocess.Popen(command, env=clean_environment(), cwd=ROOT, text=True, encoding="utf-8", errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as pip:  # fmt: skip
        assert pip.stdout is not None
        seen = 0
        for line in pip.stdout:
            lines.append(line.rstrip())
            if line.startswith(("Collecting ", "Requirement already satisfied")):
                seen += 1
                if terminal:
                    print(f"\r{title} … {seen} 个包", end="", flush=True)
    if terminal:
        print()
    if pip.returncode:
        print("\n".join(lines[-15:]), file=sys.stderr)
        raise SetUpFailed(
            f"{title}没有成功，pip 的原话见上。多半是连不上软件包索引：请检查网络，或按本单位的规定给 pip 设好镜像，再运行一次。"
        )


def point_to_source() -> None:
    """Let the editable install name ``src`` by a relative path: Python reads the file in the system's own encoding,
    and would not find a folder with Chinese in its name where that is not the encoding that pip wrote.
    """
    for packages in (VENV / "Lib" / "site-packages", VENV / "lib" / f"python{VERSION}" / "site-packages"):
        for pointer in packages.glob("__editable__.zhunsheng-*.pth"):
            pointer.write_text(os.path.relpath(ROOT / "src", packages) + "\n", "ascii")


def clean_environment(**more: str) -> dict[str, str]:
    """The environment for our own processes: nothing that points Python or pip somewhere else, text as UTF-8."""
    dropped = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    ours = {"PYTHONUTF8": "1", "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    return {"LANG": "C.UTF-8", **kept, **ours, **more}


def _restart_with_newer_python(arguments: list[str]) -> int:
    """This Python is too old: use a newer one if the system has it, else say so."""
    for minor in (14, 13, 12, 11):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            return subprocess.call([newer, str(ROOT / "run.py"), *arguments])
    print(
        f"这里的 Python 是 {VERSION}，准绳需要 3.11 或更高。请先安装 Python 3.11，再运行一次本命令。", file=sys.stderr
    )
    return 2


def run_in_place(command: list[str]) -> int:
    """Run a command as this process, so that signals and the exit status are its own; as a child on Windows."""
    if not WINDOWS:
        sys.stdout.flush()
        os.execve(command[0], command, clean_environment())
    with subprocess.Popen(command, env=clean_environment()) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the child got it too, and says goodbye itself
                continue


# Programs that only tests need


def apt_prefix() -> list[str] | None:
    """How to call apt-get here without being asked for a password: ``[]`` as root, or ``None`` when we may not."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def apt_install(prefix: list[str], packages: list[str]) -> None:
    """Install Debian packages; one that this system does not know does not keep the others out."""
    path = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"  # dpkg wants to see its own programs
    get = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", f"PATH={path}", "apt-get", "-qq"]
    install = [*get, "install", "-y", "--no-install-recommends"]
    _quietly([*get, "update"])
    if not _quietly([*install, *packages]) and len(packages) > 1:
        for package in packages:
            _quietly([*install, package])


def _quietly(command: list[str]) -> bool:
    """Run a command that asks nothing; True when it went well, else its complaints are shown."""
    told = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False
    )
    if told.returncode:
        print(told.stderr.strip(), file=sys.stderr)
    return told.returncode == 0


def install_test_programs(may: bool) -> list[str]:
    """Install what tests drive besides Python, where we may; returns the packages that are missing still."""
    missing = _missing_packages()
    prefix = apt_prefix() if missing and may else None
    if prefix is None:
        return missing
    say(f"测试还要用到系统软件，正在用 apt-get 安装：{'、'.join(missing)}。（不想安装请加 --no-apt）")
    apt_install(prefix, missing)
    return _missing_packages()


def _missing_packages() -> list[str]:
    """Of the Debian packages those that are not here; on other systems told by the programs they bring."""
    if shutil.which("dpkg-query"):
        query = ["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n", *APT_PACKAGES]
        told = subprocess.run(query, capture_output=True, text=True, check=False).stdout
        here = {line.split()[0] for line in told.splitlines() if line.endswith(" installed")}
        return [package for package in APT_PACKAGES if package not in here]
    programs = {"chromium": ("chromium", "google-chrome"), "libreoffice-writer": ("soffice",),
                "libreoffice-calc": ("soffice",), "poppler-utils": ("pdftotext",), "postgresql": ("initdb",)}  # fmt: skip
    return [package for package, names in programs.items() if not any(shutil.which(name) for name in names)]


# Tests


def test(arguments: list[str]) -> int:
    """Run all checks and print what each came to, pytest's closing lines last; with arguments only pytest with them."""
    set_up("test")
    os.chdir(ROOT)
    missing = install_test_programs(may="--no-apt" not in arguments)
    arguments = [argument for argument in arguments if argument != "--no-apt"]
    left_out = [f"未做  {APT_PACKAGES[package]}：没有安装 {package}" for package in missing]
    python = str(PYTHON)
    if arguments:
        for line in left_out:
            say(line)
        return run_in_place([python, "-m", "pytest", *arguments])
    checks = Checks()
    checks.run("ruff check", [python, "-m", "ruff", "check", "."])
    checks.run("ruff format", [python, "-m", "ruff", "format", "--check", "."])
    checks.run("mypy", [python, "-m", "mypy"])
    checks.run("import-linter", [str(BIN / "lint-imports")])
    checks.run("核心不带 Django", [python, "tools/core_alone.py"])
    checks.run("最长的文件和函数（只报告）", [python, "tools/sizes.py"])
    pytest = ["-m", "pytest", "-n", str(max(2, min(4, os.cpu_count() or 2))), "--dist", "loadfile"]
    checks.run("pytest（PostgreSQL）", [python, "tests/postgres.py", "--", python, *pytest, "tests/web"])
    checks.run("pytest（SQLite）", [python, *pytest])
    return checks.summary(left_out)


class Checks:
    """Runs checks one after the other, whatever the earlier ones came to, and remembers each."""

    def __init__(self) -> None:
        self.results: list[tuple[str, int, float]] = []
        self.closing: list[str] = []

    def run(self, title: str, command: list[str]) -> None:
        """One check: its output as it comes; pytest's closing lines are kept for the end."""
        say(f"\n── {title}")
        start = time.monotonic()
        environment = clean_environment(PYTHONUNBUFFERED="1")
        environment.pop("DATABASE_URL", None)
        lines: list[str] = []
        with subprocess.Popen(command, cwd=ROOT, env=environment, text=True, encoding="utf-8", errors="replace",
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:  # fmt: skip
            assert process.stdout is not None
            for line in process.stdout:
                print(line, end="", flush=True)
                lines.append(line.rstrip())
        self.results.append((title, process.returncode, time.monotonic() - start))
        if title.startswith("pytest"):
            self.closing += [f"── {title}", *closing_lines(lines)]

    def summary(self, left_out: list[str]) -> int:
        """Print what everything came to; 0 when nothing failed, else 1."""
        say("\n── 结果")
        for title, status, seconds in self.results:
            word = {0: "通过", LEFT_OUT: "未做"}.get(status, "不通过")
            say(f"{word}  {title}（{seconds:.0f} 秒）")
        for line in left_out + self.closing:
            say(line)
        return int(any(status not in (0, LEFT_OUT) for _, status, _ in self.results))


def closing_lines(lines: list[str]) -> list[str]:
    """Of pytest's output the failures of its short summary and its last line (``12 passed in 3.4s``)."""
    last = [line for line in lines if re.search(r"\b(passed|failed|error|errors|no tests ran)\b.* in [\d.]+s", line)]
    return [line for line in lines if re.match(r"(FAILED|ERROR) \S", line)] + last[-1:]


def say(text: str, end: str = "\n") -> None:
    """Print at once, so that lines of ours and of our children come in order."""
    print(text, end=end, flush=True)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        raise SystemExit(main(sys.argv[1:]))
    except SetUpFailed as failure:
        print(failure, file=sys.stderr)
        raise SystemExit(2) from None
    except PermissionError as failure:
        print(
            f"写不进 {failure.filename or ROOT}：没有权限。请把准绳放到自己可写的文件夹里，再运行一次。",
            file=sys.stderr,
        )
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
