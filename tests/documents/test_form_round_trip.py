"""Self-evaluation and monitoring forms are written and read again, in every layout and format, without loss."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from generated_forms import monitorings, self_evaluations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import convert

from zhunsheng.documents.forms.evaluation_styles import NATIONAL
from zhunsheng.documents.forms.form_printer import print_form
from zhunsheng.documents.forms.layout import FormKind, Layout, layouts_of
from zhunsheng.documents.interchange import document_from_json, document_to_json
from zhunsheng.documents.page import Table
from zhunsheng.model.document import Document
from zhunsheng.model.figure import figure
from zhunsheng.model.form_address import form_cells, put_form_cell
from zhunsheng.model.fund_line import FundLine
from zhunsheng.model.monitoring_form import MonitoringForm
from zhunsheng.model.self_evaluation_form import EvaluatedIndicator, SelfEvaluationForm
from zhunsheng.rules.form_examples import GOOD_DEPARTMENT, GOOD_EVALUATION, GOOD_MONITORING, evaluation, papers
from zhunsheng.usecases.read_document import read_bytes
from zhunsheng.usecases.write_document import write_document

law = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=25)
FORMATS = ("txt", "html", "docx", "xlsx")
EVALUATIONS = [pytest.param(layout, id=layout.name) for layout in layouts_of(FormKind.SELF_EVALUATION)]
MONITORINGS = [pytest.param(layout, id=layout.name) for layout in layouts_of(FormKind.MONITORING)]


def as_printed(form: SelfEvaluationForm, layout: Layout) -> SelfEvaluationForm:
    """Hebei's form has no name for its first line of money but 预算数."""
    if "河北" not in layout.name or not form.funds or form.tasks:
        return form
    first: FundLine = replace(form.funds[0], label="预算数")
    return replace(form, funds=(first, *form.funds[1:]))


def cells_of(forms: tuple[SelfEvaluationForm | MonitoringForm, ...]) -> list[dict[str, str | None]]:
    return [form_cells(form) for form in forms]


@pytest.mark.parametrize("layout", EVALUATIONS)
@law
@given(data=st.data())
def test_reading_a_printed_self_evaluation_gives_it_back(layout: Layout, data: st.DataObject) -> None:
    parts = "河北" in layout.name or "四川" in layout.name
    department = None if "河北" not in layout.name else False
    form = as_printed(data.draw(self_evaluations(parts, department)), layout)
    read = layout.read(layout.paper(Document(self_evaluations=(form,))))
    assert cells_of(read.self_evaluations) == cells_of((form,))
    assert read.self_evaluations == (form,)


@pytest.mark.parametrize("layout", MONITORINGS)
@law
@given(form=monitorings())
def test_reading_a_printed_monitoring_form_gives_it_back(layout: Layout, form: MonitoringForm) -> None:
    read = layout.read(layout.paper(Document(monitorings=(form,))))
    assert cells_of(read.monitorings) == cells_of((form,))
    assert read.monitorings == (form,)


@pytest.mark.parametrize("suffix", FORMATS)
@settings(law, max_examples=12)
@given(forms=st.lists(self_evaluations(), min_size=1, max_size=2), monitored=st.lists(monitorings(), max_size=1))
def test_files_give_the_forms_back(
    suffix: str, forms: list[SelfEvaluationForm], monitored: list[MonitoringForm]
) -> None:
    document = Document(self_evaluations=tuple(forms), monitorings=tuple(monitored))
    read = read_bytes(write_document(document, suffix))
    assert cells_of(read.self_evaluations) == cells_of(document.self_evaluations)
    assert cells_of(read.monitorings) == cells_of(document.monitorings)


@law
@given(forms=st.lists(self_evaluations(), max_size=2), monitored=st.lists(monitorings(), max_size=2))
def test_json_gives_the_forms_back(forms: list[SelfEvaluationForm], monitored: list[MonitoringForm]) -> None:
    document = Document(self_evaluations=tuple(forms), monitorings=tuple(monitored))
    assert document_from_json(document_to_json(document)) == document


