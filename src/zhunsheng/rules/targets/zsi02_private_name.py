"""ZSI02: the table names private persons: those who get the help, patients, householders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import project_texts
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.needed import found_in
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import any_of, word_list

_BOOK = word_list("surnames")
_NAME = rf"(?:{any_of(_BOOK['double'])}[\u4e00-\u9fff]{{1,2}}|[{_BOOK['single']}](?:[\u4e00-\u9fff]{{1,2}}|某{{1,2}}))"
_ROLE = (
    r"(?:补助对象|救助对象|受助人|受助学生|资助学生|困难学生|贫困学生|患者|病人|病患|低保户|贫困户|特困户|五保户|困难户|脱贫户|户主|死者|伤者|遗属|家属|信访人|上访人|当事人|被害人|嫌疑人|服刑人员|社区矫正对象|残疾人|受援人|"
    r"申请人|联系人|孤儿|姓名|特困人员|低保对象|五保老人|孤寡老人|高龄老人|困难党员|劳动模范|传承人|特困老人)"
)
_THREE = rf"[{_BOOK['single']}][\u4e00-\u9fff](?![率数额量费病期表单书证员院所点站室度性化型类级项区者器具物品卡款账户])[\u4e00-\u9fff]"
"""A name of three characters: what follows a role without a mark may else be any word (``残疾人康复率``)."""
_THREE_NAME = rf"[{_BOOK['single']}][\u4e00-\u9fff]{{2}}"
_END = r"(?=[、，,。；;）)\s：:（(]|等(?=[\d一二两三四五六七八九十]|$|[人户名家])|$|同志|先生|女士|之[妻夫子女]|[一二两三四五六七八九十\d]+(?:人|户|名))"
_NAMED = re.compile(
    rf"{_ROLE}(?:(?:[:：、\s]|分别为|名单为)({_NAME}){_END}|({_NAME})(?=等[\d一二两三四五六七八九十]|、{_NAME}{_END})|({_THREE})(?:{_END}|(?=的|等)))"
)
_ADDRESSED = re.compile(rf"(?<![\u4e00-\u9fff])({_NAME})(?:同志|先生|女士)")
_LISTED = re.compile(rf"[、，,]({_NAME}){_END}")
_INCLUDED = re.compile(
    rf"(?:含|包括|其中|分别是|分别为|如)({_THREE_NAME})(?=(?:、{_THREE_NAME})*(?:老人|同学|等[\d一二两三四五六七八九十]*[人名位户家]|[一二两三四五六七八九十\d]+[人名位户]))"
)
"""A list of names behind 含 or 其中, before the word for such people: 含王秀英、李桂芳老人."""
_HEADED = re.compile(
    rf"(?:首批|第[一二三四]批|对象|人员|名单|人选|受益人|享受者?)(?:[为是有]|包括|[:：])({_THREE_NAME})(?=(?:、{_THREE_NAME})+等|、{_THREE_NAME}{_END})"
)
"""Two names or more behind a word that heads a list of people: 首批为王桂兰、李福来等."""
_PERSON = (
    rf"{_THREE_NAME}(?<![组员队班级类岗站科部室所局院校厂社村镇乡街路市县区省人工师生户家者手长型式项款费沟湾坪庄])"
)
"""A name that can hardly be a group, a post or a place: 方案组, 高级工, 王家湾."""
_IN_BRACKET = re.compile(
    rf"(?:[\d一二两三四五六七八九十百]\s*|等)(?:人|名|户|位)[\u4e00-\u9fff]{{0,6}}[（(](?:其中|即|含|如|包括|分别(?:为|是)|名单[:：])?({_PERSON})(?=(?:、{_PERSON})+(?:等[\u4e00-\u9fff\d]{{0,4}})?[)）])"
)
"""Two names or more in a bracket behind a count of people: 30人（王德贵、李素珍等）."""
_BEFORE_PEOPLE = re.compile(
    rf"(?<![\u4e00-\u9fff])({_PERSON})(?=(?:、{_PERSON})+等[\d一二两三四五六七八九十]+(?:名|位|户|人)[\u4e00-\u9fff]{{0,6}}(?:老人|学生|同学|患者|儿童|群众|居民|村民|对象|职工|党员|军人|妇女|残疾人|孤儿|户))"
)
"""And before such a count: 王德贵、李素珍、马秀兰等30位老人."""
_LIKELY = re.compile(
    rf"{_ROLE}|首批|第[一二三四]批|对象|人员|名单|人选|同志|先生|女士|含|包括|其中|分别|如|[人名户位][\u4e00-\u9fff]{{0,6}}[（(]|等(?:[\d一二两三四五六七八九十]|师资|专家|教师|老师|教授|讲师|学者|医生|医师|律师|名师|名医|演员|艺术家|同志)"
)
_GIVEN = f"[{_BOOK['given']}]"
_FULL = rf"(?:{any_of(_BOOK['double'])}{_GIVEN}{{1,2}}|[{_BOOK['single']}]{_GIVEN}{{2}})(?![村镇乡庄屯沟路街区县市河湖山楼])"
"""A surname and two characters that people are called by."""
_BRIEF_NAME = rf"(?:{any_of(_BOOK['double'])}|[{_BOOK['single']}]){_GIVEN}{{1,2}}"
_SOMEBODY = (
    r"(?:[学考新高毕小大中寄]生|毕业生|研究生|员工|职工|民工|工人|农户|住户|用户|水户|电户|商户|农民|村民|居民|市民|渔民|牧民|灾民|军人|老人|儿童|幼儿|孩子|婴儿|少年|青年|妇女|学员|队员|司机|教师|老师|医生|村医|护士|大夫|律师|"
    r"选手|运动员|演员|教练|干部|书记|主任|院长|校长|党员|烈士|遗孀|老兵|劳模|模范|好人|志愿者|护林员|保洁员|网格员|辅警|民警|战士|负责人|经办人|承办人|经手人|责任人|监护人|法人|法定代表人|业主|股东|户主|传人|传承人|匠人|艺人|"
    r"果农|菜农|粮农|棉农|茶农|花农|烟农|蚕农|蜂农|承包人|大户|养殖户|种植户|经营户|受援人|当事人|患者|病人|家庭|帮扶户|监测户|困难群众|群众|受害人|申请者|领取人|收款人|受助者|受益人|投诉人|举报人|代表)"
)
_ROW_OF_NAMES = re.compile(rf"(?<![、])({_FULL})(?=(?:、{_FULL})+)")
"""Two full names or more in a row are people, whatever stands around them."""
_AND_OTHERS = re.compile(
    rf"(?:(?<=[\u4e00-\u9fff][员师手户者校院所学])|保障|救助|资助|慰问|补助|帮扶|发放|扶持|奖励|安置|聘用|走访|培训|治疗|表彰|邀请|聘请|由|改造|搬迁|修缮|照料|供养|抚养|收治|随访|签约|带动|支持|对|给|为|向|含|如)({_FULL})(?=等\s*(?:\d|[一二两三四五六七八九十]|师资|专家|教师|老师|教授|讲师|学者|医生|医师|律师|名师|名医|演员|艺术家|同志))"
)
"""One full name for many people: 救助王秀兰等500人."""
_SOMEBODY_NAMED = re.compile(
    rf"{_SOMEBODY}[:：]?({_FULL})(?=[、，,。；;）)\s等的由在为（(和与及因保代领签所承负自提反申报住捐写]|家|户|一家|本人|同志|老人|同学|$)"
)
_LIVES = re.compile(
    rf"({_FULL})(?=[，,（(、]\s*(?:男|女|\d{{1,3}}岁|身份证|电话|手机))|({_FULL})(?=(?:大爷|大娘|大妈|奶奶|爷爷|同学|夫妇|母女|父子|母子|本人|一家[三四五六]口))"
)
_DOES = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[农户人工员生师民者属中如含由为对给向]))({_FULL})"
    r"(?=户(?![籍均数])|家(?![园具电庭用属禽畜])|案(?![件卷例由])|名下|患(?![病儿]?者)|因(?:病|残|车祸|公)|承包|负责|保管|经手|去世|病故|住院|手术|确诊|反映|投诉)"
)
"""A full name with what only a person has or does: 李长顺家, 王保国户, 刘玉梅患尿毒症."""
_SIGNED = re.compile(
    rf"(?:填报|填表|经办|联系|审核|复核|编制|报送|制表|采集|记录|签字|签名|咨询|承办|主管|分管|牵头)(?:人员?|员|者)?[:：]\s*({_BRIEF_NAME})(?=[，,。；;、）)\s（(\d]|$)"
)
"""Who filled in or checked: 填报：张晓东."""
_COUNTED = re.compile(
    rf"[\d一二两三四五六七八九十百]\s*[人名位户][（(](?:其中|即|含|如|包括|分别(?:为|是)|名单[:：])?({_BRIEF_NAME})(?=(?:、{_BRIEF_NAME})+(?:等[\u4e00-\u9fff\d]{{0,4}})?[)）])"
)
"""Names of two characters too, right behind a count of people: 教师14人（含李静、王涛）."""
_ILL = r"[^（）()，。；]{0,8}(?:癌|症|病|瘤|肺结核|残疾|瘫痪|肢残|低保|孤儿|双亡|贫困|困难|五保|重残|失能|离异|丧偶|[一二三四]级)"
_IN_NEED = re.compile(
    rf"(?<![A-Za-z\d])({_BRIEF_NAME})(?=患(?![病儿]?者)[一-龥]{{2,8}}|[（(]{_ILL}|(?:家庭|一家|家)?因病(?:致贫|返贫|致困)|，?瘫痪在床|[3-9一二三四五六七八两\d.]+万元、(?:{_BRIEF_NAME})[\d.]+万?元)"
)
"""A name with an illness, a handicap or poverty behind it: 彭超患尿毒症, 史芳（肝癌）."""
_OF_A_KIND = re.compile(
    rf"(?:贫困户|困难户|低保户|五保户|特困户|脱贫户|监测户|患者|病人|残疾人|孤儿|困境儿童|留守儿童|受助学生|困难学生|贫困学生|(?:救助|慰问|帮扶|资助|补助|受助)对象|孤寡老人|低保对象|烈属|遗孀)"
    rf"(?:[为是：:])?({_BRIEF_NAME})(?=就业|的(?:住院|医疗|学费|生活)|每[月年]|由|家庭?|及|和|、|，|（|\(|等|住院|解决|一次性|[\d])"
)
"""A name right behind what the person is: 贫困户林云就业, 救助对象为姚林、邹伟云等."""
_OF_A_PLACE = re.compile(
    rf"(?:村|社区|屯|组)(?!边)({_FULL})(?=、|因[一-龥]|患|家|户|[，。；（(]|等[\d一二三四五六七八九十]|的|，)"
)
"""A full name behind the village: 河湾村魏长根、上坡村岳双喜因脑梗卧床."""
_NEED = re.compile(
    r"患|因病|瘫痪|[（(][^（）()]{0,8}(?:癌|症|病|残|低保|孤|双亡|贫困|级)|户|残疾人|孤儿|儿童|学生|对象|老人|烈属|遗孀|万元、"
)
_ANY_FULL = re.compile(_FULL)
_SINGLE_FULL = re.compile(f"[{_BOOK['single']}]{_GIVEN}{{2}}")
_DOUBLE_FULL = re.compile(f"{any_of(_BOOK['double'])}{_GIVEN}")
_NO_NAME = tuple(_BOOK["not_names"])


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Only right behind a word for such a person, or before 同志, 先生, 女士; one remark a cell."""
    texts = project_texts(project, "name", "purpose", "goal", "level3", "description", "target", "basis")
    for address, text in texts:
        names = _names(text) if _may_name(text) else []
        if names:
            several = f"等{len(names)}人" if len(names) > 1 else ""
            yield Remark(
                address,
                f"写着“{names[0]}”{several}的姓名，公开后会泄露个人信息。",
                names[0],
                "删去姓名，只写人数和类别；名单另存，不随表公开。",
            )


