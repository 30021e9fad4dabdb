"""Addresses of the project list and the form view."""

from django.urls import path

from zhunsheng.web.desk.projects import acts, bulk, next_years, views
from zhunsheng.web.desk.review import forms

urlpatterns = [
    path("", views.project_list, name="projects"),
    path("export/", bulk.export_chosen, name="export-chosen"),
    path("archive/", acts.archive, name="projects-archive"),
    path("unarchive/", acts.unarchive, name="projects-unarchive"),
    path("create/", acts.create, name="project-create"),
    path("<int:pk>/", views.form, name="project"),
    path("<int:pk>/cells/", acts.cells, name="project-cells"),
    path("<int:pk>/check/", acts.check, name="project-check"),
    path("<int:pk>/rows/", acts.rows, name="project-rows"),
    path("<int:pk>/undo/", acts.undo, name="project-undo"),
    path("<int:pk>/redo/", acts.redo, name="project-redo"),
    path("<int:pk>/changes/", acts.changes, name="project-changes"),
    path("<int:pk>/history/", acts.history, name="project-history"),
    path("<int:pk>/versions/", acts.versions, name="project-versions"),
    path("<int:pk>/versions/<int:number>/restore/", acts.restore, name="project-restore"),
    path("<int:pk>/comments/", acts.comments, name="project-comments"),
    path("<int:pk>/review-form/", forms.of_project, name="project-review-form"),
    path("<int:pk>/review-form/export/<str:suffix>/", forms.export_project, name="project-review-form-export"),
    path("<int:pk>/next-year/", next_years.next_year, name="project-next-year"),
    path("<int:pk>/last-year/", next_years.last_year, name="project-last-year"),
    path("<int:pk>/last-year/note/", next_years.looked, name="project-looked"),
    path("<int:pk>/compare/", views.compare_states, name="project-compare"),
    path("<int:pk>/export/<str:suffix>/", bulk.export_one, name="project-export"),
]
