"""Group H: indicators that stand in the wrong place."""

# ruff: noqa: F403, F405
# fmt: off
from planted.tables import *

FAULTS = [
    # ZSH01 coverage and completion as timeliness
    fault("ZSH01", "覆盖率归时效", SUBSIDY, None, ("[政策宣传覆盖率].level3", "覆盖率"), add=((OUT, TIM, "政策宣传覆盖率", "已宣传的村占全部村的比例", "=100%", "2026年工作计划"),)),
    fault("ZSH01", "工作完成率归时效", SYSTEM, None, ("[运维工作完成率].level3", "完成率"), add=((OUT, TIM, "运维工作完成率", "已完成任务占计划任务的比例", "≥95%", "服务合同"),)),
    fault("ZSH01", "参与比例归时效", TEACHERS, {"[培训完成时间].level3": "教师参训比例", "[培训完成时间].description": "参训教师占应训教师的比例", "[培训完成时间].target": "≥90%"}, ("[培训完成时间].level3", "参训比例")),
    fault("ZSH01", "验收合格率归时效", CAMERAS, {"[设备验收合格率].level2": "时效指标"}, ("[设备验收合格率].level3", "合格率"), also=("ZSA05 质量没有了",)),
    fault("ZSH01", "公交线路覆盖比例归时效", BUS, {"[首班准点率].level3": "行政村通公交比例", "[首班准点率].description": "通公交的行政村占全部行政村的比例"}, ("[首班准点率].level3", "比例")),
    # ZSH02 quality as ecology or sustainability
    fault("ZSH02", "成活率归生态效益", FORESTRY, {"[当年造林成活率（%）].level1": "效果指标", "[当年造林成活率（%）].level2": "生态效益指标"}, ("[当年造林成活率（%）].level3", "成活率")),
    fault("ZSH02", "亮灯率归可持续", PARK, {"[亮灯率].level1": "效果指标", "[亮灯率].level2": "可持续影响指标"}, ("[亮灯率].level3", "亮灯率"), also=("ZSA05 质量没有了",)),
    fault("ZSH02", "工程合格率归可持续", ROAD, {"[工程验收合格率].level1": "效益指标", "[工程验收合格率].level2": "可持续影响指标"}, ("[工程验收合格率].level3", "合格率"), also=("ZSA05 质量没有了",)),
    fault("ZSH02", "设备完好率归可持续", CLINIC, None, ("[设备完好率].level3", "完好率"), add=((BEN, SUS, "设备完好率", "完好天数占使用天数的比例", "≥98%", "设备管理制度"),)),
    fault("ZSH02", "苗木合格率归生态", FORESTRY, {"[苗木合格率].level1": "效果指标", "[苗木合格率].level2": "生态效益指标"}, ("[苗木合格率].level3", "合格率")),
    # ZSH03 counts as sustainability
    fault("ZSH03", "签约个数归可持续", INVESTMENT, {"[签约项目个数（个）].level1": "效益指标", "[签约项目个数（个）].level2": "可持续影响指标"}, ("[签约项目个数（个）].level3", "个数")),
    fault("ZSH03", "活动场次归可持续", LIBRARY, {"[举办读者活动场次].level1": "效益指标", "[举办读者活动场次].level2": "可持续影响指标"}, ("[举办读者活动场次].level3", "场次")),
    fault("ZSH03", "培训人数归可持续", TRAINING, {"[培训人数].level1": "效益指标", "[培训人数].level2": "可持续影响指标"}, ("[培训人数].level3", "人数")),
    fault("ZSH03", "更换设备台数归可持续", PROCUREMENT, None, ("[更新消防水带数量].level3", "数量"), add=((BEN, SUS, "更新消防水带数量", "更新的水带盘数", "≥80盘", "装备建设规划"),)),
    fault("ZSH03", "巡查次数归可持续", CLEANING, {"[每日清扫次数].level1": "效果指标", "[每日清扫次数].level2": "可持续影响指标"}, ("[每日清扫次数].level3", "次数")),
    # ZSH04 jobs as economic benefit
    fault("ZSH04", "新增岗位归经济", INVESTMENT, {"[新增就业岗位数量].level2": "经济效益指标"}, ("[新增就业岗位数量].level3", "就业岗位")),
    fault("ZSH04", "解决就业人数归经济", TOILETS, {"[解决就业人数].level2": "经济效益指标"}, ("[解决就业人数].level3", "就业")),
    fault("ZSH04", "带动务工归经济", FORESTRY, {"[带动务工人次].level2": "经济效益指标"}, ("[带动务工人次].level3", "务工")),
    fault("ZSH04", "学员就业率归经济", TRAINING, {"[结业学员就业率].level2": "经济效益指标"}, ("[结业学员就业率].level3", "就业率")),
    fault("ZSH04", "吸纳从业人员归经济", EVENT, None, ("[吸纳临时用工人数].level3", "用工"), add=((BEN, ECO, "吸纳临时用工人数", "赛事聘用的临时人员", "≥120人", "赛事方案"),)),
    # ZSH05 tax as social benefit
    fault("ZSH05", "新增税收归社会", INVESTMENT, None, ("[签约企业新增税收].level3", "税收"), add=((BEN, SOC, "签约企业新增税收", "签约企业当年入库税收", "≥300万元", "签约项目投资协议"),)),
    fault("ZSH05", "带动产值归社会", FORESTRY, None, ("[带动林下经济产值].level3", "产值"), add=((EFF, SOC, "带动林下经济产值", "林下种养当年产值", "≥50万元", "县国土绿化规划"),)),
    fault("ZSH05", "消费额归社会", EVENT, {"[带动住宿餐饮消费额].level2": "社会效益指标"}, ("[带动住宿餐饮消费额].level3", "消费额")),
    fault("ZSH05", "企业利润增长归社会", COUPONS, None, ("[参与商户利润增长率].level3", "利润"), add=((BEN, SOC, "参与商户利润增长率", "活动月利润比上年同月增长的比例", "≥5%", "2025年活动统计"),)),
    fault("ZSH05", "户均增收归社会", POSTS, {"[安置人员年人均增收].level2": "社会效益指标"}, ("[安置人员年人均增收].level3", "增收")),
    # ZSH06 delivery as benefit
    fault("ZSH06", "补贴发放率归社会效益", SUBSIDY, None, ("[高龄补贴发放率].level3", "发放率"), add=((BEN, SOC, "高龄补贴发放率", "已发放人次占应发放人次的比例", "=100%", "实施办法"),)),
    fault("ZSH06", "资金到位率归经济", SEWER, None, ("[项目资金到位率].level3", "到位率"), add=((EFF, ECO, "项目资金到位率", "到位资金占计划资金的比例", "=100%", "初步设计批复"),)),
    fault("ZSH06", "工程验收合格率归社会", RADIO, {"[预警信息知晓率].level3": "安装验收合格率", "[预警信息知晓率].description": "验收合格的村占安装村的比例", "[预警信息知晓率].target": "=100%"}, ("[预警信息知晓率].level3", "合格率")),
    fault("ZSH06", "任务完成率归社会", WATERTEST, {"[断面水质达标率].level2": "社会效益指标", "[断面水质达标率].level3": "监测任务完成率", "[断面水质达标率].description": "已完成监测次数占计划次数的比例", "[断面水质达标率].target": "=100%"}, ("[断面水质达标率].level3", "完成率")),
    fault("ZSH06", "设备配备到位率归社会", AMBULANCE, {"[急救平均到达时间].level3": "车辆配备到位率", "[急救平均到达时间].description": "已配备辆数占计划辆数的比例", "[急救平均到达时间].target": "=100%", "[急救平均到达时间].basis": "政府采购计划"}, ("[急救平均到达时间].level3", "到位率")),
    # ZSH07 completion counted in pieces
    fault("ZSH07", "按期完成22所", CAMERAS, {"[更新设施学校数].level3": "更新工程按期完成"}, ("[更新设施学校数].level3|[更新设施学校数].target", "")),
    fault("ZSH07", "时效行写个数", RADIO, {"[安装完成时间].level3": "按时完成安装", "[安装完成时间].target": "=150个"}, ("[安装完成时间].level3|[安装完成时间].target", "")),
    fault("ZSH07", "及时完成6座", WATER, {"[维修节制闸数量].level3": "节制闸维修及时完成情况"}, ("[维修节制闸数量].level3|[维修节制闸数量].target", "")),
    fault("ZSH07", "完成时间是五期", TRAINING, {"[培训任务完成时间].target": "≥5期", "goal": ("、分5期", "")}, ("[培训任务完成时间].level3|[培训任务完成时间].target", "")),
    fault("ZSH07", "如期交付2辆", AMBULANCE, {"[购置救护车数量].level3": "救护车如期交付"}, ("[购置救护车数量].level3|[购置救护车数量].target", "")),
    # ZSH08 level name not official
    fault("ZSH08", "自起“影响力指标”", EVENT, {"[赛事品牌评定等级].level2": "影响力指标"}, ("[赛事品牌评定等级].level2", "影响力指标")),
    fault("ZSH08", "一级写成“过程指标”", CULTURE, {"[年度演出任务完成时间].level1": "过程指标"}, ("[年度演出任务完成时间].level1", "过程指标")),
    fault("ZSH08", "二级写“其他指标”", LEGAL_AID, {"[引发群体性上访起数].level2": "其他指标"}, ("[引发群体性上访起数].level2", "其他指标")),
    fault("ZSH08", "写成“安全指标”", ROAD, {"[施工安全责任事故起数].level2": "安全指标"}, ("[施工安全责任事故起数].level2", "安全指标")),
    fault("ZSH08", "一级写“投入指标”", ARCHIVES, {"[扫描单价].level1": "投入指标"}, ("[扫描单价].level1", "投入指标")),
    # ZSH09 satisfaction among benefits
    fault("ZSH09", "满意度放在社会效益", BUS, {"[乘客满意度].level1": "效益指标", "[乘客满意度].level2": "社会效益指标"}, ("[乘客满意度].level1|[乘客满意度].level2|[乘客满意度].level3", "")),
    fault("ZSH09", "一级效果、二级满意度", PARK, {"[园区企业职工满意度].level1": "效果指标"}, ("[园区企业职工满意度].level1|[园区企业职工满意度].level2|[园区企业职工满意度].level3", "")),
    fault("ZSH09", "满意率归可持续影响", LIBRARY, {"[读者满意度].level1": "效益指标", "[读者满意度].level2": "可持续影响指标", "[读者满意度].level3": "读者满意率"}, ("[读者满意度].level1|[读者满意度].level2|[读者满意度].level3", "")),
    fault("ZSH09", "一级效益、二级服务对象满意度", CLINIC, {"[患者满意度（%）].level1": "效益指标"}, ("[患者满意度（%）].level1|[患者满意度（%）].level2|[患者满意度（%）].level3", "")),
    fault("ZSH09", "满意度人数放在社会效益", FOOD, {"[公众满意度].level1": "效益指标", "[公众满意度].level2": "社会效益指标"}, ("[公众满意度].level1|[公众满意度].level2|[公众满意度].level3", "")),
    # ZSH10 sign against direction
    fault("ZSH10", "合格率写≤", SCHOOL, {"[图书质量合格率].target": "≤100%"}, ("[图书质量合格率].target", "≤")),
    fault("ZSH10", "事故起数写≥", ROAD, {"[施工安全责任事故起数].target": "≥0起"}, ("[施工安全责任事故起数].target", "≥")),
    fault("ZSH10", "等候时间写≥", CLINIC, {"[检查等候时间].target": "≥2天"}, ("[检查等候时间].target", "≥")),
    fault("ZSH10", "满意度写小于", TRAINING, {"[参训学员满意度].target": "≤90%"}, ("[参训学员满意度].target", "≤")),
    fault("ZSH10", "差错率写≥", HOUSEHOLD, {"[数据审核差错率].target": "≥1%"}, ("[数据审核差错率].target", "≥")),
    fault("ZSH10", "故障修复时间写不少于", SYSTEM, {"[故障修复时间].target": "不少于4小时"}, ("[故障修复时间].target", "不少于")),
    # ZSH11 saving rate capped
    fault("ZSH11", "成本节约率≤5%", CANAL, None, ("[成本节约率].target", "≤"), add=((OUT, COST, "成本节约率", "节约金额占概算的比例", "≤5%", "投资评审报告"),)),
    fault("ZSH11", "采购资金节约率不超过", PROCUREMENT, None, ("[采购资金节约率].target", "不超过"), add=((OUT, COST, "采购资金节约率", "预算与成交价的差额占预算的比例", "不超过3%", "政府采购预算批复"),)),
    fault("ZSH11", "节能率写成小于", HEAT, {"[单位面积能耗下降率].level3": "能源节约率", "[单位面积能耗下降率].target": "≤3%"}, ("[单位面积能耗下降率].target", "≤")),
    fault("ZSH11", "经费压减比例写≤", PARTY_SCHOOL, None, ("[会议培训费压减比例].target", "≤"), add=((OUT, COST, "会议培训费压减比例", "比上年减少的支出占上年支出的比例", "≤5%", "过紧日子要求"),)),
    fault("ZSH11", "节支率写10%以内", FLOOD, None, ("[采购节支率].target", "10%以内"), add=((OUT, COST, "采购节支率", "节约金额占预算的比例", "10%以内", "采购预算"),)),
]
