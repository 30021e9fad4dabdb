"""Guards: conditions of an act. Each looks at the facts and returns ``None``, or a sentence: what, why, what to do.

Situations (``has_…``, ``no_…``) say whether an act is there at all; they return ``bool``.
"""

from __future__ import annotations

from decimal import Decimal

from zhunsheng.law.parameters import legal_number
from zhunsheng.law.review_form import next_step_basis
from zhunsheng.lifecycle.facts import Facts

HUNDRED = Decimal(100)


# --- situations: is the act there at all


def has_department(facts: Facts) -> bool:
    """上面有主管部门"""
    return facts.has_department is True


def no_department(facts: Facts) -> bool:
    """本单位就是一级预算单位"""
    return facts.has_department is False


def has_alarms(facts: Facts) -> bool:
    """有预警"""
    return bool(facts.alarms)


def no_alarms(facts: Facts) -> bool:
    """没有预警"""
    return facts.alarms == 0


def mended_not_agreed(facts: Facts) -> bool:
    """审核人代改过，单位还没有同意"""
    return facts.mended > 0 and not facts.agreed


# --- guards of any act


def not_own_work(facts: Facts) -> str | None:
    """不能审自己报送的"""
    return "自己填报的，不能由自己审核。请由他人审核，或设代办。" if facts.own_work else None


def opinion_given(facts: Facts) -> str | None:
    """写明意见或理由"""
    return None if facts.opinion.strip() else "没有写意见。请写明理由后再办。"


def findings_bound(facts: Facts) -> str | None:
    """逐条绑定审核意见"""
    if not facts.bound:
        return "退回没有绑定审核意见。请勾选要单位改的意见，没有现成的就写一条。"
    return opinion_given(facts)


# --- target tables


def no_open_errors(facts: Facts) -> str | None:
    """没有未改正的错误"""
    if facts.open_errors is None:
        return "还没有审核过。请先审核，改正错误后再报送。"
    return f"还有{facts.open_errors}条错误没有改正。请改正，或逐条写明理由。" if facts.open_errors else None


def warnings_answered(facts: Facts) -> str | None:
    """警告都已改正或说明"""
    if facts.unanswered is None:
        return "还没有审核过。请先审核，再报送。"
    return f"还有{facts.unanswered}条警告没有改正，也没有说明。请逐条处理。" if facts.unanswered else None


def findings_decided(facts: Facts) -> str | None:
    """审核意见都已处理"""
    if facts.undecided is None:
        return "还没有审核过。请先审核。"
    return f"还有{facts.undecided}条审核意见没有处理。请逐条采纳或不采纳。" if facts.undecided else None


def _grade_rule(facts: Facts) -> str | None:
    basis = f"{next_step_basis().number}{next_step_basis().article}"
    if facts.grade == "中":
        return f"审核等级为“中”，按{basis}退回单位修改，不能通过。请退回，并绑定审核意见。"
    if facts.grade == "差":
        return f"审核等级为“差”，按{basis}不得进入下一步预算安排。请办理“不予安排”。"
    if facts.grade == "良" and facts.mended and not facts.agreed:
        return f"审核等级为“良”，已代改{facts.mended}处，单位还没有同意。请与单位协商一致后再通过。"
    return None


def grade_permits(facts: Facts) -> str | None:
    """给了等级的，等级须允许通过"""
    return _grade_rule(facts)


def grade_decided(facts: Facts) -> str | None:
    """已定等级，且等级允许通过"""
    if facts.grade is None:
        return "还没有定审核等级。请按审核表定为优、良、中或差。"
    return _grade_rule(facts)


def grade_good(facts: Facts) -> str | None:
    """等级为良，审核人可以代改"""
    if facts.grade == "良":
        return opinion_given(facts)
    return "只有审核等级为“良”的，审核人可以与单位协商后代改；其他等级请通过、退回或不予安排。"


def grade_poor(facts: Facts) -> str | None:
    """等级为差"""
    if facts.grade != "差":
        return "只有审核等级为“差”的才不予安排。请先定等级，或退回单位修改。"
    return opinion_given(facts)


def assessed_if_needed(facts: Facts) -> str | None:
    """应做事前绩效评估的，评估结论为予以支持"""
    if facts.needs_assessment is None:
        return "还没有判断是否应做事前绩效评估。请先判断。"
    if not facts.needs_assessment or facts.assessment == "supported":
        return None
    stands = {None: "还没有做", "rejected": "结论为不予支持", "dropped": "已撤回"}.get(facts.assessment, "还没有结论")
    return f"应做事前绩效评估，{stands}。未评估或未通过的，不安排预算。"


def something_changed(facts: Facts) -> str | None:
    """与批复值有差别，并写明理由"""
    if not facts.changes:
        return "调整稿与批复的目标没有差别。请先改要调整的格子。"
    return opinion_given(facts)


# --- monitoring and self-evaluation


def filled_in(facts: Facts) -> str | None:
    """该填的都填了"""
    if facts.missing is None:
        return "还没有开始填报。请先填报。"
    return f"还有{facts.missing}处没有填。请补齐，确实没有数的写明原因。" if facts.missing else None


def deviations_explained(facts: Facts) -> str | None:
    """偏差都写明原因"""
    if facts.unexplained is None:
        return "还没有算出偏差。请先取数、计算。"
    return f"还有{facts.unexplained}处偏差没有写原因。请逐条写明原因和改进措施。" if facts.unexplained else None


