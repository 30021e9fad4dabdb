"""What kind of work a project pays for, told from its name and purpose: works, purchases, services to the public."""

from __future__ import annotations

import re
from functools import lru_cache

from zhunsheng.model.project import Project

_NO_WORKS = re.compile(
    r"监理|设计|招标|代理|评价|评估|审查|鉴定|勘察|测绘|保险|前期|评审|审计|质保|尾款|维护|养护|运维|运行|运转|管护|补助|补贴|奖补|奖励|贴息|党建|队伍|能力|制度|文明|文化|品牌|法治|信用|体系"
    r"|信息化|平台|系统|软件|人才|希望工程|保障工程|放心|民心|惠民|关爱|阳光工程|工程师|社会|素质|技术改造|技改|改造升级|培训|宣传|服务|租赁|经费|劳务"
)
_PLACE = r"(?:小区|住宅楼?|公租房|道路|公路|街|桥|楼|房|校舍|场|馆|站|中心|管网|管道|厂|广场|公园|渠|井|路灯|厕|设施|农田|梯田|屋面|屋顶|外墙|看台|电梯井|护坡|护岸|挡墙|泵站|闸|桥涵|涵洞|围墙|大棚|水库|堤|坝|河道|绿地|宿舍|食堂|操场|教室|泊位|车位|明厨亮灶)"
_WORKS_NAME = re.compile(
    rf"工程|(?:电梯|管网|管道|线路|门窗|屋面|锅炉|变压器|配电设施)(?:整机)?(?:更新|更换)|改造|修建|新建|扩建|改建|翻建|安装|修缮|装修|大修|铺设|硬化|加固|拆除|疏浚|清淤|衬砌|打井|{_PLACE}[\u4e00-\u9fff（）()]{{0,6}}(?:建设|维修)|建设[\u4e00-\u9fff]{{0,4}}{_PLACE}"
)
_WORKS_PURPOSE = re.compile(
    r"(?:用于|实施|开展|进行|完成|计划|拟)[^，。；\n]{0,24}?(?:安装|修建|新建|扩建|改建|翻建|铺设|修缮|硬化|装修|施工)"
    r"[^，。；\n]{0,20}"
)
_COMPANY = re.compile(r"[\u4e00-\u9fff（）()]{2,24}(?:公司|集团|中心|事务所|厂)")
_SUBSIDY = re.compile(
    r"补助|补贴|奖补|奖励|贴息|技术改造|技改|扶持|尾款|质保金|余款|欠款|结算|已完工|已竣工|已验收|安装费|维护"
)
_PURCHASE = re.compile(
    r"购置|采购|购买(?!.{0,6}服务)|(?:设备|装备|器材|器械|车辆)更新|更新(?:设备|装备|器材|器械|车辆)|配备"
)
_BOUGHT = re.compile(r"(?<!服务)(?<!建设和)(?:购置|采购)(?:项目|及安装|和安装|安装)?$")
"""A name that ends so names goods, a 摄影系统 too."""
_NO_PURCHASE = re.compile(r"服务|经费|管理|监管|培训|评审|代理|专家|补贴|补助|系统|平台|软件")
_SERVED = re.compile(
    r"群众|居民|村民|市民|学生|师生|患者|就诊人员|老年人|老人|儿童|残疾人|困难家庭|困难群众|低保|特困|受助|受益人|服务对象|办事人员|参训|学员"
    r"|学校|食堂|社区|市场|景区|医院|卫生室|用户|乘客|旅客|游客|读者|观众|选手|参观者|驾驶人|家长|业主|农户|养殖户|种植户|经营户|优抚对象|受援人|当事人|移民|园区企业|入驻企业|入园企业|参保人|行人"
)


@lru_cache(maxsize=4096)
def works_words(name: str | None, purpose: str | None) -> str | None:
    """The words that show a project to be works (工程, 安装, 改造, 修建 …): its name, else a piece of its purpose."""
    plain = name or ""
    if _NO_WORKS.search(plain):
        if _REBUILT.search(plain):
            return plain
        return _joined_works(plain)
    if _WORKS_NAME.search(plain):
        return plain
    if not purpose:
        return None
    if done := several_works(purpose):
        return done
    found = _WORKS_PURPOSE.search(_COMPANY.sub(lambda match: "□" * len(match.group()), purpose))
    if not found or _SUBSIDY.search(found.group()):
        return None
    return purpose[found.start() : found.end()]


_REBUILT = re.compile(
    r"(?:服务|活动|办事|接待)(?:中心|站|大厅)(?:提升|升级|装修|整体)?(?:改造|扩建|新建|翻建|修缮|装修)(?:工程|项目)?$|(?:小区|住宅楼?|公租房|宿舍楼?|教学楼)(?:维修|修缮|翻修)(?:工程)?$"
)
"""A house of services that is itself rebuilt: 党群服务中心提升改造."""


