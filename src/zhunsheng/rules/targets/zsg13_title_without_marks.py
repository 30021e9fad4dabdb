"""ZSG13: the title of an official document stands without 《》, or the marks are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Fix, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import project_texts, texts_with
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import any_of, word_list
from zhunsheng.rules.wording import brief

_KIND = (
    r"(?:暂行办法|管理办法|实施办法|试行办法|考核办法|实施细则|管理条例|管理规定|暂行规定|实施意见|指导意见|工作条例)"
)
_KINDS = re.compile(_KIND)
_PIECE = re.compile(r"[^，,。；;、：:\n《》（）()“”\s]+")
_ABOUT = re.compile(r"关于.{4,40}?的(?:通知|意见|决定|批复|办法|方案|公告|通报|函)")
_AFTER_NUMBER = re.compile(
    r"[〕】\])）]\s*第?\d{1,5}\s*号(?:文件|文)?(?P<title>[一-龥]{6,40}?的(?:通知|意见|决定|批复|通报))"
)
_NAMED = re.compile(rf"(?P<title>[一-龥]{{4,24}}?{_KIND})(?=$|要求|规定|执行|第|文件|和|及|中)")
_LEAD = re.compile(r"^(?:依据|根据|按照|参照|遵照|执行|依照|按|落实|贯彻|结合|符合|对照|和|与|及|县|市|省)+")
_GENERAL = re.compile(
    r"^(?:有关|相关|各项|本单位|该|其|此|上级|国家|项目|资金|单位|部门|财务|内部|专项资金|政府采购|考核|我县|全县|县级|现行)+"
)
_ANGLE = re.compile(r"<<([^<>《》]{3,40})>>|＜＜([^＜＞《》]{3,40})＞＞|<([一-龥]{5,40})>")
_QUOTED = re.compile(rf"“([一-龥（）()]{{4,30}}{_KIND}(?:（试行）)?)”")
_NUMBER_IN_MARKS = re.compile(r"《([一-龥]{2,10}[〔【\[(（](?:19|20)\d{2}[〕】\])）]第?\d{1,5}号)》")
_MARKED = re.compile(r"《[^《》]*》|“[^“”]*”")
_STANDARD = re.compile(
    r"“?((?:[一-龥（）()]{2,20}(?:工程|施工|质量|检验|评定|验收|技术|设计|卫生|安全|防火|养护|运行|服务)[一-龥（）()]{0,6}(?:标准|规范|规程|导则)))”?"
)
_LEADING = "依据|根据|按照|参照|遵照|执行|依照|依|按|落实|贯彻|符合|对照"
_LAW = re.compile(
    rf"(?P<title>中华人民共和国[一-龥]{{2,16}}?(?:法(?!律|[规院治制人定])|条例)(?:实施(?:条例|细则|办法))?"
    rf"|(?<![一-龥])(?:{_LEADING})?(?P<short>{any_of(word_list('laws'))}(?:实施(?:条例|细则|办法))?))"
    r"(?=$|[，,。；;、（(]|第[一二三四五六七八九十百\d]+条|规定|要求|明确|的|和|及|中)"
)
"""A law by its full name wherever it stands, or by its usual name where a piece of the text begins with it.

