"""The accounts application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in."""

    name = "zhunsheng.web.accounts"
    label = "accounts"
    verbose_name = "用户"
