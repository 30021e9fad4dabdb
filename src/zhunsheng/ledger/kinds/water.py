"""水费: water bills with meter readings."""

from zhunsheng.ledger.metered import metered_kind

KIND = metered_kind(
    "water",
    "水费",
    "吨",
    "逐表逐月记用水量和水费，用来算节水量、用水成本。",
    {
        "day": "2020-02-28", "meter": "S-01", "place": "办公楼", "previous": "1200.00", "current": "1286.00", "multiplier": "",
        "usage": "86", "baseline": "92", "amount": "301.00", "invoice": "03100233", "remark": "",
    },
)  # fmt: skip
