"""Measure how well the review rules find planted mistakes and leave good tables in peace; writes ``docs/review-quality.md``.

``python bench/review_quality.py`` writes the page, ``--check`` only says whether it is fresh (its date aside), ``--date``
sets the date, which is otherwise that of the last commit. The faults and tables are those of ``tests/rules``: the page
counts what the tests assert. Nothing is timed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PAGE = ROOT / "docs" / "review-quality.md"
sys.path.insert(0, str(ROOT / "tests" / "rules"))

from good_tables import TABLES  # noqa: E402
from good_work import WORK  # noqa: E402
from held_out_clerks import CLERKS  # noqa: E402
from held_out_more import SECOND, THIRD  # noqa: E402
from held_out_offices import OFFICES  # noqa: E402
from held_out_seventh import SEVENTH  # noqa: E402
from held_out_tables import HELD_OUT  # noqa: E402
from held_out_towns import TOWNS  # noqa: E402
from planted import KNOWN_MISSES, WRITTEN, faults  # noqa: E402
from planted.fault import Fault, Outcome, review  # noqa: E402
from written_sets import written  # noqa: E402

from zhunsheng.model.department import DepartmentPlan  # noqa: E402
from zhunsheng.model.finding import Severity  # noqa: E402
from zhunsheng.model.project import Project  # noqa: E402
from zhunsheng.rules.engine import run  # noqa: E402
from zhunsheng.rules.examples import document  # noqa: E402
from zhunsheng.rules.registry import rules  # noqa: E402
from zhunsheng.rules.rule import Rule  # noqa: E402

FIRST_RUNS = (
    ("各规则的错例（a—i）", "520个错例", "找到372个（71.5%），另有11处不该有的意见"),
    ("第二批错例（second_wave，按第一批改完规则后写的）", "96个错例", "找到83个（86.5%）"),
    ("留出的好表第一组（写在看规则之前）", "20张表", "2条误报（每张0.10条）：ZSA08、ZSF12"),
    ("留出的好表第二组（规则按第一组改过以后才跑）", "12张表", "2条误报（每张0.17条）：ZSE02、ZSB06"),
    ("留出的好表第三组（规则按第二组改过以后才跑）", "10张表", "2条误报（每张0.20条）：ZSH10、ZSF12"),
    (
        "留出的好表第四组（clerks，二十二种写法，没看规则先写）",
        "22张表",
        "11条误报（每张0.50条）：ZSB02三条，ZSE01、ZSG03各两条，ZSB12、ZSE02、ZSF11、ZSG11各一条",
    ),
    ("生人放的错例（strangers，放在第四组好表里，没看规则先写）", "81个错例", "找到57个（70.4%）"),
    ("要人看、要对照别的资料的错例（questions，照目录先写）", "104个错例", "找到44个（42.3%）"),
    (
        "留出的好表第五组（towns，规则按第四组改过以后才跑）",
        "24张表",
        "4条意见（每张0.17条）：ZSB06是误报；ZSD12、ZSE01、ZSC01说的是表上真有的差错，表已改正",
    ),
    ("新来的人放的错例（newcomers，规则按strangers、questions改过以后才跑）", "122个错例", "找到108个（88.5%）"),
    (
        "留出的好表第六组（offices，规则按第五组改过以后才跑）",
        "16张表",
        "4条误报（每张0.25条）：ZSE02两条，ZSC08、ZSF12各一条",
    ),
    ("留出的好表第七组（seventh，规则按第六组改过以后才跑）", "20张表", "3条误报（每张0.15条）：ZSB13、ZSD12、ZSF11"),
    ("过路人放的错例（passers_by，规则按newcomers改过以后才跑）", "69个错例", "找到63个（91.3%）"),
    (
        "第八集好表（eighth，没看规则先写，行业和写法都换了）",
        "40张表",
        "4条意见（每张0.10条）：ZSB01、ZSD08、ZSG11是误报；ZSB03说的是表上真有的漏项，表已改正",
    ),
    (
        "第八集错例（eighth，照目录先写，放在上面四十张表里）",
        "213个错例",
        "找到145个（68.1%），另有1处不该有的意见；其中11个错例自己写错了该说的条目或格子，改正后按同一次的规则重算",
    ),
    ("第九集好表（ninth，规则按第八集改过以后才跑）", "20张表", "1条误报（每张0.05条）：ZSD07"),
    (
        "第九集错例（ninth，放在上面二十张表里）",
        "91个错例",
        "找到72个（79.1%），另有3处不该有的意见，其中ZSB16、ZSC01各一处说得有理",
    ),
    ("第十集好表（tenth，规则按第九集改过以后才跑）", "20张表", "0条误报（每张0.00条）"),
    (
        "第十集错例（tenth，放在上面二十张表里）",
        "92个错例",
        "找到77个（83.7%），另有2处不该有的意见，其中ZSD04一处说得有理",
    ),
    ("第十一集好表（eleventh，规则按第十集改过以后才跑）", "10张表", "1条误报（每张0.10条）：ZSD09"),
    ("第十一集错例（eleventh，放在上面十张表里）", "45个错例", "找到37个（82.2%），没有别处不该有的意见"),
    ("第十二集好表（twelfth，规则按第十一集改过以后才跑）", "9张表", "1条误报（每张0.11条）：ZSB02"),
    (
        "第十二集错例（twelfth，放在上面九张表里）",
        "40个错例",
        "找到34个（85.0%），没有别处不该有的意见；其中1个错例自己写错了该说的条目，改正后重算",
    ),
    ("第十三集好表（thirteenth，另一人没看规则先写）", "14张表", "2条误报（每张0.14条）：ZSD09、ZSF12"),
    (
        "第十三集错例（thirteenth，放在上面十四张表里）",
        "75个错例",
        "找到49个（65.3%），没有别处不该有的意见；其中1个错例漏写了该说的格子，改正后重算",
    ),
    (
        "第十四集好表（fourteenth，规则按第十三集改过以后才跑，作者又换了一人）",
        "14张表",
        "2条误报（每张0.14条）：ZSG11两条",
    ),
    (
        "第十四集错例（fourteenth，放在上面十四张表里）",
        "75个错例",
        "找到44个（58.7%），除上面两条误报外没有别处不该有的意见",
    ),
    (
        "第十五到十八集好表（fifteenth—eighteenth，四个人各写一集，都没看规则）",
        "32张表",
        "16条误报（每张0.50条）：ZSB09、ZSE01、ZSE02各两三条，其余各一两条",
    ),
    (
        "第十五集错例（fifteenth，放在它的八张表里）",
        "80个错例",
        "找到63个（78.8%）",
    ),
    (
        "第十六集错例（sixteenth，放在它的八张表里）",
        "80个错例",
        "找到57个（71.3%）",
    ),
    (
        "第十七集错例（seventeenth，规则按第十五、十六集改过以后再跑）",
        "80个错例",
        "改以前找到60个（75.0%），改以后64个（80.0%），这时还没有照它改",
    ),
    (
        "第十八集错例（eighteenth，同上）",
        "80个错例",
        "改以前找到58个（72.5%），改以后63个（78.8%）",
    ),
    (
        "第十九、二十集好表（nineteenth、twentieth，什么行业都有，没看规则先写）",
        "48张表",
        "19条误报（每张0.40条）",
    ),
    (
        "第二十一集（又一人没看规则先写，专挑少见的条目；规则按前面各集改过以后才跑）",
        "8张表、80个错例",
        "2条误报（每张0.25条），找到61个（76.3%）；另有4个错例的格子由别的规则说出",
    ),
    (
        "第二十二集好表（又一人没看规则先写）",
        "24张表",
        "5条误报（每张0.21条）：ZSD04两条，ZSB09、ZSD12、ZSA03各一条",
    ),
    (
        "第二十三、二十五集错例（各一人没看规则先写，都是常见的错；规则按程序造的错例改过以后再跑，还没有照它们改）",
        "16张表、160个错例",
        "改以前找到130个（81.3%），改以后136个（85.0%），另有8个错例的格子由别的规则说出；好表上1条误报（每张0.06条）",
    ),
    (
        "第二十四集好表（又一人没看规则先写）",
        "24张表",
        "改以前4条误报（每张0.17条），改以后8条（每张0.33条），多出的4条都是ZSB02，已改成提示",
    ),
    (
        "第二十六集错例（又一人没看规则先写，还没有照它改）",
        "8张表、80个错例",
        "没有误报，找到69个（86.3%）；另有3个错例的格子由别的规则说出",
    ),
    (
        "第二十七集好表（又一人没看规则先写）",
        "24张表",
        "4条误报（每张0.17条）：ZSE03、ZSC01、ZSH03、ZSB02各一条",
    ),
    (
        "第二十八集（又一人没看规则先写，其中8张没有错例）",
        "16张表、60个错例",
        "5条误报（每张0.31条）：ZSB05两条，ZSF11两条，ZSH03一条；找到51个（85.0%）",
    ),
    (
        "第二十九集错例（又一人没看规则先写，都是常见的错；规则按第三十集改过以后才跑）",
        "8张表、80个错例",
        "2条误报（每张0.25条）：ZSC07、ZSE17；找到70个（87.5%）",
    ),
    (
        "第三十集好表（又一人没看规则先写，什么行业都有）",
        "24张表",
        "13条误报（每张0.54条）：ZSB02三条，ZSB05两条，ZSB03、ZSB12、ZSC05、ZSC07、ZSE01、ZSF11、ZSG05、ZSH03各一条；照它改时，说不准的都降成了提示",
    ),
    (
        "第三十三集好表（又一人没看规则先写，都是少见的单位和付法）",
        "24张表",
        "7条误报（每张0.29条）：ZSD04五条，ZSB02、ZSB16各一条；ZSD04照它改成：分项各有各的付法时只问不判",
    ),
    (
        "第三十五集（又一人没看规则先写，8张好表、80个错，79种缺陷各一）",
        "80个错",
        "找到68个（85.0%），另有3个由别的规则在同一格说出；8张好表没有误报",
    ),
    (
        "第三十六集（又一人没看规则先写，60种缺陷各一，写得隐蔽）",
        "6张表、60个错例",
        "2条误报（每张0.33条）：ZSI02、ZSG05各一条；找到49个（81.7%），另有1个由别的规则在同一格说出",
    ),
    (
        "第三十九集（又一人没看规则先写，60种缺陷各一，县里常见的项目）",
        "6张表、60个错例",
        "4条误报（每张0.67条）：ZSB09两条、ZSC08、ZSH02各一条；找到49个（81.7%），另有1个由别的规则在同一格说出",
    ),
    (
        "第四十一集（又一人没看规则先写，只有好表）",
        "4张表",
        "1条误报（每张0.25条）：ZSB09",
    ),
    (
        "第四十四集（写规则的人自己写，各行业常见项目，用单位里的短话，写好表时不看规则）",
        "37张表、98个错例",
        "10条误报（每张0.27条）；找到67个（68.4%），另有7个由别的规则在同一格说出",
    ),
    (
        "第四十五集（同上，规则按第四十四集改过以后才写）",
        "8张表、38个错例",
        "没有误报；找到31个（81.6%），另有1个由别的规则在同一格说出",
    ),
    (
        "第四十六集（同上，成本放在最前的版式，规则按第四十五集改过以后才写）",
        "8张表、40个错例",
        "没有误报；找到31个（77.5%），另有2个由别的规则在同一格说出",
    ),
    (
        "写规则的人后来放进第二十七集好表里的错例",
        "7张表、39个错例",
        "找到27个（69.2%），另有2个由别的规则在同一格说出",
    ),
    (
        "写规则的人后来放进第三十集好表里的错例",
        "6张表、36个错例",
        "找到25个（69.4%），另有3个由别的规则在同一格说出",
    ),
    (
        "写规则的人后来放进第二十四集好表里的错例",
        "三批共23张表、115个错例",
        "找到20、24、19个（57.1%、60.0%、47.5%），另有4、1、4个由别的规则在同一格说出",
    ),
    (
        "写规则的人后来放进第三十三集好表里的错例",
        "两批共16张表、80个错例",
        "找到27、20个（67.5%、50.0%），另有0、3个由别的规则在同一格说出",
    ),
)
"""What the first run of each set told, before any rule was mended on it: kept by hand, for it cannot be run again."""
DATE_MARK = "日期："


def main() -> int:
    """Write the page, or with ``--check`` return 1 when it is stale."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--date", help="the date on the page; that of the last commit by default")
    parser.add_argument("--check", action="store_true", help="write nothing, say whether the page is fresh")
    chosen = parser.parse_args()
    text = "\n".join(page(chosen.date or date_of_last_commit())) + "\n"
    if not chosen.check:
        PAGE.write_text(text, "utf-8")
        return 0
    if PAGE.is_file() and undated(PAGE.read_text("utf-8")) == undated(text):
        return 0
    print("docs/review-quality.md 已经过时，请运行 python bench/review_quality.py", file=sys.stderr)
    return 1


