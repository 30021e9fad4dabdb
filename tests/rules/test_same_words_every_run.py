"""The same table gets the very same words on every run: nothing hangs on the order of a set of words in memory."""

import os
import subprocess
import sys

from zhunsheng.rules.mistyped import mistyped

SLIPS = "按平均每案5件测算；满义度调查；为生室维修；合格律达到98%；农村件测点位；捡测合格率；设备检测和监测"
PROGRAM = f"from zhunsheng.rules.mistyped import mistyped; print(list(mistyped({SLIPS!r})))"


def _told(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, check=True)
    return ran.stdout.decode("utf-8")


def test_a_slip_is_mended_to_the_same_word_whatever_the_seed_of_the_run():
    told = {_told(seed) for seed in ("0", "1", "2", "3")}

    assert len(told) == 1
    assert "检测" in told.pop()


def test_the_counter_of_a_number_begins_no_word():
    assert not list(mistyped("按平均每案5件测算"))
