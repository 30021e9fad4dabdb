"""Addresses of the rules' settings and explanations."""

from django.urls import path

from zhunsheng.web.desk.rules import form_settings, views

urlpatterns = [
    path("settings/review-form/", form_settings.form_settings, name="form-settings"),
    path("settings/rules/", views.settings, name="rule-settings"),
    path("settings/rules/<slug:rule>/", views.setting, name="rule-setting"),
    path("rules/<slug:rule>/", views.explained, name="rule"),
]
