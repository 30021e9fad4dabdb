"""电费: electricity bills with meter readings."""

from zhunsheng.ledger.metered import metered_kind

KIND = metered_kind(
    "electricity",
    "电费",
    "度",
    "逐表逐月记用电量和电费，用来算节电量、用电成本。",
    {
        "day": "2020-01-31", "meter": "LD-01", "place": "路灯", "previous": "10000.00", "current": "26058.00", "multiplier": "",
        "usage": "16058", "baseline": "17200", "amount": "12846.40", "invoice": "03100190", "remark": "",
    },
)  # fmt: skip
