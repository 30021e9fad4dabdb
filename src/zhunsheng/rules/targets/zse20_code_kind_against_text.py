"""ZSE20: the code marks the project as recurring or one-off, the text says the opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import clause_at
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule

_OLD_CODE = re.compile(r"^\d{3}-\d{4}-([A-Z])[A-Z]{2}-[0-9A-Z]{4}$")
_EVERY_YEAR = re.compile(
    r"(?:本项目|项目|该项工作|本项工作)每年(?:都|均)?(?:开展|实施|进行|组织)|每年(?:的)?(?:都|均|固定|需要?|列入预算|照常|例行){0,2}(?:[\u4e00-\u9fff]{0,6}费|安排|需|支出|预算|列支|支付|拨付)|(?:每年(?:都|均)?|逐年)(?:列入|纳入|编入|列支)(?:年度|本级|部门|财政|单位|县级|区级|市级)*预算|每年(?:都|均|定期|固定|照例|坚持)*(?:举办|召开|举行|开展|组织|实施|进行|安排)?(?:一|1|两|二|2|三|3|四|4)(?:次|届|场|期|轮|度)|一年一(?:度|次|届)|每年[^，。；\d]{0,6}(?:照常|例行)|常年(?:安排|支出|聘用|开展|坚持)|连续(?:多|几|数|[三四五六七八九十\d]+)年(?:安排|实施|开展|列入|举办)|逐年安排|年年安排|(?:历年|往年|今后每年)(?:都|均)?(?:有)?(?:继续)?安排|每年(?:继续)?安排|(?:经常性|常年性|延续性|年度性)(?:支出|项目|工作)"
)
_ONCE = re.compile(
    r"一次性(?:项目|专项|安排|支出|投入|建设|购置|补助|采购|配备|更新|改造|任务|工作|经费|活动)|新建|本年新增项目"
)
_ENDED = re.compile(
    r"(?:以后|今后|明年|次年|下年|来年)(?:年度)?(?:起)?(?:都|均|也)?不再(?:安排|列支|列入|申请|编列|发生)|(?:仅|只)(?:安排|实施|列支|发生)?(?:本年|今年|当年|一年|这一次|一次)(?:度)?(?:安排|实施|列支|有)?(?=[，。；]|$)"
)
"""What is said to end with the year is one-off, whatever else the clause holds."""
_NOT_SELF = re.compile(r"补助|补贴|奖|不再|非|建成后|以后每年|维护|企业")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """The meaning of the letters is a region's setting; without a known letter stay silent."""
    found = _OLD_CODE.match((project.code or "").strip())
    text = project.purpose or ""
    if not found or not text:
        return
    letter = found.group(1)
    kinds = (
        (str(context.parameters["one_off_letter"]), "一次性", _EVERY_YEAR),
        (str(context.parameters["recurring_letter"]), "经常性", _ONCE),
    )
    for marked, kind, opposite in kinds:
        words = opposite.search(text) if letter == marked else None
        if words is not None and _NOT_SELF.search(clause_at(text, words.start())):
            words = None
        if words is None and letter == marked and opposite is _ONCE:
            words = _ENDED.search(text)
        if words is None:
            continue
        yield Remark(
            "code",
            f"编码第三段以{letter}开头，一般表示{kind}项目，资金用途却写“{words.group()}”。",
            found.group(0)[9:12],
            "核对项目类别；编码含义以当地财政规定为准。",
            related=(Related(project.code, "purpose", words.group()),),
        )


RULE = Rule(
    code="ZSE20",
    name="code-kind-against-text",
    title="一次性与经常性矛盾",
    category=Category.CONSISTENCY,
    severity=Severity.INFO,
    automation="B",
    why="一次性项目做完就停，经常性项目年年安排，标错了会影响下年预算。",
    how_to_fix="与当地财政核对项目类别，改编码或改文字。两个字母的含义可在设置里改。",
    basis=(Citation(note="编码字母含义按当地惯例推断"),),
    bad=(
        bad("编码是一次性，用途写每年安排", good(purpose="每年安排18万元更换灯具264套。"), ("code", "YBN")),
        bad(
            "编码是经常性，用途写一次性购置",
            good(code="219-0301-JBN-7K2M", purpose="一次性购置灯具264套，合计18万元。"),
            ("code", "JBN"),
        ),
    ),
    good=(
        fine("一次性改造", good()),
        fine("经常性养护", good(code="219-0301-JBN-7K2M", purpose="绿地养护费每年18万元，面积32850平方米。")),
        fine(
            "发给企业的一次性补助", good(code="219-0301-JBN-7K2M", purpose="对企业给予一次性补助，共12家，合计18万元。")
        ),
        fine("21位编码没有这三个字母", good(code="13053521T000000019951", purpose="每年安排18万元更换灯具264套。")),
    ),
    check_project=check,
    reads=("purpose",),
    needs=("code",),
    parameters={"one_off_letter": "Y", "recurring_letter": "J"},
    parameter_names={"one_off_letter": "项目编码里表示一次性的字母", "recurring_letter": "项目编码里表示经常性的字母"},
)