def _may_name(text: str) -> bool:
    """True for a text with a word that stands before names, or with anything that may be a full name."""
    if ":" in text or "：" in text or found_in(_LIKELY, text) or found_in(_NEED, text):
        return True
    return (_SINGLE_FULL.search(text) or found_in(_DOUBLE_FULL, text)) is not None


def _names(text: str) -> list[str]:
    found: list[str] = []
    known = (_NAMED, _ADDRESSED, _INCLUDED, _HEADED, _IN_BRACKET, _BEFORE_PEOPLE, _SIGNED, _COUNTED)
    full = (_ROW_OF_NAMES, _AND_OTHERS, _SOMEBODY_NAMED, _LIVES, _DOES, _OF_A_PLACE) if _ANY_FULL.search(text) else ()
    brief_names = (_IN_NEED, _OF_A_KIND) if _NEED.search(text) else ()
    for pattern in (*known, *full, *brief_names):
        for match in pattern.finditer(text):
            name = next(filter(None, match.groups()))
            if name.startswith(_NO_NAME) or _is_joined(text, match.start() + match.group().rindex(name)):
                continue
            found.append(name)
            found += _rest_of_list(text, match.start() + match.group().rindex(name) + len(name))
    return list(dict.fromkeys(found))


def _is_joined(text: str, place: int) -> bool:
    """True where what might be a surname joins two words: 学生和|家长."""
    return text[place] in "和与及同并" and _HAN.match(text[place - 1 : place]) is not None


