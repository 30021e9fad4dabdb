"""Publications: their course, what people say about them, the editions that went out, and what the portal finds them by."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly
from zhunsheng.web.records.models.unit import Unit


class PublicationKind(models.TextChoices):
    """On which occasion a unit publishes."""

    BUDGET = "budget", "随部门预算公开"
    ACCOUNTS = "accounts", "随部门决算公开"


class Occasion(models.Model):
    """Whose publication a row is about: a unit, a year, an occasion."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="%(class)ss")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=PublicationKind.choices)

    class Meta:
        abstract = True


class PublicationStep(AppendOnly, Occasion):
    """One act of the process ``publication``. A publication stands where its last step led; ``on`` is the day of the act."""

    number = models.PositiveIntegerField()
    act = models.CharField(max_length=30)
    source = models.CharField(max_length=40)
    reached = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    sentence = models.TextField()
    reason = models.CharField(max_length=1000, blank=True)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("unit", "year", "kind", "number"), name="publication_step_number"),
        )

    def __str__(self) -> str:
        return self.sentence


class PublicationNote(AppendOnly, Occasion):
    """Something that a person says about a publication; the newest of its ``what`` and ``key`` holds.

    ``approval``: when and by which paper it was approved. ``release``: why a finding about private data may go out.
    ``secret``: why a project (``key`` is its number) is kept back by law, on every occasion of the year.
    """

    what = models.CharField(max_length=16)
    key = models.CharField(max_length=40, blank=True)
    content = models.JSONField(default=dict)
    withdrawn = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("unit", "year", "kind"), name="publication_note_of"),)

    def __str__(self) -> str:
        return f"{self.what} {self.key}"


class PublishedEdition(AppendOnly, Occasion):
    """What went out, as it went out: the open data, and the files by digest. A correction is another edition.

    ``files`` are name, name to save by, digest, size and sentence of each; ``digest`` is that of the content.
    """

    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    approved_on = models.DateField(null=True)
    published_on = models.DateField()
    reason = models.CharField(max_length=1000, blank=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    files = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("unit", "year", "kind", "number"), name="published_edition_number"),
        )

    def __str__(self) -> str:
        return f"{self.title} 第{self.number}版"


class OpenEdition(Occasion):
    """The edition that the portal shows: at most one of a unit's year and occasion; derived from the steps."""

    edition = models.OneToOneField(PublishedEdition, on_delete=models.PROTECT, related_name="open")
    unit_name = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "year", "kind"), name="one_open_edition"),)

    def __str__(self) -> str:
        return str(self.edition)


class OpenProject(models.Model):
    """A project as the portal finds it: derived from the open editions of its unit's year. Money in 万元."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="openprojects")
    unit_name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    project = models.CharField(max_length=140)
    name = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField()
    budget = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    paid = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    score = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    grade = models.CharField(max_length=2, blank=True)
    indicators = models.JSONField(default=list)
    search = models.TextField()

    class Meta:
        ordering = ("-year", "unit__code", "position")
        constraints = (models.UniqueConstraint(fields=("unit", "year", "project"), name="one_open_project"),)
        indexes = (models.Index(fields=("year", "unit"), name="open_project_of_year"),)

    def __str__(self) -> str:
        return f"{self.name} {self.year}"
