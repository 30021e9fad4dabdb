"""Addresses of surveys at the desk."""

from django.urls import path

from zhunsheng.web.desk.survey import paper, views

urlpatterns = [
    path("", views.surveys, name="surveys"),
    path("new/", views.build, name="survey-new"),
    path("save/", views.save, name="survey-save"),
    path("<int:pk>/", views.survey, name="survey"),
    path("<int:pk>/edit/", views.edit, name="survey-edit"),
    path("<int:pk>/act/<slug:what>/", views.act, name="survey-act"),
    path("<int:pk>/paper/", paper.sheets, name="survey-paper"),
    path("<int:pk>/codes/", paper.codes, name="survey-codes"),
    path("<int:pk>/enter/", paper.enter, name="survey-enter"),
]
