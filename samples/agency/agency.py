#!/usr/bin/env python3
"""A customs agency in Python's standard library: long-polls its feed, keeps documents, acknowledges, answers.

    POSTERN_URL=http://127.0.0.1:8080 POSTERN_KEY=pk_test_… \
        samples/agency/agency.py AGENCY FOLDER [--decide STATE]… [--once]

FOLDER gets the documents and the file `cursor`, so a restart goes on where it was. With --decide every filing is
answered with these states in this order, as a real system would over some days; repeat it: --decide ACCEPTED
--decide RELEASED. The answer's id is made from filing, version and state, so answering twice does nothing twice. A cursor that is older than what is kept (410) is
said, and the feed is read on from the oldest entry.
"""
import argparse
import datetime
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from pathlib import Path

LONGEST_PAUSE = 60


class Postern:
    def __init__(self, url, key, agency):
        self.base, self.key = f"{url}/v1/agencies/{urllib.parse.quote(agency)}", key

    def call(self, path, body=None, timeout=90):
        request = urllib.request.Request(self.base + path)
        request.add_header("Authorization", "Bearer " + self.key)
        if body is not None:
            request.data = json.dumps(body).encode("utf-8")
            request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.read()

    def feed(self, after, wait):
        query = urllib.parse.urlencode({"after": after, "wait": wait, "limit": 50})
        return json.loads(self.call("/filings?" + query))

    def document(self, filing):
        return self.call(f"/filings/{filing}/document")

    def acknowledge(self, filings):
        self.call("/acknowledgements", {"filings": filings})

    def answer(self, events, identity):
        return json.loads(self.call("/responses", {"id": identity, "events": events}))


def keep(path, content):
    """Written whole or not at all: a file that is there can be trusted."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    os.replace(part, path)


def handle(postern, offer, folder, decisions):
    filing, reference = offer["filing_id"], offer["reference"]
    if offer["why"] == "cancelled":
        print(f"{reference}: cancelled", flush=True)
        return
    name = "".join(c if c.isalnum() or c == "-" else "_" for c in reference)
    document = postern.document(filing)
    keep(folder / f"{name}.v{offer['version']}.xml", document)
    print(f"{reference}: version {offer['version']} ({offer['why']}), {len(document)} bytes", flush=True)
    postern.acknowledge([filing])
    for state in decisions:
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        event = {"filing": filing, "state": state, "when": now}
        if state == "ACCEPTED":
            event["number"] = f"E {zlib.crc32(filing.encode()) % 100000}"
        answered = postern.answer([event], f"{filing}.{offer['version']}.{state}")
        print(f"{reference}: answered {state}, now {answered['filings'][0]['state']}", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("agency")
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--decide", metavar="STATE", action="append", default=[])
    arguments.add_argument("--once", action="store_true", help="stop when the feed has nothing new")
    options = arguments.parse_args()
    postern = Postern(os.environ["POSTERN_URL"], os.environ["POSTERN_KEY"], options.agency)
    options.folder.mkdir(parents=True, exist_ok=True)
    cursor_file = options.folder / "cursor"
    cursor = cursor_file.read_text(encoding="utf-8") if cursor_file.exists() else ""
    pause = 1
    while True:
        try:
            page = postern.feed(cursor, 0 if options.once else 30)
            for offer in page["offers"]:
                handle(postern, offer, options.folder, options.decide)
                # the entry is done with: only now is it behind us
                cursor = offer["cursor"]
                keep(cursor_file, cursor.encode("utf-8"))
            pause = 1
        except urllib.error.HTTPError as error:
            if error.code == 410:
                cursor = json.loads(error.read())["oldest"]
                keep(cursor_file, cursor.encode("utf-8"))
                print("the cursor is older than what is kept: some offers were never read here; on from the oldest",
                      file=sys.stderr, flush=True)
                continue
            if error.code not in (429, 503) or options.once:
                sys.exit(f"{error.code}: {error.read().decode('utf-8', 'replace')}")
            pause = int(error.headers.get("Retry-After", pause))
            time.sleep(min(pause, LONGEST_PAUSE))
            continue
        except OSError as error:
            if options.once:
                raise
            print(f"no connection ({error}); again in {pause} s", file=sys.stderr, flush=True)
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
            continue
        if options.once and not page["offers"]:
            return


if __name__ == "__main__":
    main()
