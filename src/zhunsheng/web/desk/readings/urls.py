"""Addresses of what was read."""

from django.urls import path

from zhunsheng.web.desk.readings import views

urlpatterns = [
    path("<int:pk>/", views.reading, name="reading"),
    path("<int:pk>/confirm/", views.confirm, name="reading-confirm"),
    path("<int:pk>/discard/", views.discard, name="reading-discard"),
    path("<int:pk>/forms/<int:place>/", views.form, name="reading-form"),
    path("<int:pk>/forms/<int:place>/take/", views.take, name="reading-take"),
    path("<int:pk>/file/", views.original, name="reading-file"),
]
