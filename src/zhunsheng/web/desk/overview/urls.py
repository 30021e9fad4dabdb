"""Addresses of the overview."""

from django.urls import path

from zhunsheng.web.desk.overview import views

urlpatterns = [
    path("", views.board, name="overview"),
    path("deadlines/", views.deadlines, name="overview-deadlines"),
    path("projects/", views.projects, name="overview-projects"),
    path("export/<slug:suffix>/", views.export, name="overview-export"),
]
