"""All addresses: each drawer of the desk lists its own."""

from django.urls import include, path

handler400 = "zhunsheng.web.desk.errors.views.bad_request"
handler403 = "zhunsheng.web.desk.errors.views.forbidden"
handler404 = "zhunsheng.web.desk.errors.views.not_found"
handler500 = "zhunsheng.web.desk.errors.views.server_error"

urlpatterns = [
    path("", include("zhunsheng.web.desk.sign_in.urls")),
    path("", include("zhunsheng.web.desk.workbench.urls")),
    path("upload/", include("zhunsheng.web.desk.upload.urls")),
    path("readings/", include("zhunsheng.web.desk.readings.urls")),
    path("projects/", include("zhunsheng.web.desk.projects.urls")),
    path("projects/", include("zhunsheng.web.desk.course.urls")),
    path("department/", include("zhunsheng.web.desk.department.urls")),
    path("review/", include("zhunsheng.web.desk.review.urls")),
    path("", include("zhunsheng.web.desk.rules.urls")),
    path("ledger/", include("zhunsheng.web.desk.ledger.urls")),
    path("surveys/", include("zhunsheng.web.desk.survey.urls")),
    path("s/", include("zhunsheng.web.desk.survey.public_urls")),
    path("api/v1/", include("zhunsheng.web.api.urls")),
    path("m/", include("zhunsheng.web.desk.entry.urls")),
    path("audit/", include("zhunsheng.web.desk.audit.urls")),
    path("measures/", include("zhunsheng.web.desk.measures.urls")),
    path("", include("zhunsheng.web.desk.duties.urls")),
    path("settings/", include("zhunsheng.web.desk.system.urls")),
    path("monitoring/", include("zhunsheng.web.desk.monitoring.urls")),
    path("library/", include("zhunsheng.web.desk.library.urls")),
    path("results/", include("zhunsheng.web.desk.results.urls")),
    path("scores/", include("zhunsheng.web.desk.scores.urls")),
    path("publications/", include("zhunsheng.web.desk.publications.urls")),
    path("open/", include("zhunsheng.web.desk.portal.urls")),
    path("evaluations/", include("zhunsheng.web.desk.evaluations.urls"), {"process": "evaluation"}),
    path("ex-ante/", include("zhunsheng.web.desk.evaluations.urls"), {"process": "ex_ante"}),
    path("overview/", include("zhunsheng.web.desk.overview.urls")),
    path("demonstration/", include("zhunsheng.web.desk.demonstration.urls")),
    path("export/", include("zhunsheng.web.desk.export.urls")),
]
