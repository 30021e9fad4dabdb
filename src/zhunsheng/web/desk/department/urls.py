"""Addresses of department plans."""

from django.urls import path

from zhunsheng.web.desk.department import views, whole
from zhunsheng.web.desk.measures.views import new_goal

urlpatterns = [
    path("", views.plans, name="departments"),
    path("scores/", whole.scores, name="department-scores"),
    path("<str:code>/<int:year>/goals/", whole.goals, name="department-goals"),
    path("<str:code>/<int:year>/goals/new/", new_goal, name="department-new-goal"),
    path("<str:code>/<int:year>/evaluation/", whole.evaluation, name="department-evaluation"),
    path("<str:code>/<int:year>/evaluation/export/<str:suffix>/", whole.export, name="department-evaluation-export"),
    path("<str:code>/<int:year>/evaluation/report/", whole.report, name="department-evaluation-report"),
    path("<str:code>/<int:year>/note/", whole.note, name="department-note"),
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
