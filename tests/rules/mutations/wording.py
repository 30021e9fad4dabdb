"""Vague, empty and mistyped words, broken brackets and marks, misprinted document numbers, stale phrases."""

from __future__ import annotations

import re
from random import Random

from mutation_cells import changed, row_cells, rows, sentence_into, target_of, texts

from mutations import Good, Mutant, Mutation
from zhunsheng.model.address import put_cell
from zhunsheng.model.indicator import Indicator

EMPTY_PHRASES = (
    "努力开创工作新局面", "各项工作再上新台阶", "争取取得更大成绩", "进一步提高工作水平", "力争把工作做得更好",
    "有力推动各项工作迈上新台阶", "为全县经济社会高质量发展作出应有贡献", "不断增强人民群众的获得感、幸福感", "工作质量有所提高",
    "尽力为群众多办实事", "取得良好的经济效益和社会效益", "全面提升综合服务能力和水平", "切实把好事办好、实事办实",
    "推动工作再创佳绩", "得到社会各界一致好评", "努力打造一流品牌", "使各项工作走在前列", "营造良好社会氛围",
    "尽可能满足各方面需要", "逐步完善相关工作", "争创一流业绩", "努力使群众更加满意", "大力提升形象和影响力",
    "高标准高质量完成全年工作任务", "让群众得到更多实惠", "工作成效得到各级领导充分肯定", "树立良好的部门形象", "尽最大努力做好服务",
    "为经济社会发展保驾护航", "把工作做得更扎实、更有成效", "促进社会事业全面进步", "有效提高资金使用效益", "奋力谱写新篇章",
)  # fmt: skip

VAGUE_TARGETS = (
    "有所提高", "逐步改善", "明显缩短", "较好", "明显提高", "有效提升", "显著改善", "进一步提高", "不断提升", "大幅提高",
    "逐年提高", "有所改善", "稳步提升", "明显", "显著", "良好", "较高", "基本满意", "效果明显", "长期", "持续", "有效保障",
    "进一步增强", "得到提升", "不断改善", "明显增强", "有所下降", "逐步完善", "较上年提高", "尽快完成", "效果良好", "提高",
)  # fmt: skip


