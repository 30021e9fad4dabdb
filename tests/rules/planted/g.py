"""Group G: how things are put — words, units, brackets, document numbers."""

# ruff: noqa: F403, F405
# fmt: off
from planted.tables import *

LONG = "本项目的背景是近年来人民群众对美好生活的需要日益增长，原有设施已经使用多年，老化破损，跑冒滴漏，群众反映强烈，多次有代表委员提出建议。" * 12

FAULTS = [
    # ZSG01 vague words
    fault("ZSG01", "力争", SCHOOL, {"goal": ("学生满意度不低于90%", "力争学生满意度不低于90%")}, ("goal", "力争")),
    fault("ZSG01", "尽可能", WATER, {"goal": ("农户满意度不低于90%", "尽可能让农户满意")}, ("goal", "尽可能")),
    fault("ZSG01", "有所提高", TRAINING, {"goal": ("结业学员半年内就业率不低于60%", "学员就业率有所提高")}, ("goal", "有所提高")),
    fault("ZSG01", "进一步加强、不断完善", CLEANING, {"goal": "1、进一步加强背街小巷保洁，不断完善考核。\n2、居民满意度不低于85%。"}, ("goal", "进一步")),
    fault("ZSG01", "努力争取", INVESTMENT, {"goal": ("签约项目3个。", "努力争取签约更多项目。")}, ("goal", "努力")),
    fault("ZSG01", "基本完成", ROAD, {"goal": ("10月底前完成5公里", "10月底前基本完成5公里")}, ("goal", "基本完成")),
    # ZSG02 abstract noun with a percentage
    fault("ZSG02", "社会影响力95%", EVENT, {"[赛事品牌评定等级].level3": "赛事社会影响力", "[赛事品牌评定等级].description": "赛事在全省产生的影响", "[赛事品牌评定等级].target": "≥95%"}, ("[赛事品牌评定等级].target", "95")),
    fault("ZSG02", "促进作用80%", SUBSIDY, None, ("[对和谐社会的促进作用].target", "80"), add=((BEN, SUS, "对和谐社会的促进作用", "反映补贴发放对社会和谐的促进", "≥80%", "2025年工作总结"),)),
    fault("ZSG02", "保障能力提升50百分比", PROCUREMENT, {"[城区5分钟到场率].level3": "消防保障能力提升情况", "[城区5分钟到场率].description": "装备更新后保障能力的提升", "[城区5分钟到场率].target": "≥50百分比", "goal": ("城区5分钟到场率达到95%以上", "提高灭火能力")}, ("[城区5分钟到场率].target", "50"), also=("ZSC08 比依据里的上年数低",)),
    fault("ZSG02", "长期使用性90%", RADIO, None, ("[设施长期使用性].target", "90"), add=((BEN, SUS, "设施长期使用性", "能够长期正常使用", "≥90%", "建设规范"),)),
    fault("ZSG02", "群众幸福感98%", CULTURE, None, ("[群众文化获得感].target", "98"), add=((BEN, SOC, "群众文化获得感", "群众文化生活的获得感", "≥98%", "年度文化惠民计划"),)),
    fault("ZSG02", "服务水平95%", LEGAL_AID, None, ("[法律服务水平].target", "95"), add=((BEN, SUS, "法律服务水平", "反映法律服务的水平", "≥95%", "2025年工作总结"),)),
    # ZSG03 qualitative without grades
    fault("ZSG03", "效果明显", CLEANING, {"[生活垃圾无害化处理率].level3": "城区环境改善情况", "[生活垃圾无害化处理率].description": "街巷环境变好", "[生活垃圾无害化处理率].target": "效果明显"}, ("[生活垃圾无害化处理率].target", "效果明显")),
    fault("ZSG03", "符合相关规定", SCHOOL, {"[图书质量合格率].target": "符合相关规定", "goal": ("，图书合格率100%", "")}, ("[图书质量合格率].target", "符合")),
    fault("ZSG03", "符合要求，描述也没说什么要求", FLOOD, {"[物资验收合格率].level3": "物资质量情况", "[物资验收合格率].description": "防汛物资的质量", "[物资验收合格率].target": "符合要求", "goal": ("，质量合格率100%", "")}, ("[物资验收合格率].target", "符合要求")),
    fault("ZSG03", "显著提升", ROAD, {"[路面质量保修期].level3": "通行能力", "[路面质量保修期].description": "道路通行能力的变化", "[路面质量保修期].target": "显著提升"}, ("[路面质量保修期].target", "显著提升")),
    fault("ZSG03", "长期", WATER, {"[渠道管护年限].level3": "灌溉条件持续改善", "[渠道管护年限].description": "长期改善灌溉条件", "[渠道管护年限].target": "长期"}, ("[渠道管护年限].target", "长期")),
    fault("ZSG03", "有效保障", SYSTEM, {"[重大网络安全事件起数].level3": "政务办公网络保障情况", "[重大网络安全事件起数].description": "保障网络运行", "[重大网络安全事件起数].target": "有效保障", "goal": ("重大网络安全事件0起，", "")}, ("[重大网络安全事件起数].target", "有效保障")),
    fault("ZSG03", "不断提高", TEACHERS, {"[一年内教学改进比例].level3": "教师教学能力", "[一年内教学改进比例].description": "教师教学能力的变化", "[一年内教学改进比例].target": "不断提高"}, ("[一年内教学改进比例].target", "不断提高")),
    # ZSG04 missing operator
    fault("ZSG04", "裸写220盏", PARK, {"[照明路灯数量].target": "220盏"}, ("[照明路灯数量].target", "220盏")),
    fault("ZSG04", "裸写98%", BUS, {"[班次完成率].target": "98%"}, ("[班次完成率].target", "98%")),
    fault("ZSG04", "裸写3000册", SCHOOL, {"[更新图书数量（册）].target": "3000册"}, ("[更新图书数量（册）].target", "3000册")),
    fault("ZSG04", "裸写1.6万人", ROAD, {"[受益人口数量].target": "1.6万人"}, ("[受益人口数量].target", "1.6万人")),
    fault("ZSG04", "裸写25元/立方米", WATER, {"[清淤综合单价].target": "25元/立方米"}, ("[清淤综合单价].target", "25元")),
    # ZSG05 missing or broken unit
    fault("ZSG05", "只有≥97", PARK, {"[亮灯率].target": "≥97"}, ("[亮灯率].target", "97")),
    fault("ZSG05", "25000平方", ROAD, {"[铺筑路面面积].target": "≥25000平方"}, ("[铺筑路面面积].target", "25000平方")),
    fault("ZSG05", "2.7万", CULTURE, {"[惠及群众人次].target": "≥2.7万"}, ("[惠及群众人次].target", "2.7万")),
    fault("ZSG05", "人数没写人", TRAINING, {"[培训人数].target": "≥200"}, ("[培训人数].target", "200")),
    fault("ZSG05", "成本只有数", CANAL, {"[工程总造价].target": "≤480"}, ("[工程总造价].target", "480")),
    fault("ZSG05", "24000立方", WATER, None, ("[清淤土方量].target", "24000立方"), add=((OUT, QTY, "清淤土方量", "完成清淤的土方", "≥24000立方", "工程实施方案"),)),
    # ZSG06 unit does not fit the name
    fault("ZSG06", "事故发生率写起", ROADCARE, {"[因养护不到位引发的责任事故起数].level3": "责任事故发生率"}, ("[因养护不到位引发的责任事故起数].target|[因养护不到位引发的责任事故起数].level3", "起")),
    fault("ZSG06", "面积写公里", ROAD, {"[铺筑路面面积].target": "≥5公里"}, ("[铺筑路面面积].target|[铺筑路面面积].level3", "公里")),
    fault("ZSG06", "人数写百分比", TRAINING, {"[培训人数].target": "≥90%", "goal": ("培训养老护理员200人、分5期", "分5期培训养老护理员")}, ("[培训人数].target|[培训人数].level3", "%")),
    fault("ZSG06", "合格率写册", SCHOOL, {"[图书质量合格率].target": "≥3000册", "goal": ("，图书合格率100%", "")}, ("[图书质量合格率].target|[图书质量合格率].level3", "册")),
    fault("ZSG06", "天数写次", LIBRARY, {"[全年开放天数].target": "≥300次"}, ("[全年开放天数].target|[全年开放天数].level3", "次")),
    fault("ZSG06", "数量写万元", FORESTRY, {"[造林面积].target": "≥118万元", "goal": ("完成造林1000亩，当年", "完成造林，当年")}, ("[造林面积].target|[造林面积].level3", "万元"), also=("ZSB13 数正是预算数",)),
    # ZSG07 people for a rate
    fault("ZSG07", "满意度≥18家", INVESTMENT, {"[参会企业满意度].target": "≥72家", "goal": ("参会企业满意度不低于90%", "参会企业感到满意")}, ("[参会企业满意度].target|[参会企业满意度].level3", "72家")),
    fault("ZSG07", "满意度写人数", BUS, {"[乘客满意度].target": "≥340人", "goal": ("乘客满意度不低于85%", "乘客感到满意")}, ("[乘客满意度].target|[乘客满意度].level3", "340人")),
    fault("ZSG07", "覆盖率写人", SUBSIDY, {"[符合条件老人覆盖率].target": "≥3300人"}, ("[符合条件老人覆盖率].target|[符合条件老人覆盖率].level3", "3300人")),
    fault("ZSG07", "就业率写名", TRAINING, {"[结业学员就业率].target": "≥120名", "goal": ("结业学员半年内就业率不低于60%", "结业学员实现就业")}, ("[结业学员就业率].target|[结业学员就业率].level3", "120名")),
    fault("ZSG07", "满意率写户", WATER, {"[受益农户满意度].level3": "受益农户满意率", "[受益农户满意度].target": "≥90户", "goal": ("农户满意度不低于90%", "农户感到满意")}, ("[受益农户满意度].target|[受益农户满意度].level3", "90户")),
    # ZSG08 frequency without period
    fault("ZSG08", "巡检次数没写每月", SYSTEM, {"[机房巡检次数].target": "≥4次"}, ("[机房巡检次数].target|[机房巡检次数].level3|[机房巡检次数].description", "")),
    fault("ZSG08", "清扫次数没写每日", CLEANING, {"[每日清扫次数].level3": "清扫次数", "[每日清扫次数].description": "每条街巷普扫的次数", "[每日清扫次数].target": "≥2次"}, ("[每日清扫次数].target|[每日清扫次数].level3|[每日清扫次数].description", "")),
    fault("ZSG08", "护理频次", FORESTRY, None, ("[林地巡护频次].target|[林地巡护频次].level3|[林地巡护频次].description", ""), add=((OUT, QTY, "林地巡护频次", "护林员巡护林地的频次", "≥3次", "管护合同"),)),
    fault("ZSG08", "维护次数", PLATFORM, {"[系统巡检次数].level3": "系统维护次数", "[系统巡检次数].description": "对服务器和数据库维护的次数", "[系统巡检次数].target": "≥2次"}, ("[系统巡检次数].target|[系统巡检次数].level3|[系统巡检次数].description", "")),
    fault("ZSG08", "消毒次数", LIBRARY, None, ("[阅览室消毒次数].target|[阅览室消毒次数].level3|[阅览室消毒次数].description", ""), add=((OUT, QLT, "阅览室消毒次数", "对阅览室消毒的次数", "≥2次", "馆内制度"),)),
    # ZSG09 sentence as name
    fault("ZSG09", "名称里带目标值", FORESTRY, {"[造林面积].level3": "完成造林1000亩"}, ("[造林面积].level3", "1000亩")),
    fault("ZSG09", "名称是一句话", SUBSIDY, {"[政策宣传知晓率].level3": "让广大老年群众了解并掌握补贴政策"}, ("[政策宣传知晓率].level3", "")),
    fault("ZSG09", "对……的推动作用", INVESTMENT, {"[新增就业岗位数量].level3": "对全县经济社会发展的推动作用", "[新增就业岗位数量].target": "≥150人"}, ("[新增就业岗位数量].level3", "推动作用")),
    fault("ZSG09", "名称带百分数", CLINIC, {"[设备验收合格率].level3": "设备验收合格率达到100%"}, ("[设备验收合格率].level3", "100%")),
    fault("ZSG09", "确保……的句子", GARBAGE, {"[日产日清率].level3": "确保城区生活垃圾做到日产日清"}, ("[日产日清率].level3", "")),
    # ZSG10 unpaired brackets, wrong marks
    fault("ZSG10", "名称括号少一半", SCHOOL, {"[更新图书数量（册）].level3": "更新图书数量（册"}, ("[更新图书数量（册）].level3", "（")),
    fault("ZSG10", "句号叠逗号", ROAD, {"goal": ("一次验收合格率100%。", "一次验收合格率100%，。")}, ("goal", "，。")),
    fault("ZSG10", "多一个右括号", TRAINING, {"[参训学员满意度].description": "结业问卷满意和较满意的比例（抽样100人））"}, ("[参训学员满意度].description", "）")),
    fault("ZSG10", "书名号缺右边", WATER, {"[工程验收合格率].basis": "《渠道防渗衬砌工程技术标准"}, ("[工程验收合格率].basis", "《")),
    fault("ZSG10", "分号打在句首", BUS, {"[班次完成率].basis": "运营协议，；线路批复"}, ("[班次完成率].basis", "，；")),
    fault("ZSG10", "左右括号不是一对", CULTURE, {"[观众和学员满意度].description": "现场扫码问卷满意和较满意的比例（抽样300人】"}, ("[观众和学员满意度].description", "")),
    fault("ZSG10", "引号只有一半", PARTY_SCHOOL, {"purpose": ("举办干部培训主体班10期", "举办“干部培训主体班10期")}, ("purpose", "“")),
    # ZSG11 doubled or wrong words
    fault("ZSG11", "培训培训", TRAINING, {"[培训任务完成时间].description": "最后一期培训培训结业的日期"}, ("[培训任务完成时间].description", "培训培训")),
    fault("ZSG11", "的的", WATER, {"[清淤综合单价].description": "每立方米清淤的的平均支出"}, ("[清淤综合单价].description", "的的")),
    fault("ZSG11", "拔付", BUS, {"purpose": ("按季度平均拨付", "按季度平均拔付")}, ("purpose", "拔付")),
    fault("ZSG11", "座落、布署、帐户", SUBSIDY, {"purpose": ("按月通过社会保障卡发放", "按月发放到个人帐户")}, ("purpose", "帐户")),
    fault("ZSG11", "做为、既使", EVENT, {"[赛事总成本].description": "做为赛事各项支出的合计"}, ("[赛事总成本].description", "做为")),
    fault("ZSG11", "全全县", INVESTMENT, {"[新增就业岗位数量].description": "带动全全县开工项目新招用的职工人数"}, ("[新增就业岗位数量].description", "全全县")),
    fault("ZSG11", "布署", CLEANING, {"goal": ("1、全年保持", "1、按照县委布署，全年保持")}, ("goal", "布署")),
    fault("ZSG11", "按装", RADIO, {"[终端在线率].description": "在线终端占按装终端的比例"}, ("[终端在线率].description", "按装")),
    # ZSG12 document numbers
    fault("ZSG12", "方头括号", SUBSIDY, {"[80至89周岁补贴标准].basis": "青政办字【2023】18号"}, ("[80至89周岁补贴标准].basis", "【2023】18号")),
    fault("ZSG12", "圆括号", TRAINING, {"[人均培训成本].basis": "青人社字(2024)33号"}, ("[人均培训成本].basis", "(2024)33号")),
    fault("ZSG12", "中括号", LEGAL_AID, {"[每件办案补贴标准].basis": "青司字[2024]12号"}, ("[每件办案补贴标准].basis", "[2024]12号")),
    fault("ZSG12", "括号括住了序号", VETERANS, {"[每人每次慰问标准].basis": "云退役字2022〔9〕号"}, ("[每人每次慰问标准].basis", "2022〔9〕号")),
    fault("ZSG12", "漏了号字", JURORS, {"[参审补助标准].basis": "云法发〔2021〕16"}, ("[参审补助标准].basis", "〔2021〕16")),
    fault("ZSG12", "年份两位", VACCINE, {"[防疫员年补助标准].basis": "云农发〔23〕41号"}, ("[防疫员年补助标准].basis", "〔23〕41号")),
    fault("ZSG12", "同一个文号两种写法", FIREWATCH, {"[护林员月补助标准].basis": "云林字〔2024〕7号", "[巡护天数].basis": "云林字2024〔7〕号"}, ("[巡护天数].basis|[护林员月补助标准].basis", "7")),
    fault("ZSG12", "序号前加第和零", POSTS, {"[岗位补贴标准].basis": "冀人社规〔2024〕第03号"}, ("[岗位补贴标准].basis", "第03号")),
    # ZSG13 title without marks
    fault("ZSG13", "办法没有书名号", SUBSIDY, {"[补贴发放准确率].basis": "青禾县高龄老人生活补贴实施办法"}, ("[补贴发放准确率].basis", "实施办法")),
    fault("ZSG13", "标准没有书名号", ROAD, {"[工程验收合格率].basis": "公路工程质量检验评定标准"}, ("[工程验收合格率].basis", "标准")),
    fault("ZSG13", "条例没有书名号", CULTURE, {"[演出内容审核通过率].basis": "营业性演出管理条例"}, ("[演出内容审核通过率].basis", "条例")),
    fault("ZSG13", "文号放进了书名号", LEGAL_AID, {"[每件办案补贴标准].basis": "《青司字〔2024〕12号》"}, ("[每件办案补贴标准].basis", "《青司字〔2024〕12号》")),
    fault("ZSG13", "用引号代替书名号", FORESTRY, {"[当年造林成活率（%）].basis": "“造林技术规程”"}, ("[当年造林成活率（%）].basis", "造林技术规程")),
    fault("ZSG13", "条例名用了引号", CULTURE, {"[演出内容审核通过率].basis": "“营业性演出管理条例”"}, ("[演出内容审核通过率].basis", "营业性演出管理条例")),
    fault("ZSG13", "通知名没有书名号", JURORS, {"[参审补助标准].basis": "关于调整人民陪审员参审补助标准的通知"}, ("[参审补助标准].basis", "关于调整人民陪审员参审补助标准的通知")),
    # ZSG14 blanks, half-width commas
    fault("ZSG14", "句中空格", PARK, {"goal": ("亮灯率不低于97%，电费", "亮灯率不低于97% 电费")}, ("goal", "")),
    fault("ZSG14", "半角逗号", ROAD, {"goal": ("5公里路面大修，工程", "5公里路面大修,工程")}, ("goal", ",")),
    fault("ZSG14", "字间多空格", CLINIC, {"[设备购置成本].description": "设备 含税总价"}, ("[设备购置成本].description", "")),
    fault("ZSG14", "半角分号", TRAINING, {"purpose": ("计30万元；实训", "计30万元;实训")}, ("purpose", ";")),
    fault("ZSG14", "全角空格断句", CULTURE, {"[每场演出补助标准].description": "支付演出单位的　每场费用"}, ("[每场演出补助标准].description", "")),
    # ZSG15 lone list number
    fault("ZSG15", "只有1、", GARBAGE, {"goal": "1、全年清运生活垃圾14600吨，日产日清率100%，城区环境整洁，市民满意度不低于85%。"}, ("goal", "1、")),
    fault("ZSG15", "只有1.", BUS, {"goal": "1.保障18条公交线路全年正常运营，班次完成率不低于98%，乘客满意度不低于85%。"}, ("goal", "1.")),
    fault("ZSG15", "只有（一）", FOOD, {"goal": "（一）完成食品抽检1050批次，不合格食品处置率100%，公众对食品安全满意度不低于82%。"}, ("goal", "（一）")),
    fault("ZSG15", "只有一、", RADIO, {"goal": "一、9月底前在150个行政村安装应急广播终端，在线率不低于98%，村民知晓率达到85%。"}, ("goal", "一、")),
    fault("ZSG15", "目标1：没有目标2", SCREENING, {"goal": "目标1：11月底前完成“两癌”检查8000人，宫颈癌早诊率不低于90%，受检妇女满意度不低于90%。"}, ("goal", "目标1")),
    # ZSG18 goal too short or long
    fault("ZSG18", "十个字", FOOD, {"goal": "全年抽检1050批次食品。"}, ("goal", "")),
    fault("ZSG18", "半句话", BUS, {"goal": "保障18条线路，乘客满意度85%以上。"}, ("goal", "")),
    fault("ZSG18", "背景抄了几百字", TRAINING, {"goal": LONG + "11月底前培训养老护理员200人、分5期，结业考核合格率不低于90%。"}, ("goal", "")),
    fault("ZSG18", "编号后很短", WATERTEST, {"goal": "1、监测144次。\n2、有效率98%。"}, ("goal", "")),
    fault("ZSG18", "把做法也写进目标", FLOOD, {"goal": "1、" + LONG + "\n2、5月底前购置编织袋2万条、救生衣200件、排涝泵3台。"}, ("goal", "")),
    # ZSG19 outdated phrase
    fault("ZSG19", "十九大契机", CULTURE, {"goal": ("2、惠及群众", "2、以党的十九大召开为契机，惠及群众")}, ("goal", "十九大")),
    fault("ZSG19", "十三五期间", FORESTRY, {"goal": ("2、新增森林面积", "2、围绕“十三五”发展目标，新增森林面积")}, ("goal", "十三五")),
    fault("ZSG19", "打赢脱贫攻坚战", WATER, {"goal": ("2、恢复和改善", "2、坚决打赢脱贫攻坚战，恢复和改善")}, ("goal", "脱贫攻坚")),
    fault("ZSG19", "全面建成小康社会决胜期", SUBSIDY, {"goal": ("2、符合条件的老人", "2、决胜全面建成小康社会，符合条件的老人")}, ("goal", "小康社会")),
    fault("ZSG19", "疫情防控常态化", CLINIC, {"goal": ("2、全年检查", "2、做好常态化疫情防控，全年检查")}, ("goal", "疫情防控")),
    # ZSG20 bare numbers as words
    fault("ZSG20", "名称填88", GARBAGE, {"[垃圾清运量].level3": "88"}, ("[垃圾清运量].level3", "88")),
    fault("ZSG20", "名称填1", LIBRARY, {"[全年开放天数].level3": "1"}, ("[全年开放天数].level3", "1")),
    fault("ZSG20", "描述填100", CONTEST, {"[裁判持证率].description": "100"}, ("[裁判持证率].description", "100")),
    fault("ZSG20", "名称填百分数", FOOD, {"[不合格食品处置率].level3": "100%"}, ("[不合格食品处置率].level3", "100%")),
    fault("ZSG20", "依据填数字", FLOOD, {"[储备物资种类].basis": "2026"}, ("[储备物资种类].basis", "2026")),
]
