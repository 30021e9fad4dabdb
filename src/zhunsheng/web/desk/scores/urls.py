"""Addresses of self-evaluation."""

from django.urls import path

from zhunsheng.web.desk.scores import views

urlpatterns = [
    path("", views.board, name="scores"),
    path("export/", views.export_json, name="scores-json"),
    path("forms/<str:suffix>/", views.export_forms, name="scores-forms"),
    path("<int:pk>/", views.project, name="score"),
    path("<int:pk>/note/", views.note, name="score-note"),
    path("<int:pk>/report/", views.report, name="score-report"),
    path("<int:pk>/export/<str:suffix>/", views.export, name="score-export"),
    path("<int:pk>/files/<int:number>/<int:place>/", views.paper, name="score-paper"),
]
