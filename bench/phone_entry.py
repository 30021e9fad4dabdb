"""Measure how long the server takes to save one entry from a phone, with its photo; prints Markdown.

``python bench/phone_entry.py`` makes the demonstration and sends 50 patrols with a photo of about 300 kB each, as the phone page
does: first the entry, which is safe once it has its receipt, then the photo. ``--entries 1000000`` uses an installation of that
size instead (``--data`` one that is there). Timed around the whole answer, from the parsed request to the committed transaction;
``--write`` also writes the page.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import shutil
import statistics
import tempfile
import time
import uuid
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from big_database import build, person
from page_blocks import PAGE, database_name, machine, put
from PIL import Image, ImageFilter

SENT = 50
WARM = 5
GOAL = 0.1


def main() -> None:
    """Send entries and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=0, help="0: the demonstration")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    folder = chosen.data or Path(tempfile.mkdtemp(prefix="zhunsheng-phone-"))
    try:
        if chosen.entries:
            build(folder, chosen.entries)
        else:
            from zhunsheng.web.demo import make_demo

            make_demo(folder)
        lines = list(report(chosen.entries))
    finally:
        if chosen.data is None:
            shutil.rmtree(folder)
    print("\n".join(lines))
    if chosen.write:
        put(PAGE, f"phone_entry {database_name()} {chosen.entries}", lines)


def report(entries: int) -> Any:
    """The lines of the page."""
    from zhunsheng.web.records.models import Entry

    prefix = "python tests/postgres.py -- " if database_name() == "PostgreSQL" else ""
    given = f" --entries {entries}" if entries else ""
    where = f"库里有{Entry.objects.count():,}条记录" + ("" if entries else "（示例）")
    yield f"\n## {database_name()}：手机录一条，{where}\n"
    yield from machine(f"{prefix}python bench/phone_entry.py{given} --write")
    yield f"- {SENT}条巡查，每条一张约300 KB的照片；从服务器收到请求到事务提交、答复写好；目标：存入100毫秒以内"
    yield "\n| 请求 | 中位数 | 95%以内 | 最长 | 处理器时间中位数 |\n|---|--:|--:|--:|--:|"
    asked = send()
    for what, times in asked.items():
        lasted, worked = sorted(one[0] for one in times), [one[1] for one in times]
        high = lasted[min(len(lasted) - 1, round(0.95 * len(lasted)))]
        cells = (statistics.median(lasted), high, lasted[-1], statistics.median(worked))
        yield f"| {what} | " + " | ".join(f"{seconds * 1000:.0f} ms" for seconds in cells) + " |"


def send() -> dict[str, list[tuple[float, float]]]:
    """Send all of them; for each request the seconds on the wall and of the processor."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from zhunsheng.web.records.current_day import current_day

    worker, browser = person("worker"), Client(HTTP_HOST="localhost", HTTP_ACCEPT="application/json")
    browser.force_login(worker, backend="zhunsheng.web.accounts.backend.UnitBackend")
    project = json.loads(browser.get("/m/data/").content)["projects"][0]["id"]
    day = current_day() - timedelta(days=1)
    times: dict[str, list[tuple[float, float]]] = {"记录（存好，给回执）": [], "照片": []}
    for number in range(-WARM, SENT):
        cells = {
            "moment": f"{day} {6 + number % 12:02}:{abs(number):02}", "object": "路灯", "asset": f"ZM-{number + WARM:03}",
            "present": "是", "result": "正常", "person": "马巡查",
        }  # fmt: skip
        entry = {"id": str(uuid.uuid4()), "kind": "patrol", "project": project, "cells": cells, "confirmed": True}
        picture = photo(number)
        sent = SimpleUploadedFile("照片.jpg", picture, "image/jpeg")
        url, said = "/m/entries/", json.dumps(entry)
        row = timed(partial(browser.post, url, said, content_type="application/json"))
        file = timed(partial(browser.post, f"{url}{entry['id']}/files/", {"file": sent}))
        if number >= 0:
            for told, one in zip(times.values(), (row, file), strict=True):
                told.append(one)
    return times


def timed(work: Any) -> tuple[float, float]:
    """Seconds on the wall and of the processor; stops when the answer is not yes."""
    began, worked = time.perf_counter(), time.process_time()
    answer = work()
    lasted = time.perf_counter() - began, time.process_time() - worked
    if answer.status_code != 200:
        raise SystemExit(f"{answer.status_code}: {answer.content.decode()[:300]}")
    return lasted


def photo(number: int) -> bytes:
    """A picture of 1600 × 1200 points like no other, about 300 kB: what the phone page makes of a camera's."""
    chance = random.Random(number)
    small = Image.frombytes("RGB", (160, 120), chance.randbytes(160 * 120 * 3))
    picture = small.resize((1600, 1200), Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(2))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()


if __name__ == "__main__":
    main()