def page(date: str) -> Iterator[str]:
    """The page, line by line."""
    planted = [(fault, review(fault)) for fault in faults()]
    found = sum(not outcome.missed for _, outcome in planted)
    elsewhere = sum(len(outcome.elsewhere) for _, outcome in planted)
    yield "# 审核规则的质量"
    yield ""
    yield "<!-- 由 bench/review_quality.py 生成，不要手改 -->"
    yield ""
    yield "往好表里一次放进一个经办人会犯的错，看规则是不是在那一格说出来，有没有惊动别的格子；再看好表上有没有误报。"
    yield "错例和好表都在 `tests/rules`，单位、金额、人物全是虚构的；每个错例由测试逐个断言。"
    yield ""
    yield "- 命令：`python bench/review_quality.py`"
    yield f"- {DATE_MARK}{date}"
    yield ""
    yield "## 总数"
    yield ""
    yield "| 项目 | 数 |"
    yield "|---|--:|"
    yield f"| 规则（目标表和部门部分） | {len(own_rules())}条，其中{len({fault.rule for fault, _ in planted})}条放了错例 |"
    yield f"| 错例 | {len(planted)}个 |"
    yield f"| 在该说的格子找到 | {found}个（召回率{found / len(planted):.1%}） |"
    yield f"| 没找到 | {len(planted) - found}个 |"
    yield f"| 别处不该有的错误、警告 | {elsewhere}条（准确率{found / (found + elsewhere):.1%}） |"
    for label, tables in (
        ("静默集好表", _of_year((*TABLES, *WORK))),
        (
            "留出的好表",
            (
                *_of_year((*HELD_OUT, *SECOND, *THIRD, *CLERKS, *TOWNS, *OFFICES, *SEVENTH)),
                *((table.project, table.year) for name in WRITTEN for table in written(name)),
            ),
        ),
    ):
        false = alarms(tables)
        yield f"| {label}（{len(tables)}张）上的错误、警告 | {false}条（每张{false / len(tables):.3f}条） |"
    yield ""
    yield "错例连带引出的、说得有理的意见（如抄来的指标说的是别的行业），在错例里逐条写明缘由，不算误报；提示级的意见不计入误报。"
    yield ""
    yield from first_runs()
    yield from misses()
    yield from per_rule(planted)