def empty_phrase(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A sentence that means nothing is added to the goal."""
    goal = good.project.goal
    return (goal and changed(good, "goal", sentence_into(goal, random.choice(EMPTY_PHRASES), random))) or None


def _is_result(row: Indicator) -> bool:
    return (row.level1 or "")[:2] in ("效益", "效果", "满意") and bool(
        re.match(r"[≥≤=]?[\d.]+(?:%|百分比)", target_of(row))
    )


def vague_target(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The figure of a benefit gives way to a vague word."""
    found = rows(good, _is_result)
    if not found:
        return None
    number, _ = random.choice(found)
    return changed(good, f"indicators[{number}].target", random.choice(VAGUE_TARGETS))


def vague_output(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The figure of an output gives way to a vague word."""
    words = (
        "若干", "一批", "部分", "及时", "较多", "适量", "按需", "据实", "足额", "按时完成", "达标", "合格", "优良", "完成任务", "按计划完成",
        "符合要求", "达到要求", "有所增加",
    )  # fmt: skip
    found = rows(good, lambda row: row.level1 == "产出指标" and bool(re.match(r"[≥≤=][\d.]+", target_of(row))))
    if not found:
        return None
    number, _ = random.choice(found)
    return changed(good, f"indicators[{number}].target", random.choice(words))


_ABSTRACT = (
    ("提升群众获得感", "群众获得感提高情况"), ("社会影响力", "项目在社会上的影响"), ("群众幸福感提升", "群众幸福感比上年提升"),
    ("社会和谐稳定程度", "社会和谐稳定情况"), ("干部作风改善程度", "干部作风转变情况"), ("营商环境优化程度", "反映营商环境优化情况"),
    ("公众环保意识提升", "公众环境保护意识提高程度"), ("促进经济发展", "对当地经济发展的促进作用"), ("城市形象提升度", "城市对外形象改善程度"),
    ("群众安全感提升程度", "群众安全感变化"), ("工作人员素质提高", "工作人员综合素质提高程度"), ("服务水平提升", "服务水平提升情况"),
    ("文明程度提高", "市民文明素养提高程度"), ("对社会稳定的贡献", "维护社会稳定"), ("居民心理负担减轻程度", "居民心理负担减轻情况"),
    ("知名度和美誉度", "区域知名度提高"), ("生活质量改善", "受益群众生活质量改善情况"), ("党性修养提高", "党员党性修养提高情况"),
    ("凝聚力增强", "单位凝聚力增强程度"), ("法治意识增强", "群众法治意识增强情况"), ("可持续发展能力", "项目可持续发展能力"),
    ("文化自信增强", "群众文化自信增强程度"),
)  # fmt: skip


def unmeasurable(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A benefit becomes a percentage of something nobody can measure."""
    found = rows(good, lambda row: (row.level1 or "")[:2] in ("效益", "效果"))
    if not found:
        return None
    number, _ = random.choice(found)
    name, description = random.choice(_ABSTRACT)
    project = put_cell(good.project, f"indicators[{number}].level3", name)
    project = put_cell(project, f"indicators[{number}].description", description)
    target = random.choice(("≥30%", "≥95%", "≥10%", "≥80%", "≥90%", "≥20%", "≥95百分比", "=100%"))
    project = put_cell(project, f"indicators[{number}].target", target)
    return Mutant(project, frozenset(row_cells(number, "level3", "target", "description")), f"{name} {target}")


def bare_as_words(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A name or a description is a number."""
    number = random.randrange(len(good.project.indicators))
    column = random.choice(("level3", "description"))
    return changed(
        good, f"indicators[{number}].{column}", random.choice(("88", "100", "20", "1", "95%", "5", "12", "0"))
    )


_SENTENCES = (
    "确保{0}达到上级规定要求", "{0}达到{1}", "通过项目实施，使{0}有较大提高", "全年{0}{1}", "保证{0}不低于去年水平并逐步提高",
    "{0}（{1}）", "加强管理，做好工作，{0}", "{0}对促进当地经济社会发展的推动作用", "按时按质按量完成{0}有关工作任务",
    "{0}不低于{2}", "努力提高{0}，让群众满意", "{0}要达到{2}以上",
)  # fmt: skip


def sentence_name(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A name is a sentence, or holds the target."""
    found = rows(good, lambda row: bool(re.match(r"[≥≤=]\d", target_of(row)) and row.level3))
    if not found:
        return None
    number, row = random.choice(found)
    target = target_of(row)
    name = random.choice(_SENTENCES).format(row.level3, target, target[1:])
    return changed(good, f"indicators[{number}].level3", name)


_PAIRS = {"（": "）", "《": "》", "“": "”", "(": ")", "〔": "〕"}
_PAIRED = re.compile(r"（[^（）]+）|《[^《》]+》|“[^“”]+”|\([^()]+\)")


def bracket(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """One of a pair is gone; list numbers in brackets are left alone."""
    found = [
        (address, text, one)
        for address, text in texts(good.project, "purpose", "goal", "level3", "description", "basis", "name")
        for one in _PAIRED.finditer(text)
        if not re.fullmatch(r"[（(][\d一二三四五六七八九十]+[）)]", one.group())
    ]
    if not found:
        return None
    address, text, one = random.choice(found)
    at = random.choice((one.start(), one.end() - 1))
    return changed(good, address, text[:at] + text[at + 1 :])


_WORDS = (
    "开展", "进行", "完成", "组织", "保障", "服务", "管理", "建设", "群众", "项目", "工作", "资金", "人员", "设备", "活动", "培训",
    "检查", "维护", "更新", "满意", "居民", "单位", "全县", "全年", "用于", "合计", "每人", "每年", "其中", "补助", "标准", "方案",
    "计划", "合同", "统计", "记录", "通知", "办法", "比例", "数量",
)  # fmt: skip
_ONE = ("的", "和", "在", "为", "对", "与", "并", "由", "按", "占", "及")


def doubled(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A word or a character is typed twice."""
    address, text = random.choice(texts(good.project, "purpose", "goal", "description", "basis"))
    words = [word for word in _WORDS if text.count(word) == 1]
    signs = [word for word in _ONE if text.count(word) == 1]
    if random.random() < 0.3 and signs:
        word = random.choice(signs)
        return changed(good, address, text.replace(word, word * 2))
    if not words:
        return None
    word = random.choice(words)
    wrong = random.choice((word * 2, word[0] + word, word + word[1]))
    return changed(good, address, text.replace(word, wrong))


TYPOS = (
    "培训 陪训", "补贴 补帖", "拨付 拔付", "建立 建力", "健全 建全", "覆盖 复盖", "账户 帐户", "安装 按装", "竣工 峻工", "验收 检收",
    "维护 维户", "满意度 满义度", "居民 居名", "群众 群从", "检测 捡测", "监测 监侧", "购置 购制", "设备 设备备", "绿化 绿画", "卫生 为生",
    "垃圾 拉圾", "完成 完城", "完成 完在", "标准 标淮", "制度 制渡", "质量 质良", "合格率 合格律", "及时率 及时律", "比例 比列", "人均 人匀",
    "补助 补肋", "残疾人 残级人", "救助 求助金", "巡查 巡察率", "宣传 宣穿", "组织 组只", "活动 活洞", "服务 服物", "保障 保帐", "道路 到路",
    "改造 改早", "维修 维休", "更换 更涣", "管道 管到", "照明 召明", "供暖 供缓", "图书 图书书", "档案 挡案", "系统 系统统", "网络 网洛",
    "测算 侧算", "预算 予算", "资金 资今", "经费 经费费", "合同 合铜", "采购 彩购", "招标 召标", "中标 中镖", "单价 单介", "小计 小记",
    "合计 合记", "统计 统记", "调查 调察", "问卷 问券", "抽样 抽洋", "回访 回仿", "老年人 老年入", "学生 学升", "教师 教帅", "医院 医院院",
    "患者 患都", "疫苗 疫描", "接种 结种", "治疗 治料", "住院 往院", "农田 农田田", "灌溉 灌概", "水库 水裤", "堤防 提防", "河道 何道",
    "森林 深林", "造林 造材", "抚育 扶育", "养护 养沪", "巡护 寻护", "防火 放火", "消防 消防防", "应急 应激", "演练 演炼", "事故 事固",
    "安全 安权", "排查 排察", "隐患 隐换", "整改 正改", "处置 处治率", "投诉 投述", "办结 办节", "受理 收理", "审批 审披", "登记 登计",
    "村级 村极", "乡镇 乡真", "街道 接道", "社区 社驱", "县级 县极", "财政 财正", "审计 审记", "档次 挡次", "辅助 铺助", "劳务 劳物",
    "派遣 派谴", "工资 工姿", "社保 设保", "保险 保验", "考核 考合", "评审 评申", "评价 评介", "规划 规化", "方案 方按", "通知 通之",
    "办法 办发", "实施 实失", "意见 意间", "计划 计化", "年度 年渡", "季度 季渡", "工作日 工做日", "达到 达道", "不低于 不底于", "不少于 不少与",
    "不超过 不超国", "控制 空制", "降低 将低", "提高 题高", "增长 增涨率", "减少 减小数", "面积 面集", "公里 公理", "平方米 平方来", "立方米 立方来",
    "种植 种殖", "养殖 养值", "粮食 粮实", "种子 中子", "机械 机戒", "销售 消售", "企业 企叶", "就业 就叶", "创业 创叶", "招聘 招骋",
    "技能 技能能", "证书 正书", "演出 演岀", "观众 观从", "展览 展缆", "读者 读都", "借阅 借悦", "开放 开房", "场馆 场绾", "运动 云动",
    "辖区 暇区", "值班 执班", "执法 执发", "法律 法侓", "调解 调节案", "矛盾 予盾", "纠纷 纠份", "慰问 尉问", "抚恤 扶恤", "优抚 优扶",
    "困难 困难难", "低保 底保", "特困 特因", "孤儿 孤几", "妇女 妇汝", "儿童 儿重", "免费 免费费", "筛查 筛察", "建档 建挡", "签约 签钓",
)  # fmt: skip
"""Right and wrong as typed by sound or by shape, without those where the wrong is a word too."""
_DOUBTFUL = {
    "求助金",
    "巡察率",
    "处治率",
    "增涨率",
    "减小数",
    "调节案",
    "提防",
    "放火",
    "应激",
    "空制",
    "中子",
    "正书",
    "正改",
    "评介",
}


def _typo_pairs() -> list[tuple[str, str]]:
    pairs = [tuple(pair.split(" ")) for pair in TYPOS]
    return [(right, wrong) for right, wrong in pairs if wrong not in _DOUBTFUL and len(right) == len(wrong)]


def typo(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A common word mistyped by sound or shape, where its two neighbours cannot make another word of it."""
    found = [
        (address, text, right, wrong)
        for address, text in texts(good.project, "purpose", "goal", "description", "basis", "level3")
        for right, wrong in _typo_pairs()
        if text.count(right) == 1
    ]
    if not found:
        return None
    pairs = sorted({(right, wrong) for _, _, right, wrong in found})
    chosen = random.choice(pairs)
    address, text, right, wrong = random.choice([one for one in found if one[2:] == chosen])
    return changed(good, address, text.replace(right, wrong))


_DOC = re.compile(r"([\u4e00-\u9fff]{2,10})〔(20\d\d)〕(\d{1,4})号")


def document_number(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A document number is misprinted."""
    found = [
        (a, t, one)
        for a, t in texts(good.project, "purpose", "goal", "description", "basis")
        for one in _DOC.finditer(t)
    ]
    if not found:
        return None
    address, text, one = random.choice(found)
    head, year, number = one.groups()
    wrong = random.choice((
        f"{head}({year}){number}号", f"{head}（{year}）{number}号", f"{head}[{year}]{number}号", f"{head}【{year}】{number}号",
        f"{head}{year}[{number}]号", f"{head}{year}【{number}】号", f"{head}〔{year}〕{number}", f"{head}〔{year[2:]}〕{number}号",
        f"{head}〔{year}〕第{number}号", f"{head}〔{year}〕0{number}号", f"{head}〔{year}{number}号", f"{head}{year}〕{number}号",
        f"{head}{{{year}}}{number}号", f"{head}〔{year}年〕{number}号", f"{head}<{year}>{number}号",
    ))  # fmt: skip
    return changed(good, address, text[: one.start()] + wrong + text[one.end() :])


_TITLE = re.compile(
    r"《((?:中华人民共和国|国家|全国|关于|[一-龥]{2,3}[省市县])[^《》]{4,40}(?:办法|条例|通知|意见|规定|细则|规划|法|规程|指南))》"
)
"""Titles that can be nothing else: they begin with the state, a place or 关于."""


def no_marks(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A title loses its marks."""
    found = [
        (a, t, one)
        for a, t in texts(good.project, "purpose", "goal", "basis", "description")
        for one in _TITLE.finditer(t)
    ]
    found = [one for one in found if "（" not in one[2].group() and one[1].count("《") == 1]
    if not found:
        return None
    address, text, one = random.choice(found)
    return changed(good, address, text[: one.start()] + one.group(1) + text[one.end() :])


def marks(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A half-width comma, a blank, two marks in a row, inside a Chinese sentence."""
    kind = random.randrange(5)
    found = [
        (address, text, one)
        for address, text in texts(good.project, "purpose", "goal")
        for one in re.finditer(
            r"(?<=[\u4e00-\u9fff])" + ("[，；]" if kind < 3 else "。" if kind == 3 else "") + r"(?=[\u4e00-\u9fff])",
            text,
        )
        if kind < 4 or (one.start() > 4 and one.start() < len(text) - 4)
    ]
    if not found:
        return None
    address, text, one = random.choice(found)
    wrong = (",", " ", "，，", "。。", "  ")[kind]
    return changed(good, address, text[: one.start()] + wrong + text[one.end() :])


def lone_number(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The only paragraph of a goal is numbered."""
    goal = good.project.goal or ""
    if not goal or re.search(r"[一二三四]是|[（(]?\d[）)、.．](?!\d)|[①②]|\n|[一二]、", goal):
        return None
    return changed(good, "goal", random.choice(("1、", "1.", "（1）", "一、", "1．", "(1)", "①", "（一）")) + goal)


def short_goal(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A goal of a few words, or one much too long."""
    goal = good.project.goal or ""
    if random.random() < 0.5:
        more = "；".join(others[random.randrange(len(others))].project.goal or "" for _ in range(8))
        return changed(good, "goal", f"{goal}{more}"[:900]) if len(goal + more) > 600 else None
    first = re.split("[，。；\n]", re.sub(r"^[（(]?\d[）)、.．]", "", goal))[0]
    return changed(good, "goal", first + "。") if 6 <= len(first) <= 22 else None


_STALE = (
    "为十三五规划圆满收官打下坚实基础", "为打赢脱贫攻坚战提供保障", "以迎接党的十九大胜利召开为契机", "确保如期实现全面建成小康社会目标",
    "扎实开展党的群众路线教育实践活动", "深入推进“两学一做”学习教育", "为“十二五”规划顺利实施提供支撑", "全面完成“十三五”规划目标任务",
    "认真学习宣传贯彻党的十八大精神", "助力决战决胜脱贫攻坚", "开展保持共产党员先进性教育", "深入开展“三严三实”专题教育",
    "为庆祝中华人民共和国成立70周年营造氛围", "以优异成绩庆祝建党一百周年", "落实新型农村合作医疗政策", "按照县国土资源局要求办理用地手续",
    "配合县卫生和计划生育局做好工作", "由县安监局负责监督", "报县旅游发展委员会备案", "配合县工商局开展检查", "由县质监局组织验收",
    "按县文化广电新闻出版局要求上报", "做好新冠肺炎疫情常态化防控", "落实北京冬奥会保障任务", "为全面建成小康社会奋斗", "建设社会主义新农村，确保如期脱贫",
    "以迎接党的二十大胜利召开为主线", "按省国税局、地税局口径统计", "由县物价局核定收费标准", "报县环保局审批",
)  # fmt: skip


def stale(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A phrase of years gone by in the goal or the purpose."""
    address = random.choice(("goal", "purpose"))
    text = dict(texts(good.project, address)).get(address)
    return changed(good, address, sentence_into(text, random.choice(_STALE), random)) if text else None


MUTATIONS = (
    Mutation("目标加一句空话", ("ZSG01",), empty_phrase),
    Mutation("效益写成含糊的话", ("ZSG03", "ZSG01"), vague_target),
    Mutation("产出写成含糊的话", ("ZSG03", "ZSG01", "ZSA15"), vague_output),
    Mutation("量不了的百分比", ("ZSG02",), unmeasurable),
    Mutation("名称是一句话", ("ZSG09",), sentence_name),
    Mutation("括号少一半", ("ZSG10",), bracket),
    Mutation("字词打了两遍", ("ZSG11",), doubled),
    Mutation("错别字", ("ZSG11",), typo),
    Mutation("文号写错", ("ZSG12", "ZSG10"), document_number),
    Mutation("文件名没有书名号", ("ZSG13",), no_marks),
    Mutation("逗号空格用错", ("ZSG14", "ZSG10"), marks),
    Mutation("只有一个序号", ("ZSG15",), lone_number),
    Mutation("目标太短太长", ("ZSG18",), short_goal),
    Mutation("过时的话", ("ZSG19",), stale),
    Mutation("名称描述是数字", ("ZSG20",), bare_as_words),
)
