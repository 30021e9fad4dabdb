"""Addresses for other programs."""

from django.urls import path

from zhunsheng.web.api import views

urlpatterns = [
    path("entries/", views.entries, name="api-entries"),
    path("kinds/", views.kinds, name="api-kinds"),
]
