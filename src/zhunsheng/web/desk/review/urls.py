"""Addresses of the reviewer's part."""

from django.urls import path

from zhunsheng.web.desk.review import forms, views

urlpatterns = [
    path("", views.queue, name="review-queue"),
    path("<str:code>/<int:year>/", views.round_in_progress, name="review"),
    path("<str:code>/<int:year>/decide/", views.decide, name="review-decide"),
    path("<str:code>/<int:year>/close/", views.close, name="review-close"),
    path("<str:code>/<int:year>/form/", forms.of_document, name="review-forms"),
    path("<str:code>/<int:year>/form/export/<str:suffix>/", forms.export_document, name="review-forms-export"),
]
