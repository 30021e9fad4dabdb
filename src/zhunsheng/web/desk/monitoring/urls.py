"""Addresses of monitoring."""

from django.urls import path

from zhunsheng.web.desk.monitoring import settings, views
from zhunsheng.web.desk.year_course.urls import course_urls

urlpatterns = [
    path("", views.board, name="monitoring"),
    *course_urls("monitoring", "monitoring"),
    path("settings/", settings.settings, name="monitoring-settings"),
    path("forms/<str:suffix>/", views.export_forms, name="monitoring-forms"),
    path("<int:pk>/", views.project, name="monitored"),
    path("<int:pk>/note/", views.note, name="monitoring-note"),
    path("<int:pk>/export/<str:suffix>/", views.export, name="monitoring-export"),
]
