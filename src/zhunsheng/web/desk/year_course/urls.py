"""Addresses of the course of monitoring (``/monitoring/``) and of self-evaluation (``/scores/``)."""

from django.urls import path

from zhunsheng.web.desk.year_course import bulk, views


def course_urls(process: str, name: str) -> list:  # type: ignore[type-arg]
    """The addresses under the pages of one of the two processes."""
    given = {"process": process}
    return [
        path("course/", bulk.many, given, name=f"{name}-course-of-many"),
        path("<int:pk>/course/", views.course, given, name=f"{name}-course"),
        path("<int:pk>/course/step/", views.step, given, name=f"{name}-step"),
    ]
