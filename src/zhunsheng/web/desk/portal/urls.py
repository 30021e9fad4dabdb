"""The portal's addresses: they are stable, and nothing but what was published answers at them."""

from django.urls import path

from zhunsheng.web.desk.portal import views

urlpatterns = [
    path("", views.search, name="open"),
    path("dictionary/", views.dictionary, name="open-dictionary"),
    path("open-data.schema.json", views.schema, name="open-schema"),
    path("<str:code>/", views.unit, name="open-unit"),
    path("<str:code>/<int:year>/", views.unit_year, name="open-year"),
    path("<str:code>/<int:year>/files/<slug:publication>/<str:file>", views.file, name="open-file"),
    path("<str:code>/<int:year>/<str:project>/", views.project, name="open-project"),
]