The usual name as the whole of a basis (食品安全法) is let pass: nobody takes it for anything else."""
_ISSUED = re.compile(
    r"(?:依据?|按照?|根据|参照|执行|符合|对照)(?:国务院|国家(?=[一-龥]{2,8}局)|(?:住房和城乡建设|生态环境|农业农村|教育|财政|交通运输|水利|卫生健康|人力资源社会保障|"
    r"人力资源和社会保障|民政|司法|公安|自然资源|文化和旅游|应急管理|商务|工业和信息化|科学技术|科技|退役军人事务)部|[一-龥]{2,8}(?:总局|委员会|[卫发]健?改?委))"
    r"(?:发布|印发|制定|颁布|颁发|公布|出台|统一)?的?(?P<title>[一-龥]{4,20}?(?:规范|规程|导则|指南|标准|办法|细则|条例|规定))"
    r"(?=$|[，,。；;、（(]|制定|执行|要求|规定|第|的)"
)
"""A title right behind the body that issued it: 依住房和城乡建设部城市管理执法行为规范制定的大纲."""
_PLACED = re.compile(
    r"(?:^|(?<=[，。；、\n（(])|(?<=[按照据行合]))(?P<title>(?!照|据)(?:中华人民共和国|国家(?=[一-龥]{6})|全国(?=[一-龥]{6})|[一-龥]{2,3}[省市县区](?!级|委|政府))[一-龥]{2,26}?"
    r"(?:办法|条例|细则|规定(?!的)|规程|规范|指南|意见|法)(?:（试行）|（暂行）)?)(?=$|[，,。；;、（(]|要求|规定|第[一二三四五六七八九十\d])"
)
"""A title that begins with the place or the state that made it: 青禾县残疾人护理补贴办法 is one document's own name."""
_NUMBERED = re.compile(
    r"(?:^|(?<=[，。；;、\n])|(?<=[按照据行合]))(?P<title>(?!照|据|行|合)[一-龥]{6,30}?(?:标准|规范|规程|导则|技术条件|技术要求|限值))"
    r"(?=\s*[（(]\s*(?:GB|JGJ|CJJ|JTG|HJ|DB|NY|WS|SL|TSG|[A-Z]{2,4}/T)[A-Z/]*[\s\d])"
)
"""A title with the standard's own number behind it in brackets names that one standard."""
_TELLING = 9
"""A shorter name (监测技术规范) may mean any of many."""
_QUICK = re.compile(r"法|条例|指南|标准|规[范程]|导则|[办条规意细]|关于|的[通决批]|<|＜|《")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Titles that are surely one document's own; 有关管理办法 and the like name none."""
    for address, text in texts_with(_QUICK, project_texts(project, "purpose", "description", "basis")):
        if address == "purpose":
            yield from _placed(address, text)
            continue
        yield from _wrong_marks(address, text)
        if address.endswith("basis"):
            yield from _technical(address, text)
        titles = _titles_in(text) or _numbered(text)
        if not titles:
            yield from _placed(address, text)
        for title in titles:
            whole = title.startswith("关于")
            fix = Fix(address, text.replace(title, f"《{title}》", 1), "加上书名号") if whole else None
            yield Remark(
                address,
                f"“{brief(title, 24)}”是文件名，没有加书名号。",
                title,
                f"写成“《{brief(title, 24)}》”，名称照原文件写全。",
                fix,
            )


def _placed(address: str, text: str) -> Iterator[Remark]:
    for found in _PLACED.finditer(_MARKED.sub(lambda found: "《" * len(found.group()), text)):
        title = found.group("title")
        yield Remark(
            address,
            f"“{brief(title, 24)}”是文件名，没有加书名号。",
            title,
            f"写成“《{brief(title, 24)}》”，名称照原文件写全。",
            Fix(address, text.replace(title, f"《{title}》", 1), "加上书名号"),
        )


def _numbered(text: str) -> tuple[str, ...]:
    plain = _MARKED.sub(lambda found: "《" * len(found.group()), text)
    return tuple(dict.fromkeys(_LEAD.sub("", found["title"]) for found in _NUMBERED.finditer(plain)))


def _technical(address: str, text: str) -> Iterator[Remark]:
    """The whole name of a technical standard as the only basis: often cited without marks, so only worth a hint."""
    found = _STANDARD.fullmatch(text.strip())
    if found is not None and (len(found.group(1)) >= _TELLING or text.strip().startswith("“")):
        title = found.group(1)
        yield Remark(
            address,
            f"“{brief(title, 24)}”像是标准、规范的名称，没有加书名号。",
            title,
            f"写成“《{brief(title, 24)}》”，有标准号的写上标准号。",
            Fix(address, text.replace(found.group(), f"《{title}》", 1), "加上书名号"),
            severity=Severity.INFO,
        )


@lru_cache(maxsize=4096)
def _titles_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_bare_titles(_MARKED.sub(lambda found: "《" * len(found.group()), text))))


