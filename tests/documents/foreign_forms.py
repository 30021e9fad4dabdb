"""Forms as others publish them, in invented words: merged as Word and the budget systems merge them, with their habits.

Each is a table written down cell by cell: ``text``, ``text|2`` for a cell over two columns, ``text|1x3`` for one over
three rows, ``text|2x3`` for both. Web pages, Word files and workbooks are made of it.
"""

from __future__ import annotations

import io
import re
from html import escape
from pathlib import Path

import docx.document
import openpyxl
import pylopdf_fonts_zh_cn
import typst
from openpyxl.styles import Border, Side

Rows = list[list[str]]
_SPANS = re.compile(r"^(.*)\|(\d+)(?:x(\d+))?$", re.S)

NATIONAL: Rows = [
    ["项目名称|2", "校舍维修改造|7"],
    ["主管部门|2", "219-青禾县教育局|3", "实施单位", "青禾县第二小学|3"],
    ["项目资金（元）|1x5", "|2", "年初预算数（A）", "全年预算数（B）", "全年执行数（C）", "分值（10分）", "执行率（C/B）", "得分"],
    ["年度资金总额：|2", "250,000.00", "250,000.00", "215,457.60", "10", "86.18%", "8.62"],
    ["其中：当年财政拨款|2", "250,000.00", "250,000.00", "215,457.60", "—", "86.18%", "—"],
    ["上年结转资金|2", "0", "0", "0", "—", "", "—"],
    ["其他资金|2", "", "", "", "—", "", "—"],
    ["年度总体目标|1x2", "预期目标|4", "实际完成情况|4"],
    ["完成24间教室维修，\n消除安全隐患。|4", "24间教室全部完成，8月28日验收。|4"],
    ["绩\n效\n指\n标|1x6", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["产出指标（50分）|1x3", "数量指标", "维修教室数量", "≥24间", "24间", "20", "20", ""],
    ["质量指标", "验收合格率", "100%", "100%", "15", "15", ""],
    ["时效指标", "完工时间", "8月31日前", "8月28日", "15", "15", ""],
    ["效益指标（30分）", "社会效益指标", "受益学生数", "≥960人", "955人", "30", "29.84", "转学5人"],
    ["满意度指标（10分）", "服务对象满意度指标", "师生满意度", "≥90%", "95%", "10", "10", ""],
    ["总分|6", "100", "98.46", ""],
]  # fmt: skip
"""The national form in 元, as a school prints it: 绩效指标 merged over the header row too, letters behind the headers."""

SICHUAN: Rows = [
    ["项目名称|2", "51000021R000000012345-示例运转经费|9"],
    ["主管部门|2", "某县发展和改革局|4", "实施单位（盖章）|2", "某县发展和改革局|3"],
    ["项目基本情况|1x3", "1.项目年度目标完成情况|1x2", "项目年度目标|5", "年度目标完成情况|4"],
    ["保障单位日常运转。|5", "全年运转正常。|4"],
    ["2.项目实施内容及过程概述", "按月支付办公费、差旅费。|9"],
    ["预算执行情况（10分）|1x6", "年度预算数（万元）|2", "年初预算", "调整后预算数|2", "预算执行数", "预算执行率", "权重", "得分", "原因"],
    ["总额|2", "40.00", "43.20|2", "37.24", "86.20%", "10", "8.62", "压减一般性支出"],
    ["其中：财政资金|2", "40.00", "43.20|2", "37.24", "86.20%", "/", "/", ""],
    ["财政专户管理资金|2", "", "|2", "", "", "/", "/", ""],
    ["单位资金|2", "", "|2", "", "", "/", "/", ""],
    ["其他资金|2", "", "|2", "", "", "/", "/", ""],
    ["绩效指标（90分）|1x4", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分", "未完成原因分析"],
    ["产出指标|1x2", "数量指标", "保障人数", "=", "12", "人", "12", "45", "45", ""],
    ["质量指标", "费用报销差错率", "≤", "1", "%", "0.5", "25", "25", ""],
    ["效益指标", "社会效益指标", "运转保障情况", "定性", "好坏", "", "好", "20", "18", "偶有延误"],
    ["总分|8", "100", "96.62", ""],
    ["评价结论|2", "自评得分96.62分，等级为优。|9"],
    ["存在问题|2", "个别月份支付不及时。|9"],
    ["改进措施|2", "每月25日前完成支付。|9"],
    ["项目负责人|2", "赵某|4", "财务负责人|2", "钱某|3"],
]  # fmt: skip

HEBEI: Rows = [
    ["一、基本情况", "项目名称", "示例活动经费|3", "实施(主管)单位|2", "某县文化馆|3"],
    ["二、预算执行情况|1x4", "预算安排情况(调整后)|3", "资金到位情况|2", "资金执行情况|2", "预算执行进度|2"],
    ["预算数：", "30.00|2", "到位数：", "30.00", "执行数：", "30.00", "100.00%|2x3"],
    ["其中：财政资金", "30.00|2", "其中：财政资金", "30.00", "其中：财政资金", "30.00"],
    ["其他", "0.00|2", "其他", "0.00", "其他", "0.00"],
    ["三、目标完成情况|1x3", "年度预期目标|4", "具体完成情况|3", "总体完成率|2"],
    ["1、举办活动10场。|4", "1、举办活动10场。|3", "100%|2"],
    ["2、参与群众3000人次。|4", "2、参与群众3000人次。|3", "100%|2"],
    ["四、年度绩效指标完成情况|1x4", "一级指标|1x2", "二级指标|1x2", "三级指标|1x2", "预期指标值|3", "实际完成值|1x2", "自评得分|2x2"],
    ["符号", "数值", "单位（文字描述）"],
    ["产出指标", "数量指标", "举办活动场次", "≥", "10", "场", "10", "50|2"],
    ["满意度指标", "服务对象满意度", "群众满意度", "≥", "95", "%(百分比)", "96.5", "10|2"],
]  # fmt: skip

HALF_YEAR: Rows = [
    ["项目名称", "示例申遗专项|5"],
    ["主管部门", "某市文物局|2", "项目执行单位", "某市申遗办|2"],
    ["项目属性", "持续性☑ 新增性□|2", "项目类型", "常年性□ 延续性☑ 一次性□|2"],
    ["项目资金（万元）|1x3", "|2", "年初预算数", "1-6月执行数", "全年预计执行数"],
    ["年度资金总额|2", "500.00", "210.00", "500.00"],
    ["其中：财政拨款|2", "500.00", "210.00", "500.00"],
    ["一级指标", "指标名称", "指标值", "半年度指标执行情况", "完成目标可能性", "备注"],
    ["产出指标|1x2", "编制文本", "1套", "完成初稿", "确定能", ""],
    ["整治点位", "≥12处", "5处", "有可能", "雨季影响，8月起增加人手"],
    ["满意度指标", "居民满意度", "≥90%", "未到调查时间", "确定能", ""],
    ["偏差或不能完成目标原因分析|2", "雨季施工受影响。|4"],
    ["相关建议或举措|2", "调整工序，先室内后室外。|4"],
]  # fmt: skip
"""A half-year monitoring form with one worded column for the outlook."""

MONITORING: Rows = [
    ["项目名称|2", "路灯电费|15"],
    ["主管部门|2", "某园区|7", "实施单位", "某园区管委会|7"],
    ["项目资金（万元）|1x3", "|3", "年初预算数|3", "全年预算数|2", "1—7月执行数|3", "1—7月执行率|2", "全年预计执行数|3"],
    ["年度资金总额|3", "15.00|3", "15.00|2", "7.20|3", "48.00%|2", "14.50|3"],
    ["其中：本年一般公共预算拨款|3", "15.00|3", "15.00|2", "7.20|3", "48.00%|2", "14.50|3"],
    ["年度总体目标", "保障路灯正常照明。|16"],
    ["绩效指标|1x5", "一级指标|1x2", "二级指标|1x2", "三级指标|1x2", "年度指标值|1x2", "1—7月执行情况|1x2", "全年预计完成情况|1x2", "偏差原因分析|6", "完成目标可能性|3", "备注|1x2"],
    ["经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明", "确定能", "有可能", "完全不可能"],
    ["产出指标|1x2", "数量指标", "路灯数量", "220盏", "220盏", "220盏", "", "", "", "", "", "", "√", "", "", ""],
    ["时效指标", "缴费及时率", "≥95%", "85.7%", "92%", "", "☑", "", "", "", "账单晚到", "", "√", "", "约定账单日"],
    ["满意度指标", "服务对象满意度指标", "群众满意度", "≥95%", "", "95%", "", "", "", "", "", "", "√", "", "", ""],
]  # fmt: skip

THREE_QUARTERS: Rows = [
    ["项目名称|2", "示例养护经费|14"],
    ["主管部门及代码|2", "219县住建局|6", "项目单位|2", "县园林处|6"],
    ["项目资金（万元）|1x3", "|2", "年初批复预算数|3", "调整后预算数|2", "截至9月底预算执行数|3", "预算执行进度|2", "预计全年执行数|3"],
    ["资金总额|2", "80.00|3", "76.00|2", "45.60|3", "60%|2", "76.00|3"],
    ["其中：一般公共预算|2", "80.00|3", "76.00|2", "45.60|3", "60%|2", "76.00|3"],
    ["年度绩效目标|2", "管护绿地12万平方米，成活率95%以上。|14"],
    ["一级指标|1x2", "二级指标|1x2", "三级指标|1x2", "年初指标值|1x2", "1-9月实际完成值|1x2", "预计全年完成值|1x2", "偏差原因|6", "年末完成目标的可能性|3", "整改措施|1x2"],
    ["经费保障", "制度保障", "人员保障", "硬件保障", "其它", "说明", "确定能完成", "有可能完成", "不可能完成"],
    ["产出指标|1x3", "数量指标", "管护面积", "≥12万平方米", "12万平方米", "12万平方米", "", "", "", "", "", "", "√", "", "", ""],
    ["质量指标", "苗木成活率", "≥95%", "91%", "93%", "", "", "√", "", "", "高温少雨，补栽未验收", "", "√", "", "10月补栽"],
    ["时效指标", "任务完成时间", "12月底前", "按进度", "12月", "", "", "", "", "", "", "√", "", "", ""],
    ["效益指标", "生态效益指标", "绿地率", "≥38%", "38.2%", "38.2%", "", "", "", "", "", "", "√", "", "", ""],
    ["满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "", "90%", "", "", "", "", "", "", "√", "", "", ""],
]  # fmt: skip
"""A monitoring form until September whose headers say the same in other words: 截至9月底, 预计全年完成值, 其它, 确定能完成."""

ABLE_OR_NOT: Rows = [
    ["项目名称", "示例路灯维护|6"],
    ["主管部门", "县城管局|3", "实施单位", "县市政所|2"],
    ["预算资金（万元）|1x3", "资金来源", "年初预算", "全年预算", "上半年执行数", "执行率（%）", "全年预计执行数"],
    ["合计", "30.00", "30.00", "12.60", "42.00", "30.00"],
    ["财政拨款", "30.00", "30.00", "12.60", "42.00", "30.00"],
    ["年度目标", "路灯亮灯率98%以上。|6"],
    ["一级指标", "二级指标", "三级指标", "指标值", "上半年完成值", "是否能完成全年目标", "未完成原因及改进措施"],
    ["产出指标|1x2", "数量指标", "维护路灯数", "≥1200盏", "1200盏", "能", ""],
    ["质量指标", "亮灯率", "≥98%", "96.5%", "可能", "电缆被盗，7月底前修复"],
    ["效益指标", "社会效益指标", "夜间交通事故下降率", "≥5%", "", "不能", "数据下年公布"],
]  # fmt: skip
"""A half-year monitoring form that asks whether the target can be reached, with causes and measures in one column."""

TRAINING: Rows = [
    ["项目名称|2", "示例教师培训|6"],
    ["主管部门|2", "县教育局|3", "项目实施单位", "县教师进修学校|2"],
    ["预算执行情况（万元）|1x4", "|2", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "执行得分"],
    ["年度资金总额|2", "20.00", "18.00", "17.10", "10", "95.00%", "9.50"],
    ["其中：财政拨款|2", "20.00", "18.00", "17.10", "", "95.00%", ""],
    ["其他资金|2", "0", "0", "0", "", "", ""],
    ["年度绩效目标完成情况|1x2", "年初设定目标|3", "全年完成情况|4"],
    ["培训教师300人次。|3", "培训教师312人次。|4"],
    ["绩效指标完成情况|1x6", "一级指标", "二级指标", "三级指标", "指标值", "全年实际完成值", "分值", "自评分", "未完成原因和改进措施"],
    ["成本指标（20分）", "经济成本指标", "人均培训成本", "≤600元", "548元", "20", "20", ""],
    ["产出指标（40分）|1x2", "数量指标", "培训人次", "≥300人次", "312人次", "20", "20", ""],
    ["质量指标", "考核合格率", "≥95%", "93%", "20", "19.58", "部分新教师首次参训；下年增加辅导"],
    ["效益指标（20分）", "社会效益指标", "教学质量提升", "有所提升", "有所提升", "20", "18", "成效需要时间显现；跟踪听课"],
    ["满意度指标（10分）", "服务对象满意度", "参训教师满意度", "≥90%", "94%", "10", "10", ""],
    ["总分|6", "100", "97.08", ""],
]  # fmt: skip
"""A self-evaluation form with the five kinds of the newer tree, 执行得分 and 年初设定目标."""

HEBEI_BARE: Rows = [
    ["一、基本情况", "项目名称", "示例文化活动|3", "实施（主管）单位|2", "某县文旅局|3"],
    ["二、预算执行情况（万元）|1x4", "预算安排情况（调整后）|3", "资金到位情况|2", "资金执行情况|2", "预算执行进度（%）|2"],
    ["预算数", "50|2", "到位数", "50", "执行数", "46.5", "93|2x3"],
    ["其中：财政资金", "50|2", "其中：财政资金", "50", "其中：财政资金", "46.5"],
    ["其他", "|2", "其他", "", "其他", ""],
    ["三、目标完成情况|1x2", "年度预期目标|4", "具体完成情况|3", "总体完成率（%）|2"],
    ["1.举办群众文化活动20场，参与8000人次。|4", "举办22场，参与8600人次。|3", "100|2"],
    ["四、年度绩效指标完成情况|1x6", "一级指标|1x2", "二级指标|1x2", "三级指标|1x2", "预期指标值|3", "实际完成值|1x2", "得分|1x2", "指标说明|1x2"],
    ["符号", "值", "单位（文字描述）"],
    ["产出指标|1x2", "数量指标", "活动场次", "≥", "20", "场", "22", "20", ""],
    ["质量指标", "活动完成率", "≥", "100", "百分比", "100", "20", ""],
    ["效果指标", "社会效益指标", "参与人次", "≥", "8000", "人次", "8600", "30", ""],
    ["满意度指标", "服务对象满意度指标", "群众满意度", "≥", "90", "百分比", "94", "10", ""],
    ["五、存在问题、原因及下一步整改措施", "个别活动因天气延期；改为室内。|9"],
]  # fmt: skip
"""Hebei's form with a bare number under 预算执行进度（%） and the problems as a fifth part."""


def spans(text: str) -> tuple[str, int, int]:
    """A cell's words, its columns and its rows."""
    found = _SPANS.match(text)
    return (found.group(1), int(found.group(2)), int(found.group(3) or 1)) if found else (text, 1, 1)


def as_html(title: str, *tables: Rows, before: str = "", after: str = "") -> bytes:
    """A web page of the tables, with the noise that such pages have around them."""
    body = []
    for rows in tables:
        body.append(f"<p>{title}</p>")
        body.append("<table border=1>")
        for row in rows:
            cells = "".join(
                f'<td colspan="{columns}" rowspan="{deep}">{escape(words).replace(chr(10), "<br>")}</td>'
                for words, columns, deep in map(spans, row)
            )
            body.append(f"<tr>{cells}</tr>")
        body.append("</table>")
    page = f"<!DOCTYPE html><html><meta charset=utf-8><body>{before}{''.join(body)}{after}</body></html>"
    return page.encode()


def placed(rows: Rows) -> list[tuple[int, int, str, int, int]]:
    """Every cell with its row and column on the grid: row, column, words, columns, rows."""
    taken: set[tuple[int, int]] = set()
    found = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            words, wide, deep = spans(cell)
            found.append((number, column, words, wide, deep))
            taken |= {(number + down, column + right) for down in range(deep) for right in range(wide)}
            column += wide
    return found


def as_docx(title: str, rows: Rows) -> bytes:
    """A Word file of one table, merged by python-docx."""
    document = docx.Document()
    _word_table(document, title, rows)
    return _saved(document)


def as_docx_of(*forms: tuple[str, Rows], unit: str) -> bytes:
    """A Word file of several forms one below the other, each with 填报单位 above and a note below, as units annex them."""
    document = docx.Document()
    document.add_paragraph("附件3")
    for title, rows in forms:
        _word_table(document, title, rows, f"填报单位：{unit}          单位：万元")
        document.add_paragraph("注：其他资金包括自有资金、社会资金等。")
        document.add_paragraph("填报人：李某    联系电话：0319-1234567")
    return _saved(document)


def _saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _word_table(document: docx.document.Document, title: str, rows: Rows, *lines: str) -> None:
    cells = placed(rows)
    for words in (title, *lines):
        document.add_paragraph(words)
    width = max(column + wide for _, column, _, wide, _ in cells)
    table = document.add_table(len(rows), width)
    for number, column, words, wide, deep in cells:
        cell = table.cell(number, column)
        if (wide, deep) != (1, 1):
            cell = cell.merge(table.cell(number + deep - 1, column + wide - 1))
        cell.text = words


def as_xlsx(title: str, rows: Rows) -> bytes:
    """A workbook of one ruled form below its merged title, numbers as text."""
    cells = placed(rows)
    book = openpyxl.Workbook()
    sheet = book.active
    width = max(column + wide for _, column, _, wide, _ in cells)
    sheet.cell(1, 1, title)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    line = Side(style="thin")
    for number, column, words, wide, deep in cells:
        sheet.cell(number + 2, column + 1, words)
        if (wide, deep) != (1, 1):
            sheet.merge_cells(
                start_row=number + 2, end_row=number + 1 + deep, start_column=column + 1, end_column=column + wide
            )
    for number in range(len(rows)):
        for column in range(width):
            sheet.cell(number + 2, column + 1).border = Border(line, line, line, line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_pdf(
    title: str,
    *tables: Rows,
    ruled: bool = True,
    height: int = 297,
    width: int = 210,
    size: int = 8,
    before: str = "",
    notes: str = "",
    header: str = "",
) -> bytes:
    """A PDF of the tables with page numbers and a running head, on pages of ``width`` × ``height`` mm; lines or none."""
    parts = [
        f"#set page(width:{width}mm,height:{height}mm,margin:(x:18mm,y:20mm),numbering:"
        f'"— 1 —",header:text(8pt,{_typst(header)}))',
        f'#set text(font:("Noto Serif CJK SC","Source Han Serif SC","Noto Serif SC"),size:{size}pt,lang:"zh")',
        f"#{_typst(before)}\n" if before else "",
    ]
    stroke = "0.5pt" if ruled else "none"
    for rows in tables:
        cells = placed(rows)
        columns = max(column + wide for _, column, _, wide, _ in cells)
        body = ",".join(
            f"table.cell(x:{column},y:{number},colspan:{wide},rowspan:{deep},{_typst(words)})"
            for number, column, words, wide, deep in cells
        )
        parts.append(f"#align(center,text(14pt,{_typst(title)}))\n")
        parts.append(f"#table(columns:({'1fr,' * columns}),stroke:{stroke},inset:3pt,align:left+horizon,{body})\n")
    parts.append(f"#{_typst(notes)}\n" if notes else "")
    packaged = Path(pylopdf_fonts_zh_cn.serif_path()).parent
    fonts = typst.Fonts(include_system_fonts=True, font_paths=[str(packaged)])
    return typst.Compiler("\n".join(parts).encode(), font_paths=fonts).compile()


def _typst(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def sheet_of(book: openpyxl.Workbook, name: str, title: str, rows: Rows, state: str = "visible") -> None:
    """One more worksheet as a bureau's workbook has them: 附件 above, the title, the money unit, a note below."""
    cells = placed(rows)
    sheet = book.create_sheet(name)
    sheet.sheet_state = state
    width = max(column + wide for _, column, _, wide, _ in cells)
    sheet.cell(1, 1, "附件2")
    sheet.cell(2, 1, title)
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=width)
    sheet.cell(3, width, "单位：万元")
    line = Side(style="thin")
    for number, column, words, wide, deep in cells:
        sheet.cell(number + 4, column + 1, words)
        if (wide, deep) != (1, 1):
            sheet.merge_cells(
                start_row=number + 4, end_row=number + 3 + deep, start_column=column + 1, end_column=column + wide
            )
    for number in range(len(rows)):
        for column in range(width):
            sheet.cell(number + 4, column + 1).border = Border(line, line, line, line)
    sheet.cell(len(rows) + 4, 1, "注：得分一档最高不能超过该指标分值上限。")


def as_text(title: str, rows: Rows) -> bytes:
    """Word's own text export: one tab-indented cell a line, merged cells blank where they are covered."""
    cells = placed(rows)
    lines = [title, ""]
    covered = {(number + down, column): wide for number, column, _, wide, deep in cells for down in range(1, deep)}
    starts = {(number, column): words for number, column, words, _, _ in cells}
    for number in range(len(rows)):
        spots = sorted({column for row, column in (*starts, *covered) if row == number})
        for column in spots:
            words = starts.get((number, column), "")
            first, *more = words.split("\n")
            lines += [f"\t{first}", *more]
        lines.append("")
    return ("\n".join(lines) + "\n").encode()


WIDE: Rows = [
    ["项目名称", "项目单位", "项目类别", "预算数(元)", "年度绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标方向", "目标值", "计量单位", "分值"],
    ["办案业务费|1x3", "某旗检察院|1x4", "特定目标类|1x3", "450,000.00|1x3", "保障办案。|1x3", "产出指标(50分)|1x2", "数量指标", "办理案件数", "正向", "大于等于", "200", "件", "30"],
    ["质量指标", "案件差错率", "反向", "小于等于", "1", "%", "20"],
    ["满意度指标(10分)", "服务对象满意度", "当事人满意度", "正向", "大于等于", "90", "%", "10"],
    ["设备购置", "其他运转类", "80,000.00", "购置设备。", "产出指标(50分)", "数量指标", "购置数量", "正向", "等于", "12", "台", "50"],
]  # fmt: skip
"""One table for all projects of a unit, a row an indicator; the sign stands under 指标方向."""
