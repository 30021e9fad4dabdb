"""Addresses of monitoring."""

from django.urls import path

from zhunsheng.web.desk.monitoring import views

urlpatterns = [
    path("", views.board, name="monitoring"),
    path("forms/<str:suffix>/", views.export_forms, name="monitoring-forms"),
    path("<int:pk>/", views.project, name="monitored"),
    path("<int:pk>/note/", views.note, name="monitoring-note"),
    path("<int:pk>/export/<str:suffix>/", views.export, name="monitoring-export"),
]
