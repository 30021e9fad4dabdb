"""Rows that are written once: the model layer refuses to change or delete them; triggers refuse it once more."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class Immutable(RuntimeError):
    """A program tried to change or delete a row that is written once."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A query set that can only read and add."""

    def _refuse(self) -> NoReturn:
        raise Immutable(f"{self.model.__name__} rows are written once")

    def update(self, **_: Any) -> int:
        """Refused."""
        self._refuse()

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        self._refuse()

    def bulk_update(self, *_: Any, **__: Any) -> int:
        """Refused."""
        self._refuse()


class AppendOnly(models.Model):
    """The base of all rows that are written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row; a second time is refused."""
        if not self._state.adding:
            raise Immutable(f"{type(self).__name__} rows are written once")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise Immutable(f"{type(self).__name__} rows are written once")