@law
@given(form=st.one_of(self_evaluations(), monitorings()), data=st.data())
def test_every_cell_can_be_read_and_changed_by_its_address(
    form: SelfEvaluationForm | MonitoringForm, data: st.DataObject
) -> None:
    cells = form_cells(form)
    address = data.draw(st.sampled_from(sorted(cells)))
    assert put_form_cell(form, address, cells[address]) == form
    if address not in ("year", "until_month", "money_unit"):
        assert form_cells(put_form_cell(form, address, "改写")) == {**cells, address: "改写"}
        assert form_cells(put_form_cell(form, address, None)) == {**cells, address: None}


def squeezed(form: SelfEvaluationForm | MonitoringForm) -> dict[str, str]:
    """The filled cells without blanks and line ends, which paper does not keep."""
    return {address: "".join(text.split()) for address, text in form_cells(form).items() if text}


def many_rows() -> SelfEvaluationForm:
    """A form of forty indicators, which takes several pages."""
    kinds = (("产出指标(50分)", "数量指标"), ("产出指标(50分)", "质量指标"), ("效益指标(30分)", "社会效益指标"), ("满意度指标(10分)", "服务对象满意度指标"))  # fmt: skip
    rows = tuple(
        EvaluatedIndicator(
            *kinds[number // 10],
            f"第{number}项指标的名称",
            target=f"≥{number}%",
            actual=f"{number}%",
            points=figure("2"),
            score=figure("2"),
            cause=f"第{number}项没有偏差",
        )
        for number in range(40)
    )
    return evaluation(indicators=rows)


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("name", ["school", "department", "july", "many rows"])
def test_forms_on_paper_read_back_from_all_their_pages(suffix: str, name: str) -> None:
    forms = {
        "school": GOOD_EVALUATION,
        "department": GOOD_DEPARTMENT,
        "july": GOOD_MONITORING,
        "many rows": many_rows(),
    }
    read = read_bytes(write_document(papers(forms[name]), suffix))
    (found,) = (*read.self_evaluations, *read.monitorings)
    assert squeezed(found) == squeezed(forms[name])
    assert read.problems == ()


def test_the_header_of_a_long_form_stands_on_each_of_its_pages() -> None:
    with pdfplumber.open(io.BytesIO(write_document(papers(many_rows()), "pdf"))) as made:
        pages = [page.extract_text() or "" for page in made.pages]
    assert len(pages) > 2
    assert all("实际完成值" in page for page in pages if "项指标" in page)


@pytest.mark.parametrize(
    ("form", "landscape"), [(GOOD_EVALUATION, False), (GOOD_MONITORING, True)], ids=["upright", "lying"]
)
def test_the_monitoring_form_lies_on_its_side(form: SelfEvaluationForm | MonitoringForm, landscape: bool) -> None:
    with pdfplumber.open(io.BytesIO(write_document(papers(form), "pdf"))) as made:
        assert {page.width > page.height for page in made.pages} == {landscape}


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
@pytest.mark.parametrize("layout", [*EVALUATIONS, *MONITORINGS])
def test_an_office_program_prints_every_form_with_all_its_words(layout: Layout, suffix: str, tmp_path: Path) -> None:
    form = GOOD_EVALUATION if layout.kind is FormKind.SELF_EVALUATION else GOOD_MONITORING
    data = write_document(papers(form), suffix, layout=layout)
    printed = read_bytes(convert(data, suffix, "pdf", tmp_path))
    (found,) = (*printed.self_evaluations, *printed.monitorings)
    assert squeezed(found) == squeezed(as_printed(form, layout) if isinstance(form, SelfEvaluationForm) else form)


def test_the_reason_beside_the_money_has_room_for_a_sentence() -> None:
    line = FundLine(label="年度资金总额", executed=figure("4.05"), reason="活动因疫情取消，结余交回财政。")
    upper = print_form(SelfEvaluationForm(funds=(line,)), NATIONAL)[1]
    assert isinstance(upper, Table)
    assert upper.widths[-1] == max(upper.widths)
