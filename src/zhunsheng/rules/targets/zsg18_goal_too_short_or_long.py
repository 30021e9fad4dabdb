"""ZSG18: the goal is a mere phrase, or longer than anyone reads."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.targets.zsa11_goal_says_nothing import is_echo


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Letters without blanks; a blank goal, and one that only says the name again, are another rule's matter."""
    text = project.goal
    length = len("".join(text.split())) if text else 0
    if not text or not length:
        return
    if length < context.number("minimum") and not (project.name and is_echo(text, project.name)):
        yield Remark(
            "goal",
            f"绩效目标只有{length}个字，说不清办什么事、达到什么效果。",
            text,
            "写明今年办成什么、办多少、什么时候完成、谁受益、效果多大。",
        )
    elif length > context.number("maximum"):
        yield Remark(
            "goal",
            f"绩效目标有{length}个字，超过{context.number('maximum')}字，要点找不出来。",
            text[:20],
            "留下产出和效果，做法移到实施方案，背景移到资金用途。",
        )


RULE = Rule(
    code="ZSG18",
    name="goal-too-short-or-long",
    title="绩效目标过短或过长",
    category=Category.WORDING,
    severity=Severity.INFO,
    automation="A",
    why="太短说不清要办什么；太长多半是把背景和做法也写了进来，目标反而看不见。",
    how_to_fix="两三句话：先写产出，再写效果，都带上数。字数界限可在设置里改。",
    basis=(Citation(note="绩效目标内容完整、文字精炼"),),
    bad=(
        bad("只有一句短话", good({"goal": "保护学生视力，让家长放心。"}), ("goal", "保护学生视力，让家长放心。")),
        bad(
            "写成了工作总结",
            good({"goal": "学校高度重视照明改造工作，多次召开会议研究部署。" * 25}),
            ("goal", "学校高度重视照明改造工作，多次召开会议研"),
        ),
    ),
    good=(
        fine("长短合适", good()),
        fine("没有写目标，由别的规则提示", good({"goal": None})),
        fine("只复述项目名称，由别的规则提示", good({"goal": "做好教学楼护眼灯改造工作。"})),
    ),
    check_project=check,
    reads=("goal", "name"),
    parameters={
        "minimum": int(legal_number("goal_length_minimum").latest),
        "maximum": int(legal_number("goal_length_maximum").latest),
    },
    parameter_names={"minimum": "最少几个字", "maximum": "最多几个字"},
)
