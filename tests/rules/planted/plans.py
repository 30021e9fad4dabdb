"""Good department parts to plant faults into: invented units, itemised, with numbers and dates."""

from good_tables import CLINIC, PARK_PLAN, ROAD, SCHOOL, WATER

from zhunsheng.model.department import DepartmentPlan

CLINIC_PLAN = DepartmentPlan(
    unit=CLINIC.unit,
    overall_goal="河西镇卫生院坚持公益性，提高基层诊疗能力，方便群众就近看病。\n（一）全年门急诊6.2万人次，住院病历合格率不低于95%。\n（二）家庭医生签约9800人，重点人群随访率不低于85%。",
    sub_goal="1.诊疗服务方面，9月底前新增彩色超声诊断仪1台并投入使用。\n2.公共卫生方面，65岁以上老年人体检1500人。\n3.队伍建设方面，选派进修医师2人。",
    safeguard="1.院务会每月通报进度，分管副院长对口落实。\n2.设备采购按政府采购程序办理，验收合格后付款。",
)
ROAD_PLAN = DepartmentPlan(
    unit=ROAD.unit,
    overall_goal="交通运输局围绕“四好农村路”建设，改善群众出行条件。\n（一）全年大修农村公路5公里，优良中等路率达到85%。\n（二）新开通城乡公交线路2条，行政村通客车率保持100%。",
    sub_goal="1.路网建设方面，10月底前完成张庄至李庄5公里大修。\n2.运输服务方面，开通城乡公交线路2条。\n3.行业安全方面，较大以上责任事故0起。",
    safeguard="1.每个项目明确一名项目负责人，周调度、月通报。\n2.工程款按计量支付，审计合格后结算。",
)
WATER_PLAN = DepartmentPlan(
    unit=WATER.unit,
    overall_goal="水务局以保障供水和灌溉安全为重点。\n（一）疏浚支渠12公里，改善灌溉面积1.8万亩。\n（二）农村自来水普及率达到96%，水质抽检合格率不低于95%。",
    sub_goal="1.农田水利方面，5月底前疏浚支渠12公里。\n2.饮水安全方面，检测水样240份。\n3.防汛方面，6月1日前完成12处险工险段排查。",
    safeguard="1.局班子成员包片，每半月到工地检查一次。\n2.严格质量监督，隐蔽工程留影像资料。",
)
SCHOOL_PLAN = DepartmentPlan(
    unit=SCHOOL.unit,
    overall_goal="学校落实立德树人根本任务，办好人民满意的小学。\n（一）采购图书3000册，生均图书达到30册。\n（二）全年开展教研活动20次，巩固率保持100%。",
    sub_goal="1.教学条件方面，6月底前更新图书3000册。\n2.师资方面，组织教师外出培训30人次。",
    safeguard="1.校长负责，教务处、总务处按月报进度。\n2.经费公开，家长委员会监督。",
)
PLANS = (PARK_PLAN, CLINIC_PLAN, ROAD_PLAN, WATER_PLAN, SCHOOL_PLAN)
