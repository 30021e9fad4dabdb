"""What must not stand in a public table: private numbers and names, secrets, police details, suppliers, sensitive words."""

from __future__ import annotations

from random import Random

from mutation_cells import changed, sentence_into, texts

from mutations import Good, Mutant, Mutation, Spoil

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰春梅建国志海燕红云峰丹宁鹏飞晓东庆林永福德才文博雪琴淑珍"


def _name(random: Random) -> str:
    return random.choice(_SURNAMES) + "".join(random.sample(_GIVEN, random.choice((1, 2, 2))))


def _identity(random: Random) -> str:
    head = f"13{random.choice(('0102', '0824', '1025', '0534'))}{random.randint(1945, 2012)}{random.randint(1, 12):02}{random.randint(1, 28):02}{random.randint(0, 999):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return head + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(head, weights, strict=True)) % 11]


def _mobile(random: Random) -> str:
    return random.choice(("138", "139", "150", "159", "186", "177", "199", "131")) + f"{random.randint(0, 99999999):08}"


def _account(random: Random) -> str:
    body = random.choice(("622848", "621700", "622202", "621661")) + "".join(
        str(random.randint(0, 9)) for _ in range(12)
    )
    total = 0
    for index, digit in enumerate(reversed(body)):
        doubled = int(digit) * 2 if index % 2 == 0 else int(digit)
        total += doubled - 9 if doubled > 9 else doubled
    return body + str(-total % 10)


_NUMBERS = (
    "联系人电话{m}", "经办人手机：{m}", "受益人身份证号{i}", "身份证号码：{i}", "补助款打入银行卡{a}", "收款账号{a}", "户名见附表，账号：{a}",
    "项目负责人电话：{m}", "申请人（{i}）已核实", "如有疑问请拨打{m}", "首批对象身份证{i}", "开户行县农商行，卡号{a}",
)  # fmt: skip


