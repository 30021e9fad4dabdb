"""Addresses of units and people."""

from django.urls import path

from zhunsheng.web.desk.system import backups, lists, mail, people, units

urlpatterns = [
    path("units/", units.unit_list, name="units"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("backups/", backups.backups, name="backups"),
    path("backups/download/", backups.download, name="backup-download"),
    path("mail/", mail.mail, name="mail"),
    path("import/", lists.look, name="lists"),
    path("import/bring/", lists.bring, name="lists-bring"),
    path("import/units-template/", lists.units_template, name="units-template"),
    path("import/people-template/", lists.users_template, name="people-template"),
    path("people/", people.person_list, name="people"),
    path("people/add/", people.add, name="person-add"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/password/", people.password, name="person-password"),
]
