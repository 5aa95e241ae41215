#!/usr/bin/env python3
"""A post in Python's standard library: hands in messages and waits until customs has released the items.

    POSTERN_URL=http://127.0.0.1:8080 POSTERN_KEY=pk_test_… samples/post/submit.py [--wait SECONDS] FILE…

Prints one line an item and its findings; with --wait it follows the timelines until every accepted item is released,
or needs no filing. Ends with 1 where an item was rejected or not released in time.
"""
import argparse
import hashlib
import json
import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path


def call(path, body=None, **headers):
    """(status, JSON); every answer of Postern is JSON, problems included."""
    request = urllib.request.Request(os.environ["POSTERN_URL"] + path, data=body, headers=headers)
    request.add_header("Authorization", "Bearer " + os.environ["POSTERN_KEY"])
    for pause in (1, 2, 4, None):
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code != 503 or pause is None:
                return error.code, json.load(error)
        except OSError:
            # the Idempotency-Key makes a second try safe, whatever became of the first
            if pause is None:
                raise
        time.sleep(pause)


def submit(file):
    body = file.read_bytes()
    key = hashlib.sha256(body).hexdigest()[:40]
    status, report = call("/v1/declarations", body, **{"Content-Type": "application/xml", "Idempotency-Key": key})
    if status not in (200, 201, 422):
        print(f"{file}: {status} {report.get('title', '')}")
        return [{"verdict": "refused"}]
    items = report.get("items", [report])
    for item in items:
        name = item.get("item_id") or item.get("sender_reference") or item.get("declaration_id")
        print(f"{file} {name}: {item.get('verdict', 'rejected')}{' (known)' if item.get('repeat') else ''}")
        for finding in item.get("findings") or item.get("errors") or []:
            place = f" box {finding['box']}" if finding.get("box") else ""
            print(f"    {finding['severity']} {finding['code']}{place}: {finding['detail']}")
    return items


def is_done(declaration):
    """Whether nothing stands between the item and its departure."""
    _, item = call(f"/v1/declarations/{declaration}")
    states = [filing["state"] for filing in item.get("filings", [])]
    return bool(states) and all(state in ("RELEASED", "EXITED", "FORM_SUFFICES") for state in states)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("files", nargs="+", type=Path, metavar="FILE")
    arguments.add_argument("--wait", type=float, default=0, metavar="SECONDS")
    options = arguments.parse_args()
    items = [item for file in options.files for item in submit(file)]
    bad = [item for item in items if item.get("verdict") not in ("accepted", "held")]
    waiting = {item["declaration_id"] for item in items if item.get("verdict") == "accepted"}
    until = time.monotonic() + options.wait
    while options.wait and waiting and time.monotonic() < until:
        waiting = {declaration for declaration in waiting if not is_done(declaration)}
        if waiting:
            time.sleep(0.5)
    if options.wait:
        print(f"{len(waiting)} items still wait for customs" if waiting else "every accepted item may go")
    sys.exit(1 if bad or (options.wait and waiting) else 0)


if __name__ == "__main__":
    main()
