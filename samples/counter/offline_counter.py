#!/usr/bin/env python3
"""A counter that goes on while its line is lost, in Python's standard library and the openssl program.

    POSTERN_URL=http://127.0.0.1:8080 POSTERN_KEY=pk_test_… samples/counter/offline_counter.py [--folder F] COMMAND

    pack ORIGIN [LANG]       in the morning: fetches what is needed offline, and verifies its signature
    draw SERVICE COUNT       item numbers for the time without a line
    check FILE               what the pack says of a declaration (JSON)
    take FILE [SERVICE]      takes an item in, offline: it gets a number of the block, and waits to be sent
    collect FILE             at the sender's door: content and certification now, weight and label at the office
    weigh REF KG [SERVICE]   at the office: what was collected gets its weight and number, and waits to be sent
    send                     when the line is back: everything in its order; again does no harm
    stops                    what must come out of the next bag

Everything that happens is a line in journal.jsonl, on disk before it counts; nothing in it is ever changed. Ends with 1
where a declaration or an item is not in order, 2 where something else is wrong, 3 where the line is (still) lost.
"""
import argparse
import base64
import datetime
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zipfile
from pathlib import Path

from pack_rules import Pack, PackIsBad

TYPE = "postern-pack+jws"


class LineLost(Exception):
    """Nobody answers, or nobody who can: to be tried again later."""


class Refused(Exception):
    pass


def now():
    return datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def call(method, path, body=None, **headers):
    """(status, headers, bytes); LineLost where it has to be tried again."""
    data = None if body is None else json.dumps(body).encode("utf-8")
    request = urllib.request.Request(os.environ["POSTERN_URL"] + path, data=data, method=method)
    request.add_header("Authorization", "Bearer " + os.environ["POSTERN_KEY"])
    if data is not None:
        request.add_header("Content-Type", "application/json")
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        if error.code >= 500 or error.code == 429:
            raise LineLost(f"{method} {path}: {error.code}") from error
        if error.code in (401, 403):
            raise Refused(f"{method} {path}: {error.code}, the key may not do that") from error
        return error.code, error.headers, error.read()
    except OSError as error:
        raise LineLost(f"{method} {path}: {error}") from error


def sentence(body):
    try:
        problem = json.loads(body)
        return ": ".join(problem[name] for name in ("title", "detail") if problem.get(name))
    except (ValueError, AttributeError):
        return ""


