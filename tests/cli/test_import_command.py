"""``zhunsheng import`` takes what the pages take: ledgers, units and people, recognised by their headers."""

import io

import pytest
from command_line import zhunsheng
from openpyxl import Workbook

from zhunsheng.ledger.registry import kinds


@pytest.fixture(autouse=True)
def _embedded(monkeypatch):
    """These commands are tried on the embedded database, whatever the tests' own database is."""
    monkeypatch.delenv("DATABASE_URL", raising=False)


def sheet(path, *rows):
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())
    return path


UNITS = (
    ("类别", "编码", "名称", "上级编码"),
    ("行政区划", "130599", "青禾县", ""),
    ("主管部门", "804", "园区主管部门", ""),
    ("预算单位", "804002", "临港园区管理委员会", ""),
)
PEOPLE = (
    ("登录名", "姓名", "角色", "所在单位编码"),
    ("wangmin", "王敏", "单位经办人", "804002"),
)
PATROLS = (
    ("巡查时间", "对象", "到场", "巡查人"),
    ("2020-03-01 09:00", "路灯", "是", "马会民"),
    ("2020-03-02 09:00", "路灯", "是", "马会民"),
)


def test_units_people_and_a_ledger_come_in_one_after_the_other(tmp_path):
    data = tmp_path / "数据"
    ran = zhunsheng(
        "import",
        "--year",
        2020,
        "--data",
        data,
        sheet(tmp_path / "a.xlsx", *UNITS),
        sheet(tmp_path / "b.xlsx", *PEOPLE),
    )
    assert (ran.status, ran.err) == (0, "")
    assert "单位表，新增3，改动0，没有变化0。" in ran.out
    assert "王敏：用户名 wangmin，密码 " in ran.out
    patrols = sheet(tmp_path / "台账.xlsx", *PATROLS)
    ran = zhunsheng("import", "--year", 2020, "--unit", "804002", "--data", data, patrols)
    assert (ran.status, ran.err) == (0, "")
    assert f"{kinds()['patrol'].label}，804002临港园区管理委员会，已存入2条。" in ran.out
    again = zhunsheng("import", "--year", 2020, "--unit", "804002", "--data", data, patrols)
    assert "以前都导入过" in again.out
    assert zhunsheng("verify", "--data", data).status == 0


def test_a_wrong_row_is_named_and_nothing_is_taken(tmp_path):
    data = tmp_path / "数据"
    bad = sheet(tmp_path / "a.xlsx", *UNITS, ("预算单位", "80400", "短", ""))
    ran = zhunsheng("import", "--year", 2020, "--data", data, bad)
    assert ran.status == 2
    assert "第5行“编码”“80400”" in ran.err
    assert "新增3" in zhunsheng("import", "--year", 2020, "--data", data, sheet(tmp_path / "b.xlsx", *UNITS)).out
    ran = zhunsheng("import", "--year", 2020, "--data", data, sheet(tmp_path / "p.xlsx", *PATROLS))
    assert ran.status == 2
    assert "--unit" in ran.err
    wrong = sheet(tmp_path / "q.xlsx", *PATROLS, ("明天", "路灯", "是", "马会民"))
    ran = zhunsheng("import", "--year", 2020, "--unit", "804002", "--data", data, wrong)
    assert ran.status == 2
    assert "第4行" in ran.err
