"""Every defect of the catalogue has its rule, or a stated reason why it has none; no rule is of no known defect."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from coverage_page import STAGES, coverage_page, defects_elsewhere, numbers

from zhunsheng.rules.registry import rules_by_code


def test_each_of_the_150_defects_has_a_rule_or_a_reason():
    ruled = {code.removeprefix("ZS") for code in rules_by_code()}
    assert len(numbers()) == 150
    assert ruled | defects_elsewhere().keys() >= set(numbers())


def test_a_defect_without_data_says_what_is_missing():
    for entry in defects_elsewhere().values():
        assert entry["stage"] in STAGES
        assert entry["title"]
        assert "why" in entry or entry["stage"] in ("self_evaluation", "monitoring")


def test_the_page_names_every_number_once():
    page = coverage_page()
    assert all(page.count(f"| {number} |") == 1 for number in numbers())
