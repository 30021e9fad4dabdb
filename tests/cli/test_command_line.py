"""The command line as a whole: help, wrong arguments, broken pipes, foreign terminals, missing parts."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import zhunsheng

from zhunsheng.cli import main as command_line
from zhunsheng.cli.main import MODULES

CHINESE_COLON = "："


@pytest.mark.parametrize("command", MODULES)
def test_the_help_of_every_command_shows_an_example(command):
    ran = zhunsheng(command, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert f"例：\n  zhunsheng {command}" in ran.out


@pytest.mark.parametrize("columns", [50, 64, 70, 80, 100])
@pytest.mark.parametrize("command", ["verify", "restore", "batch"])
def test_the_help_keeps_words_whole_at_any_width_of_the_terminal(command, columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    out = zhunsheng(command, "--help").out
    for word in ("PostgreSQL", "DATABASE_URL"):
        assert (word in out) == (word in "".join(out.split())), word
    assert not [line for line in out.splitlines() if line.strip().startswith(tuple("，。、；）"))]


def test_the_help_lists_every_command():
    out = zhunsheng("--help").out
    assert all(f"\n  {command} " in out for command in MODULES)
    assert zhunsheng().out == out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("reviw", "x"), "没有“reviw”这个命令"),
        (("review",), "缺少参数：文件"),
        (("review", "--format", "pdf", "x"), "--format不能是“pdf”，可选：text、json、html、xlsx、sarif"),
        (("review", "--on", "2020", "x"), "不是日期"),
        (("measure", "--known-at", "昨天"), "不是时刻，请写成2020-07-31或2020-07-31T18:00这样"),
        (("serve", "--port", "0"), "不是端口号"),
        (("import", "--year", "今年", "x"), "--year应是整数，不能是“今年”"),
        (("read", "--color", "x"), "不认识的参数：--color"),
    ],
)
def test_a_wrong_argument_is_one_chinese_sentence(arguments, sentence):
    ran = zhunsheng(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("environment", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}])
def test_output_is_utf8_whatever_the_terminal_says(example, environment):
    ran = zhunsheng("read", example, environment=environment)
    assert ran.status == 0
    assert "临西县运河园区管理委员会" in ran.out


@pytest.mark.skipif(os.name == "nt", reason="file names are always Unicode on Windows")
def test_a_file_name_in_another_encoding_is_no_trouble(example, tmp_path):
    named = os.fsencode(tmp_path) + "/绩效.docx".encode("gb18030")
    Path(os.fsdecode(named)).write_bytes(example.read_bytes())
    command = [sys.executable, "-m", "zhunsheng", "review", "--format", "json", named]
    ran = subprocess.run(command, capture_output=True, check=False)
    assert ran.returncode in (0, 1)
    assert b"\\udc" in ran.stdout


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX pipe")
def test_a_reader_that_leaves_early_is_no_fault(example):
    """The pipe's reading end is closed before anything is written to it."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "zhunsheng", "read", "--json", str(example), str(example)]
    ran = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told(example):
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "zhunsheng", "read", "--json", str(example)]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ran.returncode == 2
    assert "输出写不下去" in ran.stderr.decode()
    assert ran.stderr.count(b"\n") == 1


def test_an_output_that_cannot_be_written_is_told(example, tmp_path):
    ran = zhunsheng("convert", example, "-o", tmp_path / "没有这个文件夹" / "x.docx")
    assert ran.status == 2
    assert "写不了这个文件" in ran.err


@pytest.mark.parametrize(
    ("trouble", "status", "sentence"),
    [
        (KeyboardInterrupt(), 128 + signal.SIGINT, "已中断"),
        (RuntimeError("想不到"), 2, "程序内部出错（RuntimeError：想不到）"),
    ],
)
def test_neither_an_interrupt_nor_a_mistake_of_ours_shows_a_traceback(monkeypatch, capsys, trouble, status, sentence):
    def fails(chosen):
        raise trouble

    monkeypatch.setattr(command_line, "_run", fails)
    monkeypatch.delenv("ZHUNSHENG_DEBUG", raising=False)
    assert command_line.main(["rule"]) == status
    assert sentence in capsys.readouterr().err


WITHOUT_DJANGO = "import sys; sys.modules['django'] = None; from zhunsheng.cli.main import main; sys.exit(main())"


def test_the_core_commands_need_no_django(example):
    for arguments in (["read", example], ["rule"], ["review", "--fail-on", "never", example]):
        command = [sys.executable, "-c", WITHOUT_DJANGO, *map(str, arguments)]
        ran = subprocess.run(command, capture_output=True, check=False)
        assert (ran.returncode, ran.stderr) == (0, b""), arguments


def test_without_django_the_web_commands_say_what_to_install(tmp_path):
    command = [sys.executable, "-c", WITHOUT_DJANGO, "serve", "--data", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, check=False)
    assert ran.returncode == 2
    assert "pip install 'zhunsheng[web]'" in ran.stderr.decode()
    assert "Traceback" not in ran.stderr.decode()
