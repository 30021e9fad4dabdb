"""Mistakes of clerks, planted one at a time into good tables: what each review rule must find, and where.

One file a group of rules (``a`` to ``i``), each a list ``FAULTS`` that reads as data; ``second_wave`` holds one more fault
a rule, written after the rules had been mended on the others. :mod:`planted.fault` says what the words of a line mean.
``KNOWN_MISSES`` names the faults that the rules do not see, with the reason.
"""

from importlib import import_module

from planted.fault import Fault

GROUPS = ("a", "b", "c", "d", "e", "f", "g", "h", "i", "second_wave")

KNOWN_MISSES: dict[str, str] = {
    "ZSC12 补助标准写不少于": "补助标准“不低于”可以是保障下限，名称里带“补”的规则有意不说",
    "ZSG03 符合相关规定": "依据栏写了《中小学图书馆（室）规程》，可以当作“规定”的标准，规则有意不说",
    "ZSG13 标准没有书名号": "标准、规范的名称不加书名号，好表里也这样写，规则只管办法、条例、通知一类",
    "ZSG13 用引号代替书名号": "规程与标准同样看待",
    "ZSG15 只有1．": "“1．9月底前”读作小数1.9，认不出是编号",
    "ZSH02 设备完好率归可持续": "事后设备还完好，有的地方认可作可持续影响，不当错误说",
}
"""Fault (rule, then its words) → why the rule does not see it. Tested to be exactly the faults that are missed."""


def faults() -> list[Fault]:
    """Every planted fault, in the order of rules."""
    found = [fault for group in GROUPS for fault in import_module(f"planted.{group}").FAULTS]
    return sorted(found, key=lambda fault: fault.rule)
