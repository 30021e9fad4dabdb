"""Addresses of measured values."""

from django.urls import path

from zhunsheng.web.desk.measures import acts, views

urlpatterns = [
    path("", views.values, name="measures"),
    path("export/", views.export, name="measures-export"),
    path("<str:whose>/<int:pk>/check/", acts.check, name="formula-check"),
    path("<str:whose>/<int:pk>/bind/", acts.bind_new, name="measure-bind-new"),
    path("<str:whose>/<int:pk>/<str:key>/", views.value, name="measure"),
    path("<str:whose>/<int:pk>/<str:key>/bind/", acts.bind, name="measure-bind"),
    path("<str:whose>/<int:pk>/<str:key>/state/", acts.state, name="measure-state"),
    path("<str:whose>/<int:pk>/<str:key>/files/<int:statement>/<int:number>/", views.paper, name="measure-paper"),
]
