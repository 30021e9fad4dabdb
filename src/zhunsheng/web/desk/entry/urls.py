"""Addresses of the phone page."""

from django.urls import path

from zhunsheng.web.desk.entry import views

urlpatterns = [
    path("", views.phone, name="phone"),
    path("data/", views.data, name="phone-data"),
    path("token/", views.token, name="phone-token"),
    path("entries/", views.add, name="phone-add"),
    path("entries/<uuid:id>/files/", views.add_file, name="phone-file"),
    path("worker.js", views.worker, name="phone-worker"),
    path("manifest.webmanifest", views.manifest, name="phone-manifest"),
]
