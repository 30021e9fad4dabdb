"""Cousins of the mistakes that the fourteenth set showed to be missed: what is measured, how it is paid, what it costs."""

# ruff: noqa: F403, F405
# fmt: off
from written_sets import written

from planted.tables import *

_TABLES = {one.project.name: (one.project, one.year) for name in ("twelfth", "thirteenth", "fourteenth") for one in written(name)}


def cousin(rule, note, part, edits, *found, **more):
    """A fault in the one table of the later sets whose name holds these words."""
    table, year = next(entry for name, entry in _TABLES.items() if part in name)
    return fault(rule, f"{note}（表亲）", table, edits, *found, year=year, **more)


COUSINS = [
    # ZSA13 what the money goes to, and no sum of any of it
    cousin("ZSA13", "设备清单只有总价和出资", "采编播", {"purpose": "用于采购4K摄像机、航拍无人机、非线性编辑工作站、演播室提词器等设备，共需60万元，全部为财政资金。"}, ("purpose", "60万元")),
    cousin("ZSA13", "分号列事，不列各项金额", "无偿献血", {"purpose": "1.采血耗材；2.核酸检测试剂；3.献血者纪念品；4.流动献血车燃油和保养。总计424万元，由市级财政安排。"}, ("purpose", "424万元")),
    cousin("ZSA13", "两级各出多少写了，各花多少没写", "燃气老化", {"purpose": "实施市政管道更换、庭院管道改造、户内立管改造、阀门井更换等，所需资金420万元，其中中央预算内资金300万元，县级120万元。"}, ("purpose", "420万元")),
    cousin("ZSA13", "会费笼统一句", "受灾群众", {"purpose": "主要用于受灾群众口粮救助、棉被购置、棉大衣购置、物资运输等支出，资金共248万元，上级补助198万元，县级承担50万元。"}, ("purpose", "248万元")),
    # ZSB02 the contrary of the name, or the cost of another thing
    cousin("ZSB02", "合格率算成不合格批次", "食品安全抽检", {"[评价性抽检合格率].description": "评价性抽检不合格批次占抽检批次的比例"}, ("[评价性抽检合格率].description", "不合格")),
    cousin("ZSB02", "准点率算成晚点班次", "校车服务", {"[接送准点率].level3": "接送正点率", "[接送准点率].description": "晚点班次÷总班次×100%", "goal": ("接送准点率", "接送正点率")}, ("indicators[5].description", "晚点")),
    cousin("ZSB02", "完好率算成损坏的设施", "城区公厕", {"[公厕设施完好率].description": "抽查中损坏的设施除以抽查设施"}, ("[公厕设施完好率].description", "损坏")),
    cousin("ZSB02", "成活率算成枯死株数", "小流域", {"[林木成活率].description": "样地枯死株数占栽植株数的比例"}, ("[林木成活率].description", "枯死")),
    cousin("ZSB02", "准确率算成录错的个案", "两癌", {"[个案信息录入准确率].description": "录入错误个案÷抽查个案×100%"}, ("[个案信息录入准确率].description", "错误")),
    cousin("ZSB02", "书屋更新费除成了公里", "流动图书车", {"[每个书屋更新费用].description": "全年燃油支出÷行驶里程"}, ("[每个书屋更新费用].description", "里程")),
    cousin("ZSB02", "检验费除成了天数", "食品安全抽检", {"[每批次检验费].description": "车辆租赁费用÷租用天数"}, ("[每批次检验费].description", "天数")),
    cousin("ZSB02", "口译费除成了绿地面积", "民族语言", {"[单场口译费].description": "绿化养护支出÷养护面积"}, ("[单场口译费].description", "面积")),
    # ZSB06 a standard about something else
    cousin("ZSB06", "校车准点依据档案著录规则", "校车服务", {"[接送准点率].basis": "DA/T 18-2022《档案著录规则》"}, ("[接送准点率].basis", "档案")),
    cousin("ZSB06", "测评达标依据公厕标准", "政务云", {"[测评达标率].basis": "CJJ 14-2016《城市公共厕所设计标准》"}, ("[测评达标率].basis", "公共厕所")),
    cousin("ZSB06", "著录依据混凝土规范", "档案", {"[著录差错率].basis": "GB 50204-2015《混凝土结构工程施工质量验收规范》"}, ("[著录差错率].basis", "混凝土")),
    cousin("ZSB06", "驻防天数依据畜禽标准", "森林消防", {"[靠前驻防天数].basis": "《畜禽屠宰卫生检疫规范》"}, ("[靠前驻防天数].basis", "畜禽")),
    cousin("ZSB06", "高龄津贴准确率依据公路规范", "高龄津贴", {"[津贴发放准确率].basis": "JTG H10-2009《公路养护技术规范》"}, ("[津贴发放准确率].basis", "公路")),
    # ZSB09 asked at a strange place, another county
    cousin("ZSB09", "档案馆的问卷发在温泉度假村", "档案", {"[查档群众满意度].description": "在云溪温泉度假村发放问卷300份，满意和较满意占比"}, ("[查档群众满意度].description", "云溪温泉度假村")),
    cousin("ZSB09", "送教家长满意度在殡仪馆问", "送教上门", {"[家长满意度].description": "到长青殡仪馆走访46户，满意和较满意占比"}, ("[家长满意度].description", "长青殡仪馆")),
    cousin("ZSB09", "公路养护问到人民医院", "日常养护", {"[沿线群众和驾驶员满意度].description": "每半年在惠民人民医院访问80人，满意和较满意人数占比"}, ("[沿线群众和驾驶员满意度].description", "惠民人民医院")),
    cousin("ZSB09", "渡口乘客在污水处理厂问", "公益性渡口", {"[乘客满意度].description": "在城东汽贸产业园随机访问180人，满意和较满意占比"}, ("[乘客满意度].description", "城东汽贸产业园")),
    cousin("ZSB09", "旗法院的表里写着别县", "民族语言", {"[陪审员满意度].description": "向正定县85名陪审员发放问卷，满意和较满意占比"}, ("[陪审员满意度].description", "正定县")),
    # ZSB16 the output again, in another scale or other words
    cousin("ZSB16", "抽检批次又当社会效益", "食品安全抽检", None, ("indicators[9].level3", "快检"), add=((BEN, SOC, "全年农贸市场快检总批次", "农贸市场全年快检累计批次", "≥28800批次", "每站每月100批次的工作要求"),)),
    cousin("ZSB16", "救助人数换成个位再写", "受灾群众", None, ("indicators[10].level3", "救助"), add=((BEN, SOC, "冬春救助总人数", "全县领取冬春救助金的群众总数", "≥11200人", "2025年冬春需救助情况统计表"),)),
    cousin("ZSB16", "检定台件换成万台件", "计量器具", None, ("indicators[11].level3", "检定"), add=((BEN, SOC, "全年免费检定器具总台件数", "全年出具检定证书的器具累计台件", "≥0.86万台件", "2025年8430台件"),)),
    # ZSB18 of whom
    cousin("ZSB18", "工作满意度", "档案", {"[查档群众满意度].level3": "工作满意度", "[查档群众满意度].description": "窗口评价不少于300份，满意和较满意占比", "goal": ("查档群众满意度96%", "工作满意度96%")}, ("indicators[9].level3|indicators[9].description", "")),
    cousin("ZSB18", "演出展览满意度", "青铜器", {"[观众满意度].level3": "展览效果满意度", "[观众满意度].description": "发放问卷200份，满意和较满意占比", "goal": ("观众满意度90%", "展览效果满意度90%")}, ("indicators[9].level3|indicators[9].description", "")),
    cousin("ZSB18", "检定服务质量满意率", "计量器具", {"[消费者满意度].level3": "检定服务质量满意率", "[消费者满意度].description": "书面问卷240份，满意和较满意占比", "goal": ("消费者满意度90%", "检定服务质量满意率90%")}, ("indicators[10].level3|indicators[10].description", "")),
    # ZSC02 reached already
    cousin("ZSC02", "书屋开放率目前九成八", "流动图书车", {"[书屋常年开放率].basis": "目前书屋实际开放率已达98.3%"}, ("[书屋常年开放率].target", "96%")),
    cousin("ZSC02", "描述里说已覆盖一百九十个部门", "政务云", {"[在云上运行业务系统的部门].basis": "目前已有58个部门的系统上云"}, ("[在云上运行业务系统的部门].target", "52个")),
    cousin("ZSC02", "不良反应已降到百分之零点九", "无偿献血", {"[采血不良反应发生率].basis": "目前发生率已降至0.9%"}, ("[采血不良反应发生率].target", "1.5%")),
    cousin("ZSC02", "现已办到八分钟，还定十分钟", "档案", {"[平均查档等候时间].description": "登记到拿到副本的平均用时，目前已缩短到7分钟"}, ("[平均查档等候时间].target", "10分钟")),
    # ZSC05 many times the years before
    cousin("ZSC05", "播放量是去年的十二倍", "采编播", {"[短视频全网播放量].target": "≥8000万次", "goal": ("播放量达到800万次", "播放量达到8000万次")}, ("[短视频全网播放量].target", "8000")),
    cousin("ZSC05", "消费多写一位", "龙舟", {"[带动餐饮住宿消费].target": "≥12000万元", "goal": ("消费1200万元", "消费12000万元")}, ("[带动餐饮住宿消费].target", "12000")),
    cousin("ZSC05", "利用份次翻了近十倍", "种质资源", {"[种质资源共享利用份次].target": "≥320份次", "goal": ("提供利用35份次", "提供利用320份次")}, ("[种质资源共享利用份次].target", "320")),
    cousin("ZSC05", "伤损率一年降到十分之一", "人工增雨", {"[冰雹受灾面积占比].target": "≤0.2%", "goal": ("降到1.8%以下", "降到0.2%以下")}, ("[冰雹受灾面积占比].target", "0.2")),
    # ZSC06 dear things
    cousin("ZSC06", "血袋六百二变六千二", "无偿献血", {"purpose": ("血袋28000套×62元=173.6万元", "血袋280套×6200元=173.6万元")}, ("purpose", "6200元")),
    cousin("ZSC06", "棉被每床一千六", "受灾群众", {"purpose": ("购置棉被2000床，每床160元，32万元", "购置棉被200床，每床1600元，32万元"), "[棉被采购单价].target": "≤1600元/床", "[发放棉被数量].target": "≥200床", "goal": ("棉被2000床", "棉被200床"), "[棉被采购单价].basis": "采购计划"}, ("purpose", "1600元")),
    cousin("ZSC06", "灭火器两千元一具", "公益性渡口", {"purpose": ("灭火器100具×200元", "灭火器10具×2000元")}, ("purpose", "2000元")),
    cousin("ZSC06", "宣传单三十五元一张", "两癌", {"purpose": ("宣传单印制和乡镇组织动员3.2万元", "宣传单800张，每张40元，3.2万元")}, ("purpose", "40元")),
    # ZSC07 cheap things and too little for each
    cousin("ZSC07", "棉大衣十二元一件", "受灾群众", {"purpose": ("棉大衣1200件，每件120元，14.4万元", "棉大衣12000件，每件12元，14.4万元"), "[发放棉大衣数量].target": "≥12000件", "goal": ("棉大衣1200件", "棉大衣12000件")}, ("purpose", "12元")),
    cousin("ZSC07", "救生衣一元八一件", "公益性渡口", {"purpose": ("救生衣500件×180元", "救生衣50000件×1.8元")}, ("purpose", "1.8元")),
    cousin("ZSC07", "电子秤三十元一台", "计量器具", {"purpose": ("公平秤更换90台×480元", "公平秤更换1440台×30元"), "[更换公平秤数量].target": "≥1440台", "goal": ("更换公平秤90台", "更换公平秤1440台")}, ("purpose", "30元")),
    # ZSD04 all at once, late
    cousin("ZSD04", "奖补年底验收后一次兑付", "幸福食堂", {"purpose": ("补助按季度审核就餐台账后拨付到镇街。", "全部补助资金年底考核后一次性兑付到镇街。")}, ("fund_plan.3", "25")),
    cousin("ZSD04", "合同款十二月一次付清", "土地改革档案", {"purpose": ("总费用46万元。", "总费用46万元，合同款待12月验收合格后一次性支付。")}, ("fund_plan.6", "30")),
    cousin("ZSD04", "各项经费年终统一结清", "民族语言", {"purpose": ("以上测算36万元。", "以上测算36万元，各项费用年终考核后统一一次性结算。")}, ("fund_plan.3", "25")),
    cousin("ZSD04", "四季度一次拨付", "秸秆离田", {"purpose": ("补贴实行先作业、后核验、再公示、后兑付，春季作业6月底前兑付40%，秋季作业12月底前兑付60%。", "全部资金在第四季度核验公示后一次性兑付。")}, ("fund_plan.6", "40")),
    # ZSD09 few, in other words
    cousin("ZSD09", "五名代表打分", "森林消防", {"[乡镇和林场满意度].description": "由6名乡镇代表打分，满意和较满意占比"}, ("[乡镇和林场满意度].description", "6名")),
    cousin("ZSD09", "问卷二十张", "渡船更新", {"[乘客满意度].description": "在渡口发放问卷20张，满意和较满意占比"}, ("[乘客满意度].description", "20张")),
    cousin("ZSD09", "电话回访十五次", "人工增雨", {"[防护区农户满意度].description": "电话回访15次，满意和较满意占比"}, ("[防护区农户满意度].description", "15次")),
    cousin("ZSD09", "座谈九位家长", "公益课程", {"[家长满意度].description": "召集9位家长座谈，满意和较满意占比"}, ("[家长满意度].description", "9位")),
    cousin("ZSD09", "样本写在指标值里", "政府门户网站", {"[网民满意度].description": "满意和较满意占比", "[网民满意度].target": "≥90%（征求12人意见）"}, ("[网民满意度].target", "12人")),
    cousin("ZSD09", "五个企业填表", "储备粮", {"[承储企业满意度].description": "请5个企业填写评价表，满意和较满意占比"}, ("[承储企业满意度].description", "5个")),
]
