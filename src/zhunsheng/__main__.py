"""``python -m zhunsheng``: the same as the ``zhunsheng`` command."""

import sys

from zhunsheng.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
