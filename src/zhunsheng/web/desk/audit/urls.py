"""Address of the audit trail."""

from django.urls import path

from zhunsheng.web.desk.audit import views

urlpatterns = [path("", views.trail, name="audit")]
