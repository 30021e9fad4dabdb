"""Django's own commands on the data folder: ``python -m zhunsheng.web migrate``."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhunsheng.web.settings")
    execute_from_command_line(["zhunsheng.web", *sys.argv[1:]])
