"""Addresses of the use of results."""

from django.urls import path

from zhunsheng.web.desk.results import items, views

urlpatterns = [
    path("", views.board, name="results"),
    path("export/", views.export, name="results-export"),
    path("lights/", views.lights, name="results-lights"),
    path("rules/", views.rules, name="results-rules"),
    path("rules/save/", views.save_rule, name="results-rule-save"),
    path("items/", items.board, name="result-items"),
    path("items/<int:pk>/", items.item, name="result-item"),
    path("items/<int:pk>/step/", items.step, name="result-item-step"),
    path("items/<int:pk>/files/<int:number>/<int:place>/", items.paper, name="result-item-paper"),
    path("projects/<int:pk>/", views.project, name="result-project"),
    path("projects/<int:pk>/note/", views.note, name="result-note"),
    path("projects/<int:pk>/items/", items.new, name="result-item-new"),
]
