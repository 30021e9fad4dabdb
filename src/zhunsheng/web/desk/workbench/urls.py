"""Addresses of the first page."""

from django.urls import path

from zhunsheng.web.desk.workbench import views

urlpatterns = [path("", views.workbench, name="workbench"), path("recent/", views.recent, name="recent")]
