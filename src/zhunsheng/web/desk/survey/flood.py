"""A brake on floods of answers: so many from one network in ten minutes. Kept in memory only, under a hash that changes daily."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

WINDOW = 600
FROM_ONE_NETWORK = 120
"""Sheets from one address in ten minutes: a whole office may sit behind it."""
IN_ALL = 3000


def too_many(request: HttpRequest, slug: str) -> bool:
    """Count a sheet; true when there were too many."""
    return count(f"survey:{slug}:{network(request)}") > FROM_ONE_NETWORK or count(f"survey:{slug}") > IN_ALL


def count(key: str) -> int:
    """One more of a key; how many there were in the window."""
    cache.add(key, 0, WINDOW)
    try:
        return int(cache.incr(key))
    except ValueError:  # it ran out in between
        cache.set(key, 1, WINDOW)
        return 1


def network(request: HttpRequest) -> str:
    """The address that the answer came from; behind our own proxy, what the proxy says of it."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.HTTPS:
        address = str(request.META.get("HTTP_X_FORWARDED_FOR", address)).rpartition(",")[2].strip()
    return salted_hmac(f"zhunsheng.flood:{timezone.localdate()}", address).hexdigest()[:20]
