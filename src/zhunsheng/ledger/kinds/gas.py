"""燃气费: natural gas bills with meter readings."""

from zhunsheng.ledger.metered import metered_kind

KIND = metered_kind(
    "gas",
    "燃气费",
    "立方米",
    "逐表逐月记用气量和燃气费，用来算取暖成本。",
    {
        "day": "2020-12-31", "meter": "Q-01", "place": "办公楼取暖", "previous": "30500.00", "current": "39800.00", "multiplier": "",
        "usage": "9300", "baseline": "", "amount": "31248.00", "invoice": "03100871", "remark": "",
    },
)  # fmt: skip
