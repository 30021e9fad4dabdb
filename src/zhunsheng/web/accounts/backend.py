"""How a signed-in person is fetched on each request: together with their unit, in one query."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from zhunsheng.web.accounts.models import User


class UnitBackend(ModelBackend):
    """Django's own name-and-password check."""

    def get_user(self, user_id: int) -> User | None:
        """The person of a session, if the account is active."""
        user = User.objects.select_related("unit").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
