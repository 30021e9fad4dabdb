"""Settings of the web application. Everything that differs between installations comes from the environment:
``ZHUNSHENG_DATA`` (data folder), ``DATABASE_URL``, ``ZHUNSHENG_HOSTS`` (names it answers to, comma-separated),
``ZHUNSHENG_HTTPS`` (``1`` behind a TLS proxy), ``ZHUNSHENG_DEBUG``, ``ZHUNSHENG_EVIDENCE_MB`` (1 to 64), and for mail what :mod:`zhunsheng.web.mail` says.
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from zhunsheng.web.data_folder import data_folder, demonstration_day, secret_key
from zhunsheng.web.database import database_settings
from zhunsheng.web.mail import django_mail, mail_server

WEB = Path(__file__).parent
DATA = data_folder()
FILES = DATA / "files"
SECRET_KEY = secret_key(DATA)
DEBUG = os.environ.get("ZHUNSHENG_DEBUG") == "1"
HTTPS = os.environ.get("ZHUNSHENG_HTTPS") == "1"
ALLOWED_HOSTS = [name for name in os.environ.get("ZHUNSHENG_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if name]
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in ALLOWED_HOSTS if HTTPS and not name.startswith("*")]

INSTALLED_APPS = [
    "zhunsheng.web.accounts",
    "zhunsheng.web.records",
    "zhunsheng.web.desk",
    "zhunsheng.web.components",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "axes",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "zhunsheng.web.middleware.ReferenceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "zhunsheng.web.middleware.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "zhunsheng.web.middleware.SignedInMiddleware",
    "zhunsheng.web.middleware.FieldWorkerMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "zhunsheng.web.urls"
WSGI_APPLICATION = "zhunsheng.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhunsheng.web.desk.frame.frame",
            ],
            "builtins": ["zhunsheng.web.desk.templatetags.shown_dates"],
        },
    }
]

DATABASES = {"default": database_settings(os.environ.get("DATABASE_URL"), DATA)}
STANDS_AT = demonstration_day(DATA)
"""The day a demonstration stands at; ``None`` in real work, where the calendar's day counts."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [WEB / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 300

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "zhunsheng.web.accounts.backend.UnitBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "workbench"
LOGOUT_REDIRECT_URL = "login"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "zhunsheng.web.desk.sign_in.views.locked_out"
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "zhunsheng.web.desk.errors.views.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

MAIL_SERVER = mail_server(os.environ)
globals().update(django_mail(MAIL_SERVER))
ADDRESS = os.environ.get("ZHUNSHENG_ADDRESS", "").rstrip("/")
"""Where people open the workbench, for links in letters; blank where nobody said."""

UPLOAD_LIMIT = 64 * 1024 * 1024
"""The largest file that may be uploaded, in bytes."""
_EVIDENCE_MB = os.environ.get("ZHUNSHENG_EVIDENCE_MB", "")
EVIDENCE_LIMIT = (int(_EVIDENCE_MB) if _EVIDENCE_MB.isdecimal() and 0 < int(_EVIDENCE_MB) <= 64 else 30) * 1024 * 1024
"""The largest file that may be added as evidence, in bytes; ``ZHUNSHENG_EVIDENCE_MB`` sets it."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"reference": {"()": "zhunsheng.web.log_reference.ReferenceFilter"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s [%(reference)s] %(message)s"}},
    "handlers": {
        "file": {
            "class": "logging.FileHandler",
            "filename": DATA / "logs" / "web.log",
            "encoding": "utf-8",
            "delay": True,
            "formatter": "line",
            "filters": ["reference"],
        }
    },
    "root": {"handlers": ["file"], "level": "WARNING"},
    "loggers": {
        "zhunsheng": {"level": "INFO"},
        "django": {"handlers": ["file"], "level": "WARNING", "propagate": False},
        "axes": {"level": "WARNING"},
    },
}
