"""Address of the page about a demonstration."""

from django.urls import path

from zhunsheng.web.desk.demonstration import views

urlpatterns = [path("", views.demonstration, name="demonstration")]
