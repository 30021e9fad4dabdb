"""ZSA13: the purpose is blank, or asks for a round sum without a word on how it was reckoned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.rules.clauses import clause_at, clause_before
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.form_asks import projects_asked
from zhunsheng.rules.money_in_text import money
from zhunsheng.rules.prose import Kind, Number, numbers
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief, wan

_BASED = re.compile(
    r"审计(?!后)|评审(?!后)|合同|中标|(?<![次期批季月年])结算(?!后|完|比例|一次|[，。；])|定额|批复|核定|(?<![投参承]保)(?<!名)清单|按[^，。；]{0,12}标准"
)


def check(document: Document, context: Context) -> Iterator[Remark]:
    """Any second sum, any count, any percentage is a beginning of a reckoning: then stay silent."""
    minimum = context.number("minimum_wan") * 10_000
    for number, project in projects_asked(document, "purpose"):
        text, total = project.purpose, project.budget.yuan()
        if not text:
            yield Remark(
                "purpose",
                "资金用途空着，不知道钱花在哪里。",
                "",
                "逐项写明花在哪里、多少、怎么算的。",
                project_no=number,
            )
        elif total is not None and total >= minimum and not has_reckoning(_without(text, project.name)):
            sums = money(text)
            said = f"只写了“{brief(sums[0].text)}”这个总数" if sums else "没有写金额"
            yield Remark(
                "purpose",
                f"预算{wan(total)}，资金用途{said}，没有数量、单价或分项，看不出怎么算出来的。",
                sums[0].text if sums else re.split("[，。；\n]", text, maxsplit=1)[0],
                "分项写明：做什么、多少、单价多少、小计多少，合计等于预算数。",
                project_no=number,
            )
        elif total is not None and total >= minimum and is_bare_list(text):
            sums = money(text)
            sources = "和资金来源" if len(sums) > 1 else "一个总数"
            yield Remark(
                "purpose",
                f"资金用途列了要办的几样事，只有{brief(sums[0].text)}{sources}，没有单价，也没有分项金额。",
                sums[0].text,
                "每样事写明数量、单价和小计，合计等于预算数；以评审报告或合同为准的，写明。",
                project_no=number,
                severity=Severity.INFO,
            )


def is_bare_list(text: str) -> bool:
    """True for a list of things (土方、基础、钢柱、电动升降机等) with one sum for all, or its sources, and no price."""
    sums = money(text)
    if not sums or _BASED.search(text) or any(one.is_rate or one.upper is not None for one in sums):
        return False
    if len(sums) > 1 and not all(_is_whole_or_source(text, one) for one in sums):
        return False
    listed = any(len(_ITEM.findall(sentence)) >= _SEVERAL for sentence in re.split("[。；\n]", text))
    return listed or len(_LINE.findall(text)) >= _SEVERAL


def _is_whole_or_source(text: str, one: Number) -> bool:
    """True for the total of the project and for what one payer gives of it: 共90万元，其中县财政60万元，企业分摊30万元."""
    return bool(_WHOLE_OR_SOURCE.search(clause_before(text, one.start)))


_WHOLE_OR_SOURCE = re.compile(
    r"(?:共|合计|共计|总计|总额|总投资|预算|资金|经费|所需|需要?)(?:资金|经费|费用|安排|为|约|共|计|总额|[:：])*$"
    r"|(?:财政|自筹|配套|捐赠|捐助|赞助|分摊|分担|承担|结转|补助|拨款|债券|公益金|基金|出资|投入|自有|收入|中央|省级?|市级?|县级?|区级?|镇级?|乡级?|本级|上级)(?:资金|拨付|补助|安排|专项|预算|经费|拨款|负担|承担|投入|解决|为|[:：])*$"
)
_ITEM = re.compile(r"[^，。；、\n]{2,16}、")
_LINE = re.compile(
    r"(?:^|(?<=[。；;：:\n]))[（(]?(?:[①-⑩]|(?:\d|[一二三四五六七八九十])[）)、.．])[^；;。\n]{3,40}(?=[；;。\n]|$)"
)
"""One numbered thing of a list; what it says is looked at by the sums of the text."""
_SEVERAL = 3


def has_reckoning(text: str) -> bool:
    """True when a text holds a sum for a part, anything counted, or names the contract or audit that sets the sum.

    When the money is paid, who pays it and for how many months is no reckoning: 6月底前付50%，分4次拨付，县财政60万元.
    """
    counted = any(
        number.kind in (Kind.COUNT, Kind.PERCENT)
        and number.value > 1
        and number.unit not in _TERMS
        and not _PAID.search(_said_at(text, number.start))
        for number in numbers(text)
    )
    if counted or _BASED.search(text):
        return True
    sums = money(text)
    parts = [one for one in sums if one.is_rate or not _is_whole_or_source(text, one)]
    return len(parts) > 1 or (len(parts) == 1 and (parts[0].is_rate or len({one.value for one in sums}) > 1))


def _said_at(text: str, index: int) -> str:
    """The clause around ``index`` with the earlier things of the same list: 结算比例依次为35%、70%、100%."""
    return _UP_TO_MARK.split(text[:index])[-1] + clause_at(text, index)


_UP_TO_MARK = re.compile(r"[，。；;\n]")


def _without(text: str, name: str | None) -> str:
    """The purpose without the project's own name, whose figures (3村, 12345热线) reckon nothing."""
    return text.replace(name, "") if name else text


