"""How a signed-in person is fetched on each request: together with their unit, in one query."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef, Q

from zhunsheng.web.accounts.models import User


class UnitBackend(ModelBackend):
    """Django's own name-and-password check; who no longer serves is as good as switched off."""

    def get_user(self, user_id: int) -> User | None:
        """The person of a session, if the account is active; ``is_arranged`` says whether any arrangement names them."""
        from zhunsheng.web.records.models import Arrangement

        named = Arrangement.objects.filter(Q(person=OuterRef("pk")) | Q(other=OuterRef("pk")))
        rows = User.objects.select_related("unit").annotate(is_arranged=Exists(named))
        user = rows.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: User) -> bool:
        """True for an active account within the days of its posting."""
        from zhunsheng.web.records.current_day import current_day

        if not super().user_can_authenticate(user):
            return False
        return user.until is None or current_day() <= user.until
