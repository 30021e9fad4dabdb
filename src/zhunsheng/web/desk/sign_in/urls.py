"""Addresses of signing in and out and of the password."""

from django.urls import path

from zhunsheng.web.desk.sign_in import views

urlpatterns = [
    path("login/", views.SignIn.as_view(), name="login"),
    path("logout/", views.SignOut.as_view(), name="logout"),
    path("password/", views.ChangePassword.as_view(), name="password"),
]
