"""Clauses that would fit any project of any unit: nothing is left of them once the stock words of reports are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_STOP = re.compile(r"[，。；;！!\n]")
_LIST_MARK = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[)）、.．]|目标\d[:：]|[①-⑩])\s*")
_HOW = r"进一步|不断|持续|切实|着力|大力|扎实|稳步|全力|有力地?|全面|努力|尽力|尽可能|逐步|有效|积极|认真|更加|更好地?|更|大幅度?|显著|明显|较大|最大|争取|力争|使得?|让|为|把|将|从而|确保|保证|以|争|都|再|有所|真正|在|高标准|高效率?|高水平|按时|按期|保质|保量|圆满|顺利|全力以赴|充分|更加|始终|深入|合理|科学|规范|健康|快速|有序|良性|扎实|如期|全方位|多方面|最终|不折不扣|尽"
_DO = (
    r"提高|提升|增强|改善|优化|完善|加强|推动|推进|促进|带动|实现|取得|得到|获得|打造|营造|创造|发挥|满足|做好|办好|办实|做得?|开创|赢得|维护|树立|扩大|"
    r"作出|改进|多办|迈上|迈向|走在|争创|创|服务|办|深入|产生|达到|形成|塑造|展示|树|完成|落实|保障|建设|受到|受|享受|给|惠及|造福|增进|丰富|开展|抓好|抓|发展|使用|巩固|奠定|打下|提供|支撑|支持|助力|激发|调动|体现|彰显|有"
)
_WHAT = (
    r"各项|各方面|各方|方面|工作|事业|任务|服务|管理|能力|水平|质量|效率|效益|效果|成效|成绩|成果|业绩|作用|影响力?|形象|品牌|氛围|环境|局面|台阶|面貌|社会|经济|生态|综合|整体|各界|"
    r"群众|人民|百姓|老百姓|广大|单位|部门|全县|全市|全区|我县|本县|本单位|本地|当地|县域|地方|发展|高质量|进步|需要|需求|要求|期望|好评|肯定|认可|赞誉|满意|获得感|幸福感|安全感|"
    r"实事|好事|事情?|新|大|好|良好|较好|一流|一致|应有|贡献|力量|相关|有关|和谐|稳定|繁荣|前列|先进|佳绩|优异|强大|坚强|水准|层次|美誉度|知名度|行列|各级|领导|上级|多|实惠|福祉|福利|全年|年度|本年|目标|资金|财政|业务|队伍|素质|机关|认同|拥护|支持|欢迎|热情|积极性|幸福|生活|民生|美好|更多|基础|保证|条件|动力|活力|合力|项目|专项|日常|正常|运转|运行|秩序|成就|亮点|特色|示范|榜样|标杆|坚实|十分|相当|本职|职能|责任|意识|使命|担当|风貌|精神|文明|程度|口碑|知名|名声|声誉|优质|高效|便捷|优良|显著|领域|行业|系统|家园|期盼|愿望|关切"
)
_LINK = r"的|了|地|和|与|及|、|得|到|中|上|下|感|而|并"
_STOCK = re.compile(f"(?:{_HOW}|{_DO}|{_WHAT}|{_LINK})+")
_WISHED = re.compile(
    r"努力|尽力|尽可能|争取|力争|进一步|不断|切实|大力|全面提升|一流|佳绩|好评|台阶|新局面|业绩|前列|贡献|逐步|更|有力|好事|实事|(?:良好|较好)的?|品牌|有所|影响力|赞誉|高标准|圆满|实惠|肯定|形象|扎实|全面进步|效益|福祉|口碑|声誉|认可|满意|美好|提升|提高|增强|优化"
)
"""What makes a stock clause a mere wish or praise; 维护社会稳定 alone may be what a project is for."""


@lru_cache(maxsize=4096)
def empty_clauses(text: str) -> tuple[str, ...]:
    """The clauses of a text that hold stock words only and wish or praise: 全面提升综合服务能力和水平."""
    return tuple(_empty(text)) if _WISHED.search(text) else ()


def _empty(text: str) -> Iterator[str]:
    for piece in _STOP.split(text):
        clause = _LIST_MARK.sub("", piece).strip()
        if len(clause) >= _SHORTEST and _WISHED.search(clause) and _STOCK.fullmatch(clause):
            yield clause


_SHORTEST = 6
