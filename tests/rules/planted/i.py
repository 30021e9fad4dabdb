"""Group I: what must not be published, and set phrases that must not be wrong."""

# ruff: noqa: F403, F405
# fmt: off
from planted.tables import *

FAULTS = [
    # ZSI01 private numbers (the identity numbers are invented, with a right check digit)
    fault("ZSI01", "依据里带联系人手机", PARK, {"[亮灯率].basis": "园区路灯台账（联系人13812345678）"}, ("[亮灯率].basis", "13812345678")),
    fault("ZSI01", "用途里带身份证号", DISABLED, {"purpose": ("按月社会化发放", "按月社会化发放（经办人身份证号11010119900307002X）")}, ("purpose", "11010119900307002X")),
    fault("ZSI01", "用途里带收款账号", BUS, {"purpose": ("按季度平均拨付", "按季度平均拨付至账号6222020200112233445")}, ("purpose", "6222020200112233445")),
    fault("ZSI01", "手机号中间加了横线", CULTURE, {"[惠及群众人次].description": "现场观众按场次累计的人次，统计人电话139-1234-5678"}, ("[惠及群众人次].description", "139-1234-5678")),
    fault("ZSI01", "手机号分了段", TRAINING, {"goal": ("学员满意度不低于90%", "学员满意度不低于90%，报名电话 186 1234 5678")}, ("goal", "186 1234 5678")),
    # ZSI03 secrecy mark
    fault("ZSI03", "目标带“内部资料”", ROAD, {"goal": ("群众满意度不低于90%。", "群众满意度不低于90%。（内部资料，注意保存）")}, ("goal", "内部资料")),
    fault("ZSI03", "依据是标密文件", PROCUREMENT, {"[购置消防车数量].basis": "装备建设规划（秘密★3年）"}, ("[购置消防车数量].basis", "秘密★")),
    fault("ZSI03", "不得外传", SYSTEM, {"purpose": ("合计84万元。", "合计84万元。本表数据不得外传。")}, ("purpose", "不得外传")),
    fault("ZSI03", "仅供内部使用", INVESTMENT, {"[签约项目到位资金].basis": "招商项目底账（仅供内部使用）"}, ("[签约项目到位资金].basis", "内部使用")),
    fault("ZSI03", "机密字样", ARCHIVES, {"[数据异地备份份数].description": "机密★保存在异地的数据备份"}, ("[数据异地备份份数].description", "机密★")),
    # ZSI05 supplier named
    fault("ZSI05", "依据写中标公司", ROADCARE, {"[坑槽修补时限].basis": "与青禾县通达路桥有限公司签订的养护合同"}, ("[坑槽修补时限].basis", "通达路桥有限公司")),
    fault("ZSI05", "目标里写公司", GARBAGE, {"goal": ("1、全年清运", "1、洁城环境服务有限公司全年清运")}, ("goal", "洁城环境服务有限公司")),
    fault("ZSI05", "依据写保险公司", INSURANCE, {"[理赔时限].basis": "与中原农业保险股份有限公司的保险合同"}, ("[理赔时限].basis", "保险股份有限公司")),
    fault("ZSI05", "描述里写检测公司", WATERTEST, {"[报告出具时限].description": "清源检测技术有限公司采样到出具报告的天数"}, ("[报告出具时限].description", "清源检测技术有限公司")),
    fault("ZSI05", "用途里写延续合同的公司", PLATFORM, {"purpose": ("平台运维合同价35.5万元/年", "与云智信息技术有限公司签订的平台运维合同价35.5万元/年")}, ("purpose", "云智信息技术有限公司")),
    # ZSI10 set phrases that are wrong
    fault("ZSI10", "二十大写漏“的”字", ROAD, {"goal": ("2、改善沿线", "2、学习贯彻党的二十大精神，树立绿水青山就是金山银上理念，改善沿线")}, ("goal", "金山银上")),
    fault("ZSI10", "五位一体写错", CULTURE, {"goal": ("2、惠及群众", "2、统筹推进“五位一休”总体布局，惠及群众")}, ("goal", "五位一休")),
    fault("ZSI10", "四个意识写成四个意志", SYSTEM, {"goal": ("2、重大网络", "2、增强“四个意志”，重大网络")}, ("goal", "四个意志")),
    fault("ZSI10", "两个维护写反", LEGAL_AID, {"goal": ("2、为农民工", "2、做到“两个拥护”，为农民工")}, ("goal", "两个拥护")),
    fault("ZSI10", "初心使命写错字", TRAINING, {"goal": ("2、结业学员", "2、不忘初衷、牢记使命，结业学员")}, ("goal", "不忘初衷")),
    fault("ZSI10", "乡村振兴二十字写错", WATER, {"goal": ("2、恢复和改善", "2、按照产业兴旺、生态宜居、乡风文明、治理有效、生活富足的要求，恢复和改善")}, ("goal", "生活富足")),
]