_HAN = re.compile(r"[\u4e00-\u9fff]")


def _rest_of_list(text: str, place: int) -> list[str]:
    names = []
    while (match := _LISTED.match(text, place)) and not match.group(1).startswith(_NO_NAME):
        names.append(match.group(1))
        place = match.end(1)
    return names


RULE = Rule(
    code="ZSI02",
    name="private-name",
    title="含个人姓名",
    category=Category.PUBLICATION,
    severity=Severity.WARNING,
    automation="C",
    why="目标表要向社会公开。补助对象、患者、当事人的姓名一公开就收不回来。",
    how_to_fix="只写人数、类别和标准，姓名放在不公开的名单里。",
    basis=(Citation(note="公开前去掉个人信息"),),
    bad=(
        bad(
            "写了受助学生的名字",
            good(purpose="用于资助困难学生王小明、李红等3人，合计18万元。"),
            ("purpose", "王小明"),
        ),
        bad(
            "救治患者写了姓名",
            good({"indicators[5].description": "患者张建国的康复情况"}),
            ("indicators[5].description", "张建国"),
        ),
        bad("写了联系人", good(goal="1、更换灯具264套，联系人：赵敏，合格率100%。"), ("goal", "赵敏")),
    ),
    good=(
        fine("没有写名字", good()),
        fine("患者后面不是名字", good(purpose="用于患者高危筛查和患者管理，困难学生全部资助，合计18万元。")),
        fine("户主、残疾人是泛指", good(purpose="残疾人康复、贫困户危房改造，户主申请，合计18万元。")),
    ),
    check_project=check,
    reads=("name", "purpose", "goal", "level3", "description", "target", "basis"),
)