def first_runs() -> Iterator[str]:
    """What was found before the rules were mended: the fair figures."""
    yield "## 第一次跑的结果"
    yield ""
    yield "上面的数是规则照着这些错例和好表改过之后的，偏乐观。头一次碰到没见过的表，大致是下面的样子："
    yield ""
    yield "| 集合 | 多少 | 第一次跑 |"
    yield "|---|--:|---|"
    for name, size, told in FIRST_RUNS:
        yield f"| {name} | {size} | {told} |"
    yield ""


def misses() -> Iterator[str]:
    """The known misses with their reasons."""
    yield "## 没找到的"
    yield ""
    if not KNOWN_MISSES:
        yield "改过之后，上面的错例全部找到。"
        yield ""
        return
    yield "| 规则 | 错例 | 为什么 |"
    yield "|---|---|---|"
    for name, reason in sorted(KNOWN_MISSES.items()):
        code, _, words = name.partition(" ")
        yield f"| [{code}](reference/rules/{code}.md) | {words} | {reason} |"
    yield ""


def per_rule(planted: list[tuple[Fault, Outcome]]) -> Iterator[str]:
    """One line a rule."""
    tried, missed, elsewhere = Counter[str](), Counter[str](), Counter[str]()
    for fault, outcome in planted:
        tried[fault.rule] += 1
        missed[fault.rule] += bool(outcome.missed)
        elsewhere[fault.rule] += len(outcome.elsewhere)
    yield "## 逐条规则"
    yield ""
    yield "| 规则 | 说什么 | 错例 | 找到 | 没找到 | 别处误报 |"
    yield "|---|---|--:|--:|--:|--:|"
    for rule in own_rules():
        link = f"[{rule.code}](reference/rules/{rule.code}.md)"
        if tried[rule.code]:
            hit = tried[rule.code] - missed[rule.code]
            yield f"| {link} | {rule.title} | {tried[rule.code]} | {hit} | {missed[rule.code]} | {elsewhere[rule.code]} |"
        else:
            yield f"| {link} | {rule.title} | — | — | — | — |"


def own_rules() -> list[Rule]:
    """The rules on target tables and the department part; those of later stages are measured with their forms."""
    return [rule for rule in rules() if rule.stage == "target"]


def alarms(tables: tuple[tuple[Project, int], ...]) -> int:
    """Errors and warnings on good tables, each reviewed in a document of its own of its year."""
    return sum(
        one.severity is not Severity.INFO
        for table, year in tables
        for one in run(document(table, plan=DepartmentPlan(table.unit), year=year)).findings
    )


def _of_year(tables: tuple[Project, ...], year: int = 2026) -> tuple[tuple[Project, int], ...]:
    return tuple((table, year) for table in tables)


def date_of_last_commit() -> str:
    """The day of the last commit, as Git tells it."""
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%cs"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def undated(text: str) -> str:
    """The page without its date."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(f"- {DATE_MARK}"))


if __name__ == "__main__":
    sys.exit(main())
