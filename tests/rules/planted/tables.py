"""The good tables by name: those of :mod:`good_tables` and, named here, the twenty of :mod:`good_work`."""

from good_tables import (
    ARCHIVES,
    BEN,
    CLEANING,
    CLINIC,
    COST,
    CULTURE,
    ECO,
    EFF,
    ENV,
    EVENT,
    FORESTRY,
    INVESTMENT,
    LEGAL_AID,
    OUT,
    PARK,
    PARK_PLAN,
    PROCUREMENT,
    QLT,
    QTY,
    ROAD,
    SAT,
    SCHOOL,
    SERVED,
    SOC,
    SUBSIDY,
    SUS,
    SYSTEM,
    TIM,
    TRAINING,
    WATER,
)  # fmt: skip
from good_work import WORK
from held_out_tables import (
    BONDS,
    CANTEEN,
    CHRONICLE,
    COUPONS,
    FIREWATCH,
    HEATING,
    HOUSEHOLD,
    JURORS,
    LAND,
    LIFTS,
    MEALS,
    PARTY_SCHOOL,
    PLANNING,
    POSTS,
    RAIN,
    SCREENING,
    SEWER,
    TEMPLE,
    VACCINE,
    VETERANS,
)  # fmt: skip

from planted.fault import every, fault, spoilt, spoilt_plan
from planted.plans import CLINIC_PLAN, ROAD_PLAN, SCHOOL_PLAN, WATER_PLAN

(
    DISABLED, AMBULANCE, ROADCARE, TEACHERS, PLATFORM, HEAT, FOOD, TOILETS, CANAL, LIBRARY,
    FLOOD, LAWYERS, PROMOTION, GARBAGE, CONTEST, INSURANCE, CAMERAS, BUS, RADIO, WATERTEST,
) = WORK  # fmt: skip

__all__ = [
    "AMBULANCE", "ARCHIVES", "BEN", "BONDS", "BUS", "CAMERAS", "CANAL", "CANTEEN", "CHRONICLE", "CLEANING", "CLINIC", "CLINIC_PLAN",
    "CONTEST", "COST", "COUPONS", "CULTURE", "DISABLED", "ECO", "EFF", "ENV", "EVENT", "FIREWATCH", "FLOOD", "FOOD", "FORESTRY",
    "GARBAGE", "HEAT", "HEATING", "HOUSEHOLD", "INSURANCE", "INVESTMENT", "JURORS", "LAND", "LAWYERS", "LEGAL_AID", "LIBRARY",
    "LIFTS", "MEALS", "OUT", "PARK", "PARK_PLAN", "PARTY_SCHOOL", "PLANNING", "PLATFORM", "POSTS", "PROCUREMENT", "PROMOTION",
    "QLT", "QTY", "RADIO", "RAIN", "ROAD", "ROADCARE", "ROAD_PLAN", "SAT", "SCHOOL", "SCHOOL_PLAN", "SCREENING", "SERVED", "SEWER",
    "SOC", "SUBSIDY", "SUS", "SYSTEM", "TEACHERS", "TEMPLE", "TIM", "TOILETS", "TRAINING", "VACCINE", "VETERANS", "WATER",
    "WATERTEST", "WATER_PLAN", "every", "fault", "spoilt", "spoilt_plan",
]  # fmt: skip
