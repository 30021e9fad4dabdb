"""Addresses of department plans."""

from django.urls import path

from zhunsheng.web.desk.department import views

urlpatterns = [
    path("", views.plans, name="departments"),
    path("<str:code>/<int:year>/", views.form, name="department"),
    path("<str:code>/<int:year>/cells/", views.cells, name="department-cells"),
    path("<str:code>/<int:year>/check/", views.check, name="department-check"),
    path("<str:code>/<int:year>/undo/", views.undo, name="department-undo"),
    path("<str:code>/<int:year>/redo/", views.redo, name="department-redo"),
    path("<str:code>/<int:year>/changes/", views.changes, name="department-changes"),
    path("<str:code>/<int:year>/history/", views.history, name="department-history"),
    path("<str:code>/<int:year>/comments/", views.comments, name="department-comments"),
    path("<str:code>/<int:year>/versions/", views.versions, name="department-versions"),
    path("<str:code>/<int:year>/versions/<int:number>/restore/", views.restore, name="department-restore"),
]
