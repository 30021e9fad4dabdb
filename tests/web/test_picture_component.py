"""A picture on a page: drawn for the desk and for the phone, with its table, and nothing that the policy forbids."""

from __future__ import annotations

from decimal import Decimal

from django.template.loader import render_to_string
from lxml import html

from zhunsheng.pictures.bars import BarRow, ranking
from zhunsheng.pictures.drawing import NARROW, WIDE

ROWS = [BarRow("<b>路灯电费</b>", Decimal(23), link="/projects/1/"), BarRow("综合事务", None)]


def test_a_picture_stands_beside_its_table():
    told = render_to_string(
        "components/picture.html", {"wide": ranking(ROWS, width=WIDE), "narrow": ranking(ROWS, width=NARROW)}
    )
    page = html.fromstring(told)
    assert [svg.get("width") for svg in page.iter("svg")] == ["720", "328"]
    assert [cell.text_content() for cell in page.iter("td")] == ["<b>路灯电费</b>", "23", "综合事务", "—"]
    assert [head.text for head in page.iter("th")] == ["名称", "数值"]
    assert page.xpath("//caption/text()") == page.xpath("//svg[1]/@aria-label")[:1]
    assert page.xpath("//*[@style]|//script|//style|//*[starts-with(name(@*), 'on')]") == []


def test_one_drawing_is_enough_where_it_fits_everywhere():
    page = html.fromstring(render_to_string("components/picture.html", {"wide": ranking([], width=NARROW)}))
    assert len(list(page.iter("svg"))) == 1
    assert list(page.iter("table")) == []