def _joined_works(name: str) -> str | None:
    """The part of a name that is works, beside a part that keeps something open: 运行经费和屋面防水维修."""
    if _ABOUT_WORKS.search(name):
        return None
    parts = [part for part in _JOINED.split(name) if len(part) >= _PART]
    return next((p for p in parts if len(parts) > 1 and _WORKS_NAME.search(p) and not _NO_WORKS.search(p)), None)


_JOINED = re.compile(r"[和及与、]|以及|暨")
_PART = 4
_ABOUT_WORKS = re.compile(
    r"监理|设计|招标|代理|评价|评估|审查|鉴定|勘察|测绘|保险|前期|评审|审计|质保|尾款|补助|补贴|奖补|奖励|贴息|养护|管护|信息化|平台|系统|软件"
)
"""Words that make a whole name one about works, or of their upkeep, and not works."""


def several_works(purpose: str) -> str | None:
    """The first of several works that a purpose lists with their amounts: 新打机井45眼，埋设管道54公里，工程监理费."""
    found = list(_WORK_AND_AMOUNT.finditer(purpose))
    verbs = {one["verb"] for one in found}
    if len(verbs) < _VERBS or not _BUILDERS.search(purpose):
        return None
    return found[0].group()


_VERBS = 2
_WORK_AND_AMOUNT = re.compile(
    r"(?P<verb>新打|新挖|埋设|铺设|铺装|铺筑|硬化|架设|敷设|浇筑|开挖|砌筑|衬砌|修建|新建|改建|扩建|翻建|加固|重建|防渗|粉刷|护砌)[^，。；、\n]{0,14}?[\d.,]+万?(?:公里|千米|延米|米|平方米|立方米|眼|座|处|亩|孔|道)"
)
_BUILDERS = re.compile(r"监理|勘测|勘察|设计费|总投资|概算|工程费|施工|工程造价|竣工")
"""What only works are paid for."""


@lru_cache(maxsize=4096)
def purchase_words(name: str | None) -> str | None:
    """The words in a project's name that show it to be a purchase of goods."""
    found = _PURCHASE.search(name or "")
    plain = name or ""
    return found.group() if found and (_BOUGHT.search(plain) or not _NO_PURCHASE.search(plain)) else None


def is_works(project: Project) -> bool:
    """True for works: construction, installation, repair of a structure."""
    return works_words(project.name, project.purpose) is not None


_PUBLIC_PLACE = re.compile(
    r"公厕|公园|广场|公交|图书馆|博物馆|文化馆|纪念馆|美术馆|体育馆|体育场|健身|游泳馆|少年宫|青少年宫|活动中心|养老院|敬老院|福利院|托育|食堂|热线|办事大厅|政务大厅|便民服务中心|殡仪馆|墓园|停车场|农贸市场|菜市场|电影放映|送戏"
)
_NO_PUBLIC = re.compile(
    r"机关食堂|设计|监理|评审|前期|可研|招标|规划编制|尾款|质保金|审计|测绘|征收|征地|拆除|债券|还本"
)


@lru_cache(maxsize=4096)
def public_place(name: str | None) -> str | None:
    """The place that a project's name keeps open for everybody (公厕, 公园, 图书馆), or ``None``: its users can be asked."""
    found = _PUBLIC_PLACE.search(name or "")
    return found.group() if found and not _NO_PUBLIC.search(name or "") else None


_FOR_ALL = re.compile(
    r"道路|公路|街巷?|桥梁|路灯|照明|亮化|保洁|清扫|垃圾|环境卫生|绿化|绿地|供水|饮水|供暖|供热|取暖|燃气|污水|排水|公交|客运|校车|消防|养老|助餐|救助|救济|资助|助学|津贴|慰问|体检|筛查|接种|医疗|康复|托管|培训|讲座|演出|阅览|图书|赛|展览|热线|政务服务|网站|云平台|政务云|物业|水电|小区|停车|厕|技能|就业|法律援助|调解"
)
"""Work that everybody round about, or everybody in a house, sees and uses."""
_NOBODY = re.compile(
    r"债券|还本|付息|国债|置换|普查|抽样调查|统计调查|征地|征收|拆迁|拆除|尾款|质保金|欠款|前期工作|前期费|可行性研究|可研|监理|招标代理|评审费|工程结算|竣工决算|勘察|测绘|土地报批|储备金|风险补偿金|注册资本|资本金|诉讼费|案款|赔偿金|保密|专线涉密"
)


@lru_cache(maxsize=4096)
def serves_all(name: str | None) -> str | None:
    """The words of a project's name that show that people use what it keeps up (道路, 保洁, 供暖), or ``None``."""
    found = _FOR_ALL.search(name or "")
    return found.group() if found and not _NO_PUBLIC.search(name or "") else None


def asks_nobody(name: str, purpose: str | None) -> bool:
    """True for money that serves no circle that could be asked: debts, counts of people, last instalments, spare parts."""
    return _NOBODY.search(name) is not None or "备品备件" in (purpose or "")


@lru_cache(maxsize=4096)
def served(text: str | None) -> str | None:
    """The first words of a text that name people or firms the project serves, or ``None``."""
    found = _SERVED.search(text or "")
    return found.group() if found else None
