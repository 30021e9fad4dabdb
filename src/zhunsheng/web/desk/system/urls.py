"""Addresses of units and people."""

from django.urls import path

from zhunsheng.web.desk.system import people, units

urlpatterns = [
    path("units/", units.unit_list, name="units"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("people/", people.person_list, name="people"),
    path("people/add/", people.add, name="person-add"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/password/", people.password, name="person-password"),
]