class Journal:
    """Lines that are only ever added; what is known is folded from them."""

    def __init__(self, path):
        self.path = path
        self.lines = []
        text = path.read_bytes() if path.exists() else b""
        whole = text[:text.rfind(b"\n") + 1]
        if whole != text:  # the power went while a line was written: it did not count yet
            with open(path, "r+b") as file:
                file.truncate(len(whole))
        self.lines = [json.loads(line) for line in whole.splitlines()]

    def add(self, what, **more):
        line = {"what": what, "at": now(), **more}
        is_new = not self.path.exists()
        with open(self.path, "ab") as file:
            file.write(json.dumps(line, ensure_ascii=False).encode("utf-8") + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            folder = os.open(self.path.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
        self.lines.append(line)
        return line

    def of(self, *kinds):
        return [line for line in self.lines if line["what"] in kinds]

    def last(self, kind, ref):
        return next((line for line in reversed(self.lines) if line["what"] == kind and line.get("ref") == ref), None)

    def next_item_id(self, service):
        """The next number of a block; whoever uses it writes so."""
        used = {line["item_id"] for line in self.of("taken", "weighed") if line.get("item_id")}
        for line in self.of("drawn"):
            for item_id in line["item_ids"]:
                if line["service"] == service and item_id not in used:
                    return item_id
        raise Refused(f"no number of service {service} is left; draw a block while there is a line")


# --- the pack ---------------------------------------------------------------------------------------------------------

def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def der_integer(raw):
    raw = raw.lstrip(b"\0") or b"\0"
    if raw[0] & 0x80:
        raw = b"\0" + raw
    return b"\x02" + bytes([len(raw)]) + raw


def verifies(jwk, signed, signature):
    """ES256 by the openssl program: the library of Python verifies no signatures."""
    if len(signature) != 64:
        return False
    point = b"\x04" + from_base64url(jwk["x"]) + from_base64url(jwk["y"])
    key = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200") + point
    both = der_integer(signature[:32]) + der_integer(signature[32:])
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "key.der").write_bytes(key)
        (Path(folder) / "signature").write_bytes(b"\x30" + bytes([len(both)]) + both)
        done = subprocess.run(["openssl", "dgst", "-sha256", "-keyform", "DER", "-verify", f"{folder}/key.der",
                               "-signature", f"{folder}/signature"], input=signed, capture_output=True, check=False)
        return done.returncode == 0


def verify(files, keys):
    """The statement of a pack; PackIsBad where it is not signed by one of the keys, or a file is another one."""
    header, payload, signature = files["pack.jws"].decode("ascii").split(".")
    head = json.loads(from_base64url(header))
    if head.get("alg") != "ES256" or head.get("typ") != TYPE:
        raise PackIsBad("it is signed as something else")
    jwk = next((key for key in keys if key.get("kid") == head.get("kid")), None)
    if jwk is None or not verifies(jwk, f"{header}.{payload}".encode("ascii"), from_base64url(signature)):
        raise PackIsBad("its signature does not hold")
    if from_base64url(payload) != files["pack.json"]:
        raise PackIsBad("what was signed is not its pack.json")
    statement = json.loads(files["pack.json"])
    for file in statement["files"]:
        if hashlib.sha256(files.get(file["name"], b"")).hexdigest() != file["sha256"]:
            raise PackIsBad(f"{file['name']} was altered")
    return statement


def unzip(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def load_pack(folder):
    """Verified each time it is used: it lies on a disk that others may reach."""
    try:
        files = unzip((folder / "pack.zip").read_bytes())
        keys = json.loads((folder / "keys.json").read_text(encoding="utf-8"))["keys"]
    except FileNotFoundError as missing:
        raise Refused("there is no pack; fetch one while there is a line") from missing
    statement = verify(files, keys)
    if statement["until"] <= now():
        raise Refused(f"the pack was good until {statement['until']}; fetch a new one")
    return Pack(statement, files)


def fetch_pack(folder, _journal, origin, lang="en"):
    tag = folder / "pack.etag"
    headers = {"If_None_Match": tag.read_text(encoding="ascii")} if tag.exists() else {}
    query = urllib.parse.urlencode({"origin": origin, "lang": lang})
    status, head, body = call("GET", f"/v1/counter/pack?{query}", **headers)
    if status == 304:
        print("the pack is the newest")
        return 0
    if status != 200:
        raise Refused(f"pack: {status} {sentence(body)}")
    # the keys come by the same line as the pack, which TLS protects; from then on the pack proves itself
    status, _, keys = call("GET", "/.well-known/jwks.json")
    if status != 200:
        raise Refused(f"keys: {status}")
    statement = verify(unzip(body), json.loads(keys)["keys"])
    for name, content in (("keys.json", keys), ("pack.zip", body), ("pack.etag", head["ETag"].encode("ascii"))):
        (folder / (name + ".new")).write_bytes(content)
        os.replace(folder / (name + ".new"), folder / name)
    print(f"pack of {statement['origin']} in {statement['lang']}, good until {statement['until']}")
    return 0


# --- at the counter, and at the door ----------------------------------------------------------------------------------

def tell(findings):
    for one in findings:
        print(f"    {one['severity']} {one['code']}{' ' + one['field'] if one['field'] else ''}: {one['text']}")
    return any(one["severity"] == "error" for one in findings)


def read_declaration(file):
    return json.loads(Path(file).read_text(encoding="utf-8"))


def check(folder, _journal, file):
    bad = tell(load_pack(folder).findings(read_declaration(file)))
    print("not in order" if bad else "in order, as far as the pack says")
    return 1 if bad else 0


def draw(_folder, journal, service, count):
    # the key is on disk before it is used: a lost answer is asked for again, and no number is lost
    asked = next((line for line in journal.of("asked") if not journal.last("drawn", line["ref"])
                  and line["service"] == service and line["count"] == int(count)), None)
    asked = asked or journal.add("asked", ref=uuid.uuid4().hex, service=service, count=int(count))
    status, _, body = call("POST", "/v1/item-ids", {"service": service, "count": int(count), "for": "block"},
                           Idempotency_Key=asked["ref"])
    if status not in (200, 201):
        raise Refused(f"item ids: {status} {sentence(body)}")
    told = json.loads(body)
    journal.add("drawn", ref=asked["ref"], service=service, item_ids=told["item_ids"])
    print(f"{len(told['item_ids'])} numbers, {told['item_ids'][0]} to {told['item_ids'][-1]}")
    if told.get("low"):
        print("the range is nearly used up: tell the office that gives them")
    return 0


def take(folder, journal, file, service="CP"):
    declaration = read_declaration(file)
    if "item_id" not in declaration:
        declaration["item_id"] = journal.next_item_id(service)
    if tell(load_pack(folder).findings(declaration)):
        print("not taken")
        return 1
    line = journal.add("taken", ref=uuid.uuid4().hex, item_id=declaration["item_id"], taken_at="counter",
                       captured_at=now(), declaration=declaration)
    print(f"taken {line['item_id']} {line['ref']}")
    return 0


def collect(folder, journal, file):
    declaration = read_declaration(file)
    if tell(load_pack(folder).findings(declaration, at_door=True)):
        print("not taken")
        return 1
    line = journal.add("taken", ref=uuid.uuid4().hex, taken_at="door", captured_at=now(), declaration=declaration)
    print(f"collected {line['ref']}")
    return 0


def weigh(folder, journal, ref, kilograms, service="CP"):
    taken = journal.last("taken", ref)
    if taken is None or taken["taken_at"] != "door" or journal.last("weighed", ref):
        raise Refused(f"{ref} waits for no weight")
    item_id = taken["declaration"].get("item_id") or journal.next_item_id(service)
    if tell(load_pack(folder).findings({**taken["declaration"], "gross_weight_kg": kilograms, "item_id": item_id})):
        print("not weighed in")
        return 1
    journal.add("weighed", ref=ref, item_id=item_id, gross_weight_kg=kilograms)
    print(f"weighed {item_id} {ref}")
    return 0


# --- when the line is back --------------------------------------------------------------------------------------------

def settle(journal, kind, ref, status, body):
    """What became of it, for good: it is never sent again."""
    told = json.loads(body) if body else {}
    item = (told.get("items") or [told])[0]
    verdict = item.get("verdict") or ("rejected" if status == 422 else "refused" if status >= 400 else "accepted")
    journal.add(kind, ref=ref, status=status, verdict=verdict, declaration_id=item.get("declaration_id"),
                receipt=told.get("receipt"), why=sentence(body) if status >= 400 else None)
    return verdict


def send_taken(journal, taken):
    ref = taken["ref"]
    # a second try is the same request to the letter, so the time of the first is kept
    sending = journal.last("sending", ref) or journal.add("sending", ref=ref, sent_at=now())
    status, _, body = call("POST", "/v1/counter/acceptances",
                           {"declaration": taken["declaration"], "taken_at": taken["taken_at"],
                            "captured_at": taken["captured_at"], "sent_at": sending["sent_at"]}, Idempotency_Key=ref)
    return settle(journal, "sent", ref, status, body)


def send_weighed(journal, weighed):
    ref = weighed["ref"]
    sent = journal.last("sent", ref)
    if not sent.get("declaration_id") or sent["verdict"] in ("rejected", "refused"):
        return "refused"
    status, _, body = call("POST", f"/v1/declarations/{sent['declaration_id']}/posting",
                           {"gross_weight_kg": weighed["gross_weight_kg"], "item_id": weighed["item_id"]},
                           Idempotency_Key=ref + "-posting")
    return settle(journal, "posted", ref, status, body)


def send(_folder, journal):
    bad = 0
    for line in list(journal.lines):
        kind = {"taken": "sent", "weighed": "posted"}.get(line["what"])
        if kind is None or journal.last(kind, line["ref"]):
            continue
        verdict = (send_taken if kind == "sent" else send_weighed)(journal, line)
        name = line.get("item_id") or line["ref"]
        print(f"{kind} {name}: {verdict}")
        bad += verdict in ("rejected", "refused")
    print("everything is sent" + (f", {bad} refused: see stops" if bad else ""))
    return 1 if bad else 0


def stops(_folder, journal):
    """From the beginning each time: what is no reason any more is not told again."""
    found, after, more = {}, "", True
    # what was refused as a request, and so is not kept there, is known here alone
    for line in journal.of("sent", "posted"):
        if line["verdict"] == "refused":
            taken = journal.last("weighed", line["ref"]) or journal.last("taken", line["ref"])
            found[taken.get("item_id") or line["ref"]] = f"refused: {line['why']}"
    while more:
        status, _, body = call("GET", "/v1/counter/stop-list?" + urllib.parse.urlencode({"after": after}))
        if status != 200:
            raise Refused(f"stop list: {status} {sentence(body)}")
        told = json.loads(body)
        for item in told["items"]:
            found[item["item_id"]] = f"{item['code']}: {item['detail']} {item.get('hint', '')}".rstrip()
        more, after = told["more"], told.get("next", "")
    for item_id, why in sorted(found.items()):
        print(f"take out {item_id} {why}")
    if not found:
        print("nothing has to come out of the bag")
    return 1 if found else 0


COMMANDS = {"pack": (fetch_pack, 1, 2), "draw": (draw, 2, 2), "check": (check, 1, 1), "take": (take, 1, 2),
            "collect": (collect, 1, 1), "weigh": (weigh, 2, 3), "send": (send, 0, 0), "stops": (stops, 0, 0)}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--folder", type=Path, default=Path("counter"))
    arguments.add_argument("command", choices=COMMANDS)
    arguments.add_argument("words", nargs="*")
    options = arguments.parse_args()
    command, least, most = COMMANDS[options.command]
    if not least <= len(options.words) <= most:
        arguments.error(f"{options.command} takes {least} to {most} words")
    options.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        sys.exit(command(options.folder, Journal(options.folder / "journal.jsonl"), *options.words))
    except LineLost as lost:
        print(f"no line: {lost}", file=sys.stderr)
        sys.exit(3)
    except (Refused, PackIsBad, zipfile.BadZipFile, OSError, KeyError, ValueError) as refused:
        print(f"{type(refused).__name__}: {refused}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
