"""Signing in and out, and changing the password."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import timezone

from zhunsheng.web.accounts.models import User
from zhunsheng.web.desk.errors.views import trouble
from zhunsheng.web.middleware import wants_json
from zhunsheng.web.records import audit

FIELD_SESSION = 30 * 24 * 3600
"""Seconds that a field worker's phone stays signed in: there may be no signal where one would have to sign in again."""


class SignInForm(AuthenticationForm):
    """Name and password; what is wrong is said in one sentence."""

    error_messages: ClassVar[dict[str, str]] = {
        "invalid_login": "用户名或密码不对。请检查大小写后再试；连续输错5次会暂停登录。",
        "inactive": "这个账号已停用。请联系本单位管理员。",
    }

    def clean_username(self) -> str:
        """No user has so long a name, and the table of failed attempts could not hold it."""
        username: str = self.cleaned_data["username"]
        if len(username) > User._meta.get_field("username").max_length:
            raise self.get_invalid_login_error()
        return username


class SignIn(LoginView):
    """The sign-in page."""

    template_name = "desk/sign_in/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let the person in and log it."""
        with transaction.atomic():
            answer = super().form_valid(form)
            user = form.get_user()
            if user.is_field:
                self.request.session.set_expiry(FIELD_SESSION)
            audit.log("sign_in", user, timezone.now(), f"user:{user.pk}", {})
        return answer


class SignOut(LogoutView):
    """Out, by POST only."""


class ChangePassword(PasswordChangeView):
    """A new password for oneself."""

    template_name = "desk/sign_in/password.html"
    form_class = PasswordChangeForm
    success_url = reverse_lazy("workbench")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Change it and log it."""
        with transaction.atomic():
            answer = super().form_valid(form)
            user = self.request.user
            audit.log("change_password", user, timezone.now(), f"user:{user.pk}", {})
        messages.success(self.request, "密码已修改，下次登录请用新密码。")
        return answer


def locked_out(request: HttpRequest, credentials: dict[str, object] | None = None, *args: object) -> HttpResponse:
    """After too many wrong passwords: how long to wait."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    what = f"密码连续输错{settings.AXES_FAILURE_LIMIT}次，这个账号已暂停登录。"
    now = f"请{minutes}分钟后再试，或请管理员重设密码。"
    if wants_json(request):
        return trouble(request, 429, ("暂停登录", what, now))
    return render(request, "desk/sign_in/login.html", {"locked": f"{what}{now}", "form": SignInForm()}, status=429)
