"""The public address of a survey."""

from django.urls import path

from zhunsheng.web.desk.survey import public

urlpatterns = [path("<slug:slug>/", public.answer_page, name="survey-answer")]
