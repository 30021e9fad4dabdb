"""The WSGI application that the server runs; rules and layouts are loaded before the first request comes."""

import os

from django.core.wsgi import get_wsgi_application

from zhunsheng.documents.forms.layout import layouts
from zhunsheng.rules.registry import rules

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhunsheng.web.settings")
application = get_wsgi_application()
layouts()
rules()
