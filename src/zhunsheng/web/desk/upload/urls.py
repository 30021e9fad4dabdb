"""The address of bringing files in."""

from django.urls import path

from zhunsheng.web.desk.upload import views

urlpatterns = [
    path("", views.upload, name="upload"),
    path("cancel/", views.cancel, name="upload-cancel"),
]
