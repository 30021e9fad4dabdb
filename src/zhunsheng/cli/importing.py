"""``zhunsheng import``: documents and records into a data folder."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from zhunsheng.cli.command import Command, Unusable
from zhunsheng.cli.web_door import data_argument, tell, use_data, web_function


def arguments(parser: ArgumentParser) -> None:
    """FILE… --year Y [--unit CODE] [--kind NAME] [--yes] [--data DIR]"""
    parser.add_argument("file", nargs="+", metavar="文件", help="绩效文本，台账、支付的表格，或单位表、用户表")
    parser.add_argument("--year", type=int, required=True, metavar="年度", help="预算年度，如2020")
    parser.add_argument("--unit", default="", metavar="编码", help="台账是哪个单位的（只有一个单位时不用写）")
    parser.add_argument("--kind", default="", metavar="种类", help="是哪一种台账，如巡查（默认看表头认）")
    parser.add_argument("--yes", action="store_true", help="台账里要确认的都看过了，没有错")
    data_argument(parser, "用户数据目录下的zhunsheng；环境变量DATABASE_URL可改用PostgreSQL")


def run(chosen: Namespace) -> int:
    """Import every file and say what came of each."""
    if not 1990 <= chosen.year <= 2100:
        raise Unusable(f"年度{chosen.year}不对。请写四位数的预算年度，如2020。")
    files = [Path(file) for file in chosen.file]
    choices = (chosen.year, chosen.unit, chosen.kind, chosen.yes)
    return tell(web_function("importing", "import_files")(use_data(chosen.data), files, *choices))


COMMAND = Command(
    "import",
    "把绩效文本、台账记录、单位和用户导入数据文件夹",
    "  zhunsheng import --year 2020 绩效文本.docx\n  zhunsheng import --year 2020 --data /srv/zhunsheng 巡查台账.xlsx\n  zhunsheng import --year 2020 --data /srv/zhunsheng 单位表.xlsx 用户表.xlsx",
    arguments,
    run,
)
