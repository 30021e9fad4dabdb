"""``zhunsheng score``: the example park's self-evaluation from the command line."""

from decimal import Decimal

import pytest
from command_line import zhunsheng


@pytest.fixture(scope="module")
def park(tmp_path_factory):
    """The demonstration's data folder, on the embedded database."""
    folder = tmp_path_factory.mktemp("score") / "示例"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        assert zhunsheng("demo", "--data", folder, "--no-server").status == 0
        yield folder


def test_every_project_and_the_unit_have_a_score_with_its_steps(park):
    data = zhunsheng("score", "--data", park, "--json").json
    assert (data["schema"], data["year"], data["as_of"], len(data["projects"])) == (
        "zhunsheng/scores@1", 2020, "2020-12-31", 9,
    )  # fmt: skip
    for project in data["projects"]:
        points = [one["score"] for one in (project["execution"], *project["indicators"])]
        assert Decimal(project["score"]) == sum(map(Decimal, points))
        assert all(one["steps"] for one in project["indicators"])
    scores = [Decimal(project["score"]) for project in data["projects"]]
    assert min(scores) < Decimal(data["unit"]["score"]) < max(scores)
    assert data["unit"]["code"] == "804002"


def test_money_is_what_the_payment_ledger_says(park):
    data = zhunsheng("score", "--data", park, "--year", 2020, "--json").json
    gantries = next(one for one in data["projects"] if "限高杆" in one["name"])
    assert gantries["execution"]["paid_yuan"] == "392000.00"
    assert (gantries["execution"]["rate_percent"], gantries["execution"]["score"]) == ("98.00", "9.80")


def test_people_read_the_reckoning(park):
    out = zhunsheng("score", "--data", park).out
    assert "2020年 临西县运河园区管理委员会：" in out
    assert "总分＝预算执行率" in out
    assert "得分（按预算加权）＝" in out


def test_a_year_without_tables_and_a_wrong_year_are_one_sentence(park):
    nothing = zhunsheng("score", "--data", park, "--year", 2019)
    assert (nothing.status, nothing.out) == (2, "")
    assert "没有2019年的绩效目标表" in nothing.err
    assert "年度20不对" in zhunsheng("score", "--data", park, "--year", 20).err
