"""Mistakes of clerks, planted one at a time into good tables: what each review rule must find, and where.

One file a group of rules (``a`` to ``i``), each a list ``FAULTS`` that reads as data; ``second_wave`` holds one more fault
a rule, written after the rules had been mended on the others; ``strangers`` and ``questions`` were written from the
catalogue alone, the latter for rules that ask people to look or know facts from other papers. :mod:`planted.fault` says what the words of a line mean.
``KNOWN_MISSES`` names the faults that the rules do not see, with the reason.
"""

from importlib import import_module

from planted.fault import Fault

GROUPS = (
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    "h",
    "i",
    "second_wave",
    "strangers",
    "questions",
    "newcomers",
    "passers_by",
    "kin",
    "cousins",
    "guests",
    "lodgers",
    "tenants",
)

WRITTEN = (
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twentyfirst",
    "twentysecond",
    "twentythird",
    "twentyfourth",
    "twentyfifth",
    "twentysixth",
    "twentyseventh",
    "twentyeighth",
    "twentyninth",
    "thirtieth",
    "thirtythird",
    "thirtyfifth",
    "thirtysixth",
    "thirtyninth",
    "fortyfirst",
    "fortyfourth",
    "fortyfifth",
    "fortysixth",
)
"""Sets written as data under ``sets/``, each with its good tables and the faults planted into them."""

