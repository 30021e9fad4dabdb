"""Addresses of the indicator library."""

from django.urls import path

from zhunsheng.web.desk.library import views

urlpatterns = [
    path("", views.home, name="library"),
    path("entry/", views.entry, name="library-entry"),
    path("trees/", views.trees, name="library-trees"),
    path("like/", views.like, name="library-like"),
    path("favourite/", views.favourite, name="library-favourite"),
    path("fill/", views.fill, name="library-fill"),
]
