"""Addresses of the ledgers."""

from django.urls import path

from zhunsheng.web.desk.ledger import acts, export, imports, kinds, labels, tokens, unsent, views

urlpatterns = [
    path("", views.home, name="ledger"),
    path("entries/<uuid:id>/", views.entry, name="ledger-entry"),
    path("entries/<uuid:id>/correct/", acts.correction, name="ledger-correct"),
    path("entries/<uuid:id>/withdraw/", acts.withdrawal, name="ledger-withdraw"),
    path("entries/<uuid:id>/files/", acts.add_file, name="ledger-add-file"),
    path("files/<int:pk>/", acts.file, name="ledger-file"),
    path("files/<int:pk>/<slug:size>/", acts.picture, name="ledger-picture"),
    path("labels/", labels.labels, name="ledger-labels"),
    path("kinds/new/", kinds.build, name="ledger-kind-new"),
    path("kinds/save/", kinds.save, name="ledger-kind-save"),
    path("kinds/<slug:name>/", kinds.edit, name="ledger-kind"),
    path("kinds/<slug:name>/retire/", kinds.retire, name="ledger-kind-retire"),
    path("tokens/", tokens.tokens, name="ledger-tokens"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="ledger-token-revoke"),
    path("unsent/", unsent.unsent, name="ledger-unsent"),
    path("photos/", views.photos, name="ledger-photos"),
    path("imports/", imports.recent, name="ledger-imports"),
    path("imports/<int:pk>/", imports.job, name="ledger-import"),
    path("imports/<int:pk>/state/", imports.state, name="ledger-import-state"),
    path("imports/<int:pk>/marked/", imports.marked, name="ledger-import-marked"),
    path("imports/<int:pk>/<slug:what>/", imports.act, name="ledger-import-act"),
    path("<slug:kind>/", views.entry_list, name="ledger-entries"),
    path("<slug:kind>/new/", acts.new, name="ledger-new"),
    path("<slug:kind>/template/", imports.template, name="ledger-template"),
    path("<slug:kind>/import/", imports.start, name="ledger-start-import"),
    path("<slug:kind>/export/<slug:suffix>/", export.export, name="ledger-export"),
    path("<slug:kind>/rows/", acts.rows, name="ledger-rows"),
]
