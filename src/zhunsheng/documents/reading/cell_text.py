"""What a worksheet cell prints, the same for both formats: numbers by their format, errors, values that are missing."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from zhunsheng.documents.page import clean_text
from zhunsheng.documents.reading.number_format import print_number
from zhunsheng.documents.reading.worksheet import Sheet

EMPTY_FORMULA = "这一格是公式，但文件里没有存计算结果，读成了空白。请在Excel中打开并保存一次再上传。"
_LARGEST_EXPONENT = 310
"""No stored number is larger than a double can be."""


class Trouble:
    """Notes what went wrong with one cell of a sheet."""

    __slots__ = ("_column", "_row", "_sheet")

    def __init__(self, sheet: Sheet, row: int, column: int) -> None:
        self._sheet, self._row, self._column = sheet, row, column

    def __call__(self, message: str) -> None:
        self._sheet.trouble(self._row, self._column, message)


def parse_number(text: str) -> Decimal | None:
    """A stored number, ``None`` where it is none that a worksheet can hold."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= _LARGEST_EXPONENT else None


def number_text(number: Decimal | None, stored: str, code: str, epoch_1904: bool, trouble: Trouble) -> str:
    """``number`` as its format prints it; ``stored`` stands in for what is no number."""
    if number is None:
        trouble("这一格标为数字，但存的不是数字，已按原样读入。请核对。")
        return clean_text(stored)
    printed = print_number(number, code, epoch_1904)
    text = clean_text(printed.text)
    if not printed.understood:
        trouble(f"数字格式“{code[:40]}”还不会显示，已按普通数字读成“{text[:40]}”。请对照原表核对。")
    elif not any(char.isalnum() for char in text):
        shown = f"显示为“{text}”" if text else "不显示"
        trouble(f"这一格存着数字，但按它的格式{shown}，已照显示读入。如是有效数据，请改用普通数字格式。")
    return text


def error_text(code: str, trouble: Trouble) -> str:
    """A formula's error as it prints, with a problem that names it."""
    code = code.strip()[:20]
    trouble(f"这一格的公式算不出结果，显示为“{code}”。请在Excel中改正后再上传。")
    return code
