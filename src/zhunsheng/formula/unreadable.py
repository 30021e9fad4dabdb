"""The sentence for a formula that breaks the grammar: what was found, what could stand there instead."""

from __future__ import annotations

_VALUES = {"NUMBER", "WORD", "OPEN"}
_SAID = (
    ("CLOSE", "右括号 )"),
    ("COMMA", "逗号"),
    ("COLON", "冒号"),
    ("DOT", "“.列名”"),
    ("COMPARE", "比较符号"),
    ("PLUS", "运算符号"),
)
_ODD_CHARACTERS = {
    '"': "引号没有成对，请在文字两边各写一个。",
    "“": "引号没有成对，请在文字两边各写一个。",
    "”": "引号没有成对，请在文字两边各写一个。",
    "'": '文字请放在双引号里，如 "路灯"。',
    "‘": '文字请放在双引号里，如 "路灯"。',
    "’": '文字请放在双引号里，如 "路灯"。',
    "[": "方括号没有成对，名字写作 [名字]。",
    "]": "方括号没有成对，名字写作 [名字]。",
    "【": "方括号没有成对，名字写作 [名字]。",
    "{": "公式里只用圆括号 ( )。",
    "}": "公式里只用圆括号 ( )。",
    "%": "百分号要跟在数的后面，如 95%。",
    "&": "两个条件都要成立，请写“且”。",
    "|": "两个条件有一个成立即可，请写“或”。",
    "^": "公式里没有乘方，请用 ×。",
}


def sentence(text: str, at: int, token_type: str | None, expected: set[str]) -> str:
    """One sentence. ``token_type`` is the word's type in the grammar, ``None`` where not even a word could be read."""
    if token_type is None:
        odd = text[at : at + 1]
        return _ODD_CHARACTERS.get(odd, f"看不懂“{odd}”。")
    opened = _open_brackets(text[:at])
    wants_value = expected >= _VALUES
    if token_type == "$END":
        if wants_value:
            return "公式没有写完，最后还缺一个数、一列或一个函数。"
        return "括号没有成对，还缺右括号 )。" if opened > 0 else f"公式没有写完，后面还缺{_one_of(expected)}。"
    found = text[at:].split(maxsplit=1)[0][:12] if token_type not in ("WORD", "NUMBER", "TEXT") else _word(text, at)
    if token_type == "CLOSE" and opened <= 0:
        return "多了一个右括号 )。"
    if wants_value:
        return f"“{found}”前面还缺一个数、一列或一个函数。"
    if token_type == "COMPARE":
        return "一次只能比较两个数，连着比较请用“且”，如 a > 1 且 a < 5。"
    if token_type == "COLON":
        return "冒号前面只能是参数的名字，如 条件: 到场 = 是。"
    if token_type in (
        "WORD",
        "NUMBER",
        "TEXT",
        "OPEN",
        "BRACKETED",
        "YES",
        "NO",
        "DAY",
        "MOMENT",
        "DAY_OF_YEAR",
        "NOT",
    ):
        return f"“{found}”和前面的内容之间缺运算符号、逗号或“且”“或”。"
    if token_type == "DOT":
        return "一列写作 台账.列名，只有一个点。"
    return f"这里不能写“{found}”，可以写{_one_of(expected)}。"


def _one_of(expected: set[str]) -> str:
    said = [words for name, words in _SAID if name in expected]
    return "、".join(said[:-1]) + ("或" if len(said) > 1 else "") + said[-1] if said else "别的内容"


def _open_brackets(text: str) -> int:
    """How many round brackets are still open, not counting those inside quotes."""
    depth, closing = 0, ""
    for character in text:
        if closing:
            closing = "" if character == closing else closing
        elif character in '"“':
            closing = '"' if character == '"' else "”"
        elif character in "(（":
            depth += 1
        elif character in ")）":
            depth -= 1
    return depth


def _word(text: str, at: int) -> str:
    end = at
    while end < len(text) and (text[end].isalnum() or text[end] in '_"“”'):
        end += 1
    return text[at : max(end, at + 1)][:12]
