"""Addresses of duties: stand-ins, hand-over, reminders, the calendar."""

from django.urls import path

from zhunsheng.web.desk.duties import reminders, stand_ins
from zhunsheng.web.desk.system import calendar

urlpatterns = [
    path("stand-ins/", stand_ins.stand_ins, name="stand-ins"),
    path("stand-ins/<int:pk>/end/", stand_ins.end, name="stand-in-end"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/count/", reminders.count, name="reminders-count"),
    path("reminders/overdue/", reminders.late, name="overdue"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("settings/people/<int:pk>/hand-over/", stand_ins.hand_over, name="hand-over"),
]
