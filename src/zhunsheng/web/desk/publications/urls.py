"""Addresses of publication."""

from django.urls import path

from zhunsheng.web.desk.publications import views

urlpatterns = [
    path("", views.listing, name="publications"),
    path("<str:code>/<int:year>/<slug:publication>/", views.publication, name="publication"),
    path("<str:code>/<int:year>/<slug:publication>/step/", views.step, name="publication-step"),
    path("<str:code>/<int:year>/<slug:publication>/note/", views.note, name="publication-note"),
    path("<str:code>/<int:year>/<slug:publication>/preview/<slug:paper>/", views.preview, name="publication-preview"),
    path(
        "<str:code>/<int:year>/<slug:publication>/editions/<int:edition>/<str:file>/", views.edition_file,
        name="publication-file",
    ),
]  # fmt: skip
