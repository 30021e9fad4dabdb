"""``zhunsheng rule``: all rules in a list, one explained."""

from command_line import zhunsheng

from zhunsheng.rules.registry import rules


def test_every_rule_is_in_the_list():
    out = zhunsheng("rule").out
    assert all(rule.code in out for rule in rules())
    assert f"共{len(rules())}条规则" in out


def test_one_rule_is_explained_with_its_law_and_its_examples():
    out = zhunsheng("rule", "ZSG10").out
    for word in ("括号不配对", "为什么", "怎么改", "依据", "反例", "正例", "签约项目个数（个"):
        assert word in out


def test_a_rule_is_found_by_its_name_too():
    assert zhunsheng("rule", "unpaired-bracket").out == zhunsheng("rule", "zsg10").out


def test_the_json_holds_all_words_of_a_rule():
    rule = zhunsheng("rule", "ZSG10", "--format", "json").json
    assert (rule["code"], rule["severity"], rule["category"]) == ("ZSG10", "warning", "表述")
    assert rule["bad"][0]["found"][0]["quote"]
    assert len(zhunsheng("rule", "--format", "json").json) == len(rules())


def test_an_unknown_rule_is_refused():
    ran = zhunsheng("rule", "ZSX99")
    assert (ran.status, ran.out) == (2, "")
    assert "没有编号或名称为“ZSX99”的规则" in ran.err
