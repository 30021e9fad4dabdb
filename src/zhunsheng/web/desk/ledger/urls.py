"""Addresses of the ledgers."""

from django.urls import path

from zhunsheng.web.desk.ledger import acts, views

urlpatterns = [
    path("", views.home, name="ledger"),
    path("entries/<uuid:id>/", views.entry, name="ledger-entry"),
    path("entries/<uuid:id>/correct/", acts.correction, name="ledger-correct"),
    path("entries/<uuid:id>/withdraw/", acts.withdrawal, name="ledger-withdraw"),
    path("entries/<uuid:id>/files/", acts.add_file, name="ledger-add-file"),
    path("files/<int:pk>/", acts.file, name="ledger-file"),
    path("files/<int:pk>/small/", acts.small, name="ledger-small"),
    path("<slug:kind>/", views.entry_list, name="ledger-entries"),
    path("<slug:kind>/new/", acts.new, name="ledger-new"),
    path("<slug:kind>/rows/", acts.rows, name="ledger-rows"),
]
