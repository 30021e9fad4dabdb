"""Addresses of whole documents."""

from django.urls import path

from zhunsheng.web.desk.export import views

urlpatterns = [path("<str:suffix>/", views.export_year, name="export-year")]
