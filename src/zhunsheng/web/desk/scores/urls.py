"""Addresses of self-evaluation."""

from django.urls import path

from zhunsheng.web.desk.scores import settings, views
from zhunsheng.web.desk.year_course.urls import course_urls

urlpatterns = [
    path("", views.board, name="scores"),
    *course_urls("self_evaluation", "score"),
    path("export/", views.export_json, name="scores-json"),
    path("settings/", settings.settings, name="scores-settings"),
    path("forms/<str:suffix>/", views.export_forms, name="scores-forms"),
    path("<int:pk>/", views.project, name="score"),
    path("<int:pk>/note/", views.note, name="score-note"),
    path("<int:pk>/report/", views.report, name="score-report"),
    path("<int:pk>/export/<str:suffix>/", views.export, name="score-export"),
    path("<int:pk>/files/<int:number>/<int:place>/", views.paper, name="score-paper"),
]