def overrides_proven(facts: Facts) -> str | None:
    """改过的数都有理由和佐证"""
    if facts.unproven is None:
        return "还没有计算。请先取数、计算。"
    return f"有{facts.unproven}处改了算出的数，缺理由或佐证。请补上，或恢复算出的数。" if facts.unproven else None


def weights_add_up(facts: Facts) -> str | None:
    """权重合计100分"""
    if facts.weights is None:
        return "还没有设权重。请先设权重。"
    return f"权重合计为{facts.weights:f}分，应为100分。请改权重。" if facts.weights != HUNDRED else None


def measures_done(facts: Facts) -> str | None:
    """整改措施都已完成"""
    if facts.measures_open is None:
        return "还没有登记整改措施。请先登记措施、责任人和期限。"
    return f"还有{facts.measures_open}条整改措施没有完成。请完成后再销号。" if facts.measures_open else None


# --- evaluation and ex-ante assessment


def evaluator_independent(facts: Facts) -> str | None:
    """评价方与委托方、被评价方没有利害关系"""
    if facts.experts == 0:
        return "还没有邀请评价方，也就还没有声明回避情况。请先邀请，再由本人声明。"
    if facts.independent is None:
        return "还没有声明回避情况。请由评价方声明。"
    return None if facts.independent else "评价方与委托方或被评价方有利害关系，应当回避。请另选。"


def scheme_sound(facts: Facts) -> str | None:
    """权重合计100分，产出和效益占够比重"""
    problem = weights_add_up(facts)
    if problem:
        return problem
    least = legal_number("evaluation_results_weight_minimum").latest
    if facts.results_weight is None or facts.results_weight < least:
        shown = "没有设" if facts.results_weight is None else f"只占{facts.results_weight:f}%"
        return f"产出和效益的权重{shown}，不应低于{least:f}%。请改指标体系。"
    return None


def sheets_in(facts: Facts) -> str | None:
    """专家都已交评分表"""
    least = legal_number("evaluation_experts_minimum").latest
    if facts.experts is None or facts.experts < least:
        return f"评分专家不足{least:f}人。请增加专家。"
    if facts.sheets_missing is None or facts.sheets_missing:
        return f"还有{facts.sheets_missing or '若干'}张评分表没有交。请催交后再汇总。"
    return None


def papers_linked(facts: Facts) -> str | None:
    """底稿都附佐证"""
    if facts.unlinked is None:
        return "还没有底稿。请先登记底稿。"
    return f"有{facts.unlinked}份底稿没有连到佐证。请逐份连上。" if facts.unlinked else None


def objections_answered(facts: Facts) -> str | None:
    """反馈意见都已答复"""
    if facts.objections_open is None:
        return "还没有征求意见的结果。请等被评价单位反馈，或登记其无意见。"
    return f"还有{facts.objections_open}条反馈意见没有答复。请逐条写明采纳与否。" if facts.objections_open else None


def materials_in(facts: Facts) -> str | None:
    """必交材料齐全"""
    if facts.missing is None:
        return "还没有登记材料。请先登记。"
    return f"还缺{facts.missing}份必交材料。请补交，或写明不适用的原因。" if facts.missing else None


def nothing_undecidable(facts: Facts) -> str | None:
    """各维度都能判定"""
    if facts.undecidable is None:
        return "还没有评分。请先评分。"
    if facts.undecidable:
        return f"有{facts.undecidable}个维度因缺少佐证不能判定。不能判定不等于不通过，请要求补充材料。"
    return None


def something_undecidable(facts: Facts) -> str | None:
    """有维度因缺佐证不能判定"""
    return opinion_given(facts) if facts.undecidable else "没有因缺少佐证而不能判定的维度。请直接出结论。"


# --- rectification


def proof_given(facts: Facts) -> str | None:
    """附整改佐证"""
    return None if facts.attachments else "没有附整改佐证。请上传后再报告整改完成。"


def no_longer_found(facts: Facts) -> str | None:
    """重新审核不再发现"""
    if facts.still_found is None:
        return "还没有重新审核。请先对改后的表重新审核。"
    return "重新审核仍然发现同一个问题。请退回继续整改。" if facts.still_found else None


# --- publication


def publication_complete(facts: Facts) -> str | None:
    """公开内容齐全"""
    if facts.incomplete is None:
        return "还没有生成公开文件。请先生成。"
    return f"公开内容还缺{facts.incomplete}项。请补齐；没有内容的也要公开空表并说明。" if facts.incomplete else None


def privacy_cleared(facts: Facts) -> str | None:
    """没有未处理的隐私"""
    if facts.privacy_hits is None:
        return "还没有做隐私检查。请先检查。"
    return (
        f"还有{facts.privacy_hits}处可能涉及个人隐私。请遮盖，或逐处写明可以公开的理由。"
        if facts.privacy_hits
        else None
    )


def not_secret(facts: Facts) -> str | None:
    """经保密审查不涉密"""
    if facts.secret is None:
        return "还没有做保密审查。请由单位负责人审查。"
    return "经保密审查为涉密，不得公开。请办理“不公开”，并公开说明。" if facts.secret else None


def is_secret(facts: Facts) -> str | None:
    """经保密审查涉密"""
    return opinion_given(facts) if facts.secret else "没有认定涉密，应当公开。请先做保密审查。"


def files_clean(facts: Facts) -> str | None:
    """文件不带作者、批注、修订、隐藏列"""
    if facts.residues is None:
        return "还没有检查公开文件。请先生成并检查。"
    return f"公开文件里还有{facts.residues}处作者信息、批注、修订或隐藏列。请重新生成。" if facts.residues else None
