"""Addresses of evaluations; those of assessments beforehand are the same with another process."""

from django.urls import path

from zhunsheng.web.desk.evaluations import acts, views

urlpatterns = [
    path("", views.board),
    path("open/", acts.open_new),
    path("amount/", acts.amount),
    path("<int:pk>/", views.case),
    path("<int:pk>/step/", acts.step),
    path("<int:pk>/note/", acts.note),
    path("<int:pk>/scheme/", views.scheme),
    path("<int:pk>/sheet/", views.sheet),
    path("<int:pk>/papers/", views.papers),
    path("<int:pk>/papers/<str:row>/", views.paper),
    path("<int:pk>/result/", views.result),
    path("<int:pk>/objections/", views.objections),
    path("<int:pk>/materials/", views.materials),
    path("<int:pk>/report/", views.report),
    path("<int:pk>/report/docx/", views.report_docx),
    path("<int:pk>/files/<int:said>/<int:place>/", views.paper_file),
]