KNOWN_MISSES: dict[str, str] = {
    "ZSG08 演练四次不写是一年还是一季（thirtysixth，林场森林防火）": "演练按年办，次数少的不写周期也不会错",
    "ZSB12 体检经费拨付率当作经济效益（thirtyninth，65岁及以上老年人免费健康体检）": "补助发放率按放错位置说（ZSH06），不说两遍",
    "ZSB02 预警终端套数的解释粘成宏观观测点（thirtysixth，地震监测台站运行维护）": "终端和观测点都按个数数，单看用词不远",
    "ZSB01 混进一条企业加计扣除的指标（thirtyfifth，陆生野生动物收容救护）": "加计扣除在行业的用词里没有，单看用词认不出是别的行业",
    "ZSD08 终生存活率没有跟踪只凭估计（thirtyfifth，陆生野生动物收容救护）": "估计出来的数要看那件事能不能跟踪，由人判断",
    "ZSB02 公墓个数的解释写成骨灰格位（thirtyfifth，惠民殡葬与节地生态安葬奖补）": "格位和公墓同是殡葬的事，单看用词不远",
    "ZSF10 志愿者天数加了十天补助没重算（thirtyfifth，无偿献血宣传招募与血液检测）": "由ZSF11说出：同一格",
    "ZSB05 监测站的目标里管起婚姻登记（thirtyfifth，无线电监测设备购置）": "一句之差，单看行业不敢说错",
    "ZSE03 目标开头三百人下文二百四十人（twentyninth，残疾人职业培训和就业补贴）": "前后两个数说的名称不同，不敢当作一件事",
    "ZSB15 观众满意度换个叫法又写一条（twentyninth，文化惠民演出活动）": "两个名称没有几个相同的词",
    "ZSA08 全表只剩四条指标（twentyninth，文化惠民演出活动）": "四条各说一面，数量、质量、时效、效益都有；缺满意度由ZSA03说出",
    "ZSE02 用途二十一栋与目标十八栋（twentyninth，2026年城镇老旧小区改造工程）": "由ZSC01说出：指标值一格",
    "ZSB06 诊疗占比依据公厕卫生规范（twentyninth，乡镇卫生院医疗设备购置）": "依据的名称里也有“卫生”，看不出是别的事",
    "ZSB09 抄来的句子还带着林场（twentyninth，沙渠河和杨柳河清淤工程）": "林场不是水利局的同类单位，单看用词不敢说错",
    "ZSB02 灯具盏数的描述说的是课桌椅（twentythird，农村小学教室照明改造）": "课桌椅是教室里的东西，单看用词不远",
    "ZSB02 细鳞鲴尾数的描述讲宣传短视频（twentyfifth，雁湖和清溪水库水生生物增殖放流）": "描述里也有“放流”，用词不远",
    "ZSB04 标识牌只在指标里有（twentyfifth，古树名木抢救复壮和日常管护）": "由ZSB01说出：同一格",
    "ZSB05 计量所去查非法营运车辆（twentyfifth，民生领域计量器具免费强制检定）": "市场监管单位也查车上的计价器，单看行业不敢说错",
    "ZSB15 在线率写了两遍（twentythird，森林防火视频监控系统租赁和维护）": "点位和设备可能不是一回事，依据也不同",
    "ZSB16 产出有展位使用率效益又有展位利用率（twentythird，第四届金秋农产品展销会）": "使用率和利用率口径不同，描述没有说是一回事",
    "ZSB16 受检率在效益里又说一遍（twentyfifth，民生领域计量器具免费强制检定）": "由ZSH06说出：同一格",
    "ZSH03 签约份数放到可持续影响（twentythird，第四届金秋农产品展销会）": "由ZSB12说出：同一格",
    "ZSG11 卫生室写成为生室（twentyfirst，村卫生室运行补助）": "“为”自己也是常用的字，单看“为生”讲得通",
    "ZSC02 全年借一百册（eighth，图书购置与阅读推广）": "表里没有写上年借阅量，一百册是多是少无从比",
    "ZSC06 一百六十万补两台（eighth，农机购置补贴县级配套）": "补贴多少算合理看机具价格，表里没有写",
    "ZSF11 轮椅款少算（eighth，残疾人辅助器具适配）": "单价列在前面，得数用“分别”列在后面，对应不上",
    "ZSB01 劳务费里冒出水质（tenth，园区保安保洁劳务费）": "保洁和环境保护是邻行，不当作别的行业",
    "ZSE01 征集一百六与一百五（tenth，征兵工作经费）": "目标写“征兵任务160人”，和“征集新兵人数”没有一个相同的词",
    "ZSF11 会期四天没重算（ninth，县人民代表大会会议经费）": "会期与算式里的天数不一，算式自己是对的",
    "ZSF11 人均费用与合计不符（eighth，重点优抚对象短期疗养）": "写着每人每期，一人去几期没有写，不敢说错",
    "ZSB01 修陵园却考核退役军人培训（fourteenth，武原烈士陵园修缮）": "退役军人是单位的本行，单看行业分不出是别的项目",
    "ZSB01 管网项目设适龄儿童入学率（twentyfirst，开发区东区污水管网新建）": "由ZSB04说出：开发区的单位什么行业都办，单看行业不敢说错",
    "ZSD08 幸福感提升没法取数（twentyfifth，流浪乞讨和临时遇困人员救助）": "由ZSG02说出：同一格，说幸福感没有算法",
    "ZSC06 九万元只办一场社区活动（twentyfifth，非物质文化遗产传承人补助和传习所扶持）": "单价、场次、成本指标写得一致，一场活动多大规模没有写，九万元是否太多无从比",
    "ZSC07 十二万元要采录一百六十部（twentyfifth，非物质文化遗产传承人补助和传习所扶持）": "单价与数量算得拢，口述史一部该多少钱没有可靠的公开数",
    "ZSB03 患者满意度写进目标却没有指标（twentysixth，乡镇卫生院诊疗设备购置）": "删去患者满意度后医务人员满意度还在，把它当成了目标里说的满意度",
    "ZSB11 小区改造扯到全区招商和财政收入（twentysixth，建设路片区老旧小区改造）": "没有写数的大话，哪些算离项目太远没有可靠的词表",
    "ZSB09 目标里留着别的区林业局的名字（twentysixth，森林防火巡护和物资储备）": "区名直接写在句子开头，前面没有“由”“在”一类的字，没有认出来",
    "ZSE03 目标前面35公里后面38公里（twentysixth，森林防火巡护和物资储备）": "后一处写在合格率的名称里，像是率的一部分，不当作数量",
    "ZSB01 营养餐里设了校园监控摄像头（twentysixth，农村义务教育学生营养膳食补助）": "由ZSB04说出：同一格",
    "ZSD07 补贴没有对象标准由机构自行掌握（twentysixth，补贴性职业技能培训）": "由ZSA13说出：同一格",
    "ZSF11 县道每公里标准与小计乘不出来（twentysixth，农村公路日常养护）": "县道、乡道、村道的里程都写在前一句，标准和小计分在后几句，没有对应上",
    "ZSG11 膳食写成善食（twentysixth，农村义务教育学生营养膳食补助）": "“善食”两个字各自常用，错字表里没有",
    "ZSC01 用途维护四十六站指标只要三十（twentyeighth，气象灾害监测预警系统运行维护）": "用途的单位是“站”，指标的单位是“个”，不当作同一个数",
    "ZSB09 残留体育中心的话（twentyeighth，馆藏古籍修复和数字化）": "写的是场馆，不是同类单位或别的地方",
    "ZSE03 目标前后叶数不同（twentyeighth，馆藏古籍修复和数字化）": "两处说法不同，由ZSB03说出",
    "ZSB15 火化减免的逝者换个说法再计一遍（twentyeighth，惠民殡葬基本服务费减免）": "两个名称没有几个相同的词",
}
"""Fault (rule, then its words) → why the rule does not see it. Tested to be exactly the faults that are missed."""


def faults() -> list[Fault]:
    """Every planted fault, in the order of rules."""
    found = [fault for group in GROUPS for fault in import_module(f"planted.{group}").FAULTS]
    written = import_module("written_sets").written
    found += [fault for name in WRITTEN for table in written(name) for fault in table.faults]
    return sorted(found, key=lambda fault: fault.rule)