def _bare_titles(text: str) -> Iterator[str]:
    for found in _AFTER_NUMBER.finditer(text):
        yield found.group("title")
    plain = _AFTER_NUMBER.sub(lambda found: "，" * len(found.group()), text)
    for found in _ABOUT.finditer(plain):
        if "《" not in found.group():
            yield found.group()
    plain = _ABOUT.sub(lambda found: "，" * len(found.group()), plain)
    for pattern in (_LAW, _ISSUED):
        for found in pattern.finditer(plain):
            title = found.groupdict().get("short") or found.group("title")
            if title != text.strip():
                yield title
        plain = pattern.sub(lambda found: "，" * len(found.group()), plain)
    for piece in _PIECE.finditer(plain):
        named = _NAMED.search(piece.group())
        if named is None:
            continue
        title = _LEAD.sub("", named.group("title"))
        if not _GENERAL.match(title) and len(_KINDS.sub("", title)) >= 3:
            yield title


def _wrong_marks(address: str, text: str) -> Iterator[Remark]:
    for found in _ANGLE.finditer(text):
        title = next(group for group in found.groups() if group)
        mended = text.replace(found.group(), f"《{title}》")
        yield Remark(
            address,
            f"“{brief(title, 24)}”用的不是书名号。",
            found.group(),
            f"写成“《{brief(title, 24)}》”。",
            Fix(address, mended, "换成书名号"),
        )
    for found in _QUOTED.finditer(text):
        title = found.group(1)
        mended = text.replace(found.group(), f"《{title}》")
        yield Remark(
            address,
            f"文件名“{brief(title, 24)}”用了引号，没有用书名号。",
            found.group(),
            f"写成“《{brief(title, 24)}》”。",
            Fix(address, mended, "换成书名号"),
        )
    for found in _NUMBER_IN_MARKS.finditer(text):
        mended = text.replace(found.group(), found.group(1))
        yield Remark(
            address,
            f"文号“{found.group(1)}”不加书名号，书名号只用在文件名上。",
            found.group(),
            f"写成“{found.group(1)}”。",
            Fix(address, mended, "去掉书名号"),
        )


RULE = Rule(
    code="ZSG13",
    name="title-without-marks",
    title="文件名的书名号缺或错",
    category=Category.WORDING,
    severity=Severity.INFO,
    automation="A",
    why="不加书名号，看不出哪几个字是文件名，依据就查不到。",
    how_to_fix="文件名写全并加书名号，文号放在后面的括号里，文号本身不加书名号。",
    basis=(Citation(note="公文中文件名加书名号"),),
    bad=(
        bad(
            "文号后面的文件名",
            good({"indicators[3].basis": "冀人社字〔2019〕48号文调整最低工资标准的通知"}),
            ("indicators[3].basis", "调整最低工资标准的通知"),
        ),
        bad(
            "关于……的通知",
            good({"indicators[3].basis": "按照关于做好校舍维修工作的通知"}),
            ("indicators[3].basis", "关于做好校舍维修工作的通知"),
        ),
        bad(
            "管理办法",
            good({"indicators[0].basis": "依据职责，园区项目建设部管理办法，全覆盖"}),
            ("indicators[0].basis", "园区项目建设部管理办法"),
        ),
        bad(
            "尖括号当书名号",
            good({"indicators[4].basis": "<中小学校教室采光和照明卫生标准>"}),
            ("indicators[4].basis", "<中小学校教室采光和照明卫生标准>"),
        ),
        bad(
            "文号加了书名号",
            good({"indicators[3].basis": "《冀财预〔2020〕10号》"}),
            ("indicators[3].basis", "《冀财预〔2020〕10号》"),
        ),
    ),
    good=(
        fine("书名号齐全", good({"indicators[0].basis": "《河北省天然气价格管理办法》"})),
        fine("没有说是哪个文件", good({"indicators[0].basis": "有关管理办法和单位财务管理规定"})),
        fine("计划、合同不是文件名", good()),
    ),
    check_project=check,
    reads=("purpose", "description", "basis"),
)