def numbers(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """An identity card, a mobile or a bank card number."""
    found = texts(good.project, random.choice(("purpose", "goal", "description", "basis")))
    if not found:
        return None
    address, text = random.choice(found)
    words = random.choice(_NUMBERS).format(m=_mobile(random), i=_identity(random), a=_account(random))
    return changed(good, address, sentence_into(text, words, random) if "。" in text else f"{text}（{words}）")


_NAMED = (
    "其中{n}患尿毒症，补助5000元", "首批救助对象为{n}、{o}等5人", "{n}家庭因病致贫，本年重点帮扶", "重点照顾残疾人{n}和孤寡老人{o}",
    "已核实的困难户有{n}（肝癌）、{o}（精神残疾二级）", "低保户{n}每月补助600元", "包括精神障碍患者{n}的住院费", "受助学生{n}（父母双亡）",
    "优先安排贫困户{n}就业", "为癌症患者{n}解决医疗费2万元", "其中困境儿童{n}由社区每周探访", "慰问对象{n}，瘫痪在床多年", "帮扶艾滋病患者{n}等3人",
    "大病救助{n}3万元、{o}2万元",
)  # fmt: skip


def names(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Somebody's name with an illness, a handicap or poverty."""
    address = random.choice(("purpose", "goal"))
    text = dict(texts(good.project, address)).get(address)
    if not text:
        return None
    words = random.choice(_NAMED).format(n=_name(random), o=_name(random))
    return changed(good, address, sentence_into(text, words, random))


_SECRET = (
    "本表内容为秘密★5年", "内部资料，注意保存", "机密★长期", "仅供内部参考，不得外传", "（秘密）", "内部文件，严禁外泄", "绝密★", "本资料涉密，请勿公开",
    "机密 ★1年", "内部使用，请勿转发", "密级：秘密", "此件不公开，限内部传阅", "按涉密文件管理",
)  # fmt: skip


def secret(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A secrecy mark in the text."""
    address = random.choice(("purpose", "goal"))
    text = dict(texts(good.project, address)).get(address)
    return changed(good, address, sentence_into(text, random.choice(_SECRET), random)) if text else None


_POLICE = (
    "另购技侦定位设备一套（型号JD-3000），装在城东机站", "技侦手机定位车型号TX-900一台", "在看守所东墙布设红外报警设备8处", "配发92式手枪12支、子弹2000发",
    "在县政府大院四角各设隐蔽摄像头2个，型号DS-2CD7", "国保情报平台部署在公安局三楼机房", "武器库位于营区西北角，安装双锁报警", "反恐突击队编制18人，配突击步枪18支",
    "移动侦控车1台，型号ZK-5", "网安监控节点设在电信机房302室", "人脸布控相机安装在火车站出站口，型号HK-77", "特情耳目经费按每人每月500元",
    "无人机反制枪3把，型号FZ-200，部署在看守所楼顶",
)  # fmt: skip


def police(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Model, number or place of police technology."""
    text = good.project.purpose
    return changed(good, "purpose", sentence_into(text, random.choice(_POLICE), random)) if text else None


_FIRMS = (
    "河北{w}科技有限公司", "{w}建设集团有限公司", "石家庄{w}商贸有限公司", "{w}（北京）信息技术股份有限公司", "县{w}工程有限责任公司", "{w}物业服务有限公司",
    "衡水{w}园林绿化工程有限公司", "{w}会计师事务所", "{w}医疗器械有限公司", "沧州{w}机电设备有限公司",
)  # fmt: skip
_FIRM_WORDS = ("恒信", "华泰", "金盾", "众诚", "瑞丰", "鑫源", "宏达", "蓝天", "宇晟", "博远", "盛世", "中科创")
_SUPPLIED = (
    "由{f}供货", "拟由{f}承担", "委托{f}实施，合同价按预算数", "采购{f}产品", "已与{f}商定价格", "供应商为{f}", "直接交由{f}负责",
    "确定由{f}施工", "向{f}采购", "施工单位：{f}", "拟从{f}购买",
)  # fmt: skip


def supplier(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The firm that is to win stands in the purpose."""
    text = good.project.purpose
    firm = random.choice(_FIRMS).format(w=random.choice(_FIRM_WORDS))
    return (
        changed(good, "purpose", sentence_into(text, random.choice(_SUPPLIED).format(f=firm), random)) if text else None
    )


_SENSITIVE = (
    "照顾残废人和聋哑人", "安排智障儿童和弱智人员", "帮助瞎子、瘸子等困难人员", "加强与台湾国的经贸往来", "组织赴港澳台等国家考察", "吸引台湾、韩国等国家的客商",
    "治理盲流和三无人员", "解决黑人黑户问题，遣送盲流", "推进一带一路战略", "赴中国和台湾两国交流", "开展中港两国文化交流",
    "救助精神病人疯子流浪人员", "对刁民闹访严厉打击", "对钉子户采取强拆", "少数民族蛮子聚居区", "宣传中华民国政府时期成就", "帮扶傻子、哑巴等人",
)  # fmt: skip


def sensitive(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Words that public texts must not use."""
    address = random.choice(("purpose", "goal"))
    text = dict(texts(good.project, address)).get(address)
    return changed(good, address, sentence_into(text, random.choice(_SENSITIVE), random)) if text else None


_SPOILS: tuple[tuple[str, tuple[str, ...], Spoil], ...] = (
    ("身份证、电话、银行卡号", ("ZSI01",), numbers),
    ("困难人员的姓名", ("ZSI02",), names),
    ("密级和内部字样", ("ZSI03",), secret),
    ("公安装备的型号和位置", ("ZSI04",), police),
    ("写上公司名称", ("ZSI05", "ZSD13"), supplier),
    ("不当的词", ("ZSI10",), sensitive),
)
MUTATIONS = tuple(Mutation(*one) for one in _SPOILS)
