"""The records application."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Projects, department plans, their versions and edits."""

    name = "zhunsheng.web.records"
    label = "records"
    verbose_name = "绩效文本"
