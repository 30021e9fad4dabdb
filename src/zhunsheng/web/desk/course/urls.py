"""Addresses of the course of projects."""

from django.urls import path

from zhunsheng.web.desk.course import bulk, views

urlpatterns = [
    path("course/", bulk.many, name="course-of-many"),
    path("<int:pk>/course/", views.course, name="project-course"),
    path("<int:pk>/course/step/", views.step, name="project-step"),
]
