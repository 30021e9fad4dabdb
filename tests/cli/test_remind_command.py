"""``zhunsheng remind``: letters over a real mail server, each reminder once; a look beforehand; what to do without a server."""

import io
from datetime import date

import pytest
from command_line import zhunsheng
from openpyxl import Workbook

from mail_stage import mail_server

PEOPLE = (
    ("登录名", "姓名", "角色", "所在单位编码", "邮箱"),
    ("wangmin", "王敏", "单位经办人", "804002", "wangmin@example.cn"),
    ("liqiang", "李强", "单位负责人", "804002", ""),
)


@pytest.fixture
def data(example, tmp_path, monkeypatch):
    """The park's tables as of this year, still drafts long after they were due, and two people, one of them with an address."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    folder, book = tmp_path / "数据", Workbook()
    for row in PEOPLE:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    (tmp_path / "用户表.xlsx").write_bytes(out.getvalue())
    ran = zhunsheng("import", "--year", date.today().year, "--data", folder, example, tmp_path / "用户表.xlsx")
    assert ran.status == 0, ran.err
    return folder


def test_everything_overdue_goes_out_once(data):
    with mail_server() as server:
        told = {
            "ZHUNSHENG_MAIL": f"smtp://127.0.0.1:{server.server_address[1]}",
            "ZHUNSHENG_MAIL_FROM": "zs@example.cn",
        }
        look = zhunsheng("remind", "--data", data, "--dry-run", environment=told)
        assert look.status == 0
        assert "王敏 <wangmin@example.cn>\n准绳待办9件，9件已逾期" in look.out
        assert "共1封，都没有发送。" in look.out
        assert server.kept == []
        ran = zhunsheng("remind", "--data", data, environment=told)
        assert (ran.status, ran.out) == (0, "王敏 <wangmin@example.cn>：准绳待办9件，9件已逾期\n")
        (letter,) = server.kept
        assert letter["To"] == "wangmin@example.cn"
        assert "街" in letter.get_content() or "经费" in letter.get_content()
        assert zhunsheng("remind", "--data", data, environment=told).out == "没有新的提醒。\n"
        assert len(server.kept) == 1


def test_without_a_server_one_is_told_how_to_set_it(data):
    ran = zhunsheng("remind", "--data", data)
    assert ran.status == 2
    assert "ZHUNSHENG_MAIL" in ran.err
    wrong = zhunsheng("remind", "--data", data, environment={"ZHUNSHENG_MAIL": "mail.example.cn"})
    assert wrong.status == 2
    assert "smtp+starttls://" in wrong.err


def test_a_server_that_does_not_answer_is_told_and_nothing_is_taken_for_told(data):
    told = {"ZHUNSHENG_MAIL": "smtp://127.0.0.1:1", "ZHUNSHENG_MAIL_FROM": "zs@example.cn"}
    ran = zhunsheng("remind", "--data", data, environment=told)
    assert ran.status == 2
    assert "连不上邮件服务器" in ran.err
    assert "共1封" in zhunsheng("remind", "--data", data, "--dry-run").out