_TERMS = frozenset({"个月", "季度", "年", "天", "周", "工作日", "学期"})
_PAID = re.compile(
    r"[拨支]付|付款|付(?=\d)|付清|付至|兑付|预付|首付|尾款|质保金|结算|结清|进度|(?:底|末|月|后|前|内)付|分[\d一二两三四五六七八九十]+[次期批]|每季度?\d+%"
)
"""Clauses that say when and in how many parts the money is paid."""


RULE = Rule(
    code="ZSA13",
    name="purpose-without-reckoning",
    title="资金用途没有测算依据",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    automation="B",
    why="只写一个总数，审核时判断不了钱是多是少，执行时也容易挪作他用。",
    how_to_fix="分项写明做什么、数量、单价和小计；按合同或标准付的，写明合同价或标准。金额门槛可在设置里改。",
    basis=(
        Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核绩效目标是否经充分论证和合理测算"),
        Citation(note="较大的支出写明测算过程"),
    ),
    bad=(
        bad("用途空着", good({"purpose": None}), ("purpose", "")),
        bad(
            "扶持企业一百五十万元，没有明细",
            good(
                {"budget.total": "150.00", "budget.fiscal": "150.00"},
                purpose="为促进园区企业转型升级，加快技术改造，对满足条件的企业给予支持。目前所需资金150万元。",
            ),
            ("purpose", "150万元"),
        ),
        bad(
            "列了五样事，只写总数和谁出钱",
            good(
                {"budget.total": "90.00", "budget.fiscal": "90.00"},
                purpose="用于购置火箭弹、作业点值守补助、发射架年检、人员保险和弹药运输储存等，共90万元，其中县财政60万元，企业分摊30万元。",
            ),
            ("purpose", "90万元"),
        ),
        bad("连总数也没有", good(purpose="用于更换教室灯具，保障教学需要。"), ("purpose", "用于更换教室灯具")),
    ),
    good=(
        fine("有数量、单价、小计", good()),
        fine("写明按审计结论支付", good(purpose="按2025年审计结论，支付工程尾款18万元。")),
        fine(
            "金额小，可以只写总数",
            good({"budget.total": "3.00", "budget.fiscal": "3.00"}, purpose="用于日常办公，共3万元。"),
        ),
        fine("有养护面积和分季付款", good(purpose="绿地面积32850平方米，养护费全年180000元，每季度拨付45000元。")),
    ),
    check_document=check,
    reads=("name", "budget", "purpose"),
    needs=("purpose",),
    parameters={"minimum_wan": int(legal_number("itemised_budget_minimum_wan").latest)},
    parameter_names={"minimum_wan": "预算达到多少要写测算（万元）"},
)
