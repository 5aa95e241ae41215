#!/usr/bin/env python3
"""An authority to practise on, in Python's standard library: it is pushed to and asked, and misbehaves as it is told.

    samples/authority/authority.py [--port 9090] [--plan PLAN.json]

    POST /in/REFERENCE      a document, bare or in a SOAP envelope; it does the next act of that reference's plan
    GET  /status/REFERENCE  the next of the states that the plan keeps for later, or 204
    PUT  /plan              the plan: {"REFERENCE or *": {"acts": ["down", "register"], "later": ["RELEASED"]}}
    GET  /seen              what was brought, call by call

Of a plan's acts each call takes one; the last one stays. The answers are neutral ones (urn:postern:answer:1), which
every agency may send: JSON, or XML in an envelope where the document came in one. Point a channel at it:

    <push mode="test" url="http://127.0.0.1:9090/in/{reference}" private-addresses="true" timeout-seconds="2"/>
    <ask mode="test" url="http://127.0.0.1:9090/status/{reference}" private-addresses="true"/>
"""
import argparse
import datetime
import json
import socket
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LONGER_THAN_ANYBODY_WAITS = 20
ENVELOPES = {"1.1": "http://schemas.xmlsoap.org/soap/envelope/", "1.2": "http://www.w3.org/2003/05/soap-envelope"}

# what an act says of the filing: status of HTTP, states of the answer
ACTS = {
    "take": (202, []),
    "register": (200, ["ACCEPTED"]),
    "release": (200, ["ACCEPTED", "RELEASED"]),
    "select": (200, ["ACCEPTED", "CONTROL_PHYSICAL"]),
    "ask": (200, ["ACCEPTED", "QUERY"]),
    "twice": (200, ["ACCEPTED", "ACCEPTED", "RELEASED", "RELEASED"]),
    "refuse": (422, ["REJECTED"]),
    "refuse-mutely": (422, []),
    "down": (503, []),
    "busy": (429, []),
    "broken": (500, []),
    "redirect": (302, []),
}
# and those that break the conversation itself
BREAKS = {"hang-up", "late", "garbage", "flood", "lie", "fault-client", "fault-server"}


def answer(reference, states):
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"events": [{"reference": reference, "state": state, "when": now} for state in states]}


def as_xml(said):
    events = "".join('<event reference="%(reference)s" state="%(state)s" when="%(when)s"/>' % event
                     for event in said["events"])
    return f'<answer xmlns="urn:postern:answer:1">{events}</answer>'


def in_envelope(body, version):
    return f'<s:Envelope xmlns:s="{ENVELOPES[version]}"><s:Body>{body}</s:Body></s:Envelope>'


def fault(code, version):
    if version == "1.1":
        return f"<s:Fault><faultcode>s:{code}</faultcode><faultstring>as told</faultstring></s:Fault>"
    of = {"Client": "Sender", "Server": "Receiver"}[code]
    return f"<s:Fault><s:Code><s:Value>s:{of}</s:Value></s:Code></s:Fault>"


class Authority(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port, plan):
        super().__init__(("127.0.0.1", port), Desk)
        self.lock = threading.Lock()
        self.plan, self.seen, self.taken = plan, [], {}

    def next_of(self, reference, what, last_stays):
        with self.lock:
            key = reference if reference in self.plan else "*"
            steps = self.plan.get(key, {}).get(what, [])
            if not steps:
                return None
            if key == "*":  # shared by all: nobody takes it from the others
                return steps[-1]
            return steps[0] if last_stays and len(steps) == 1 else steps.pop(0)

    def note(self, call):
        with self.lock:
            self.seen.append(call)

    def take(self, reference, key):
        """Whether it is new: the same Idempotency-Key is the same letter."""
        with self.lock:
            known = key in self.taken.setdefault(reference, set())
            self.taken[reference].add(key)
            return not known


class Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def say(self, status, body=b"", media="application/json", **headers):
        body = body.encode("utf-8") if isinstance(body, str) else body
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if body:
            self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self):
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:  # the other side was faster
            pass

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def do_PUT(self):
        plan = json.loads(self.body())
        with self.server.lock:
            self.server.plan = plan
        self.say(204)

    def do_GET(self):
        if self.path == "/seen":
            with self.server.lock:
                return self.say(200, json.dumps(self.server.seen))
        reference = urllib.parse.unquote(self.path.removeprefix("/status/"))
        state = self.server.next_of(reference, "later", last_stays=False)
        if state is None:
            return self.say(204)
        return self.say(200, json.dumps(answer(reference, [state])))

    def do_POST(self):
        reference = urllib.parse.unquote(self.path.removeprefix("/in/"))
        document = self.body()
        version = next((v for v, uri in ENVELOPES.items() if uri.encode() in document[:300]), None)
        act = self.server.next_of(reference, "acts", last_stays=True) or "register"
        key = self.headers.get("Idempotency-Key", "")
        self.server.note({"reference": reference, "act": act, "key": key, "bytes": len(document),
                          "version": self.headers.get("Postern-Version"), "offer": self.headers.get("Postern-Offer"),
                          "authorization": self.headers.get("Authorization"), "soap": version})
        if act in BREAKS:
            return self.misbehave(act, reference, key, version)
        status, states = ACTS[act]
        if 200 <= status < 300 and not self.server.take(reference, key) and not states:
            return self.say(409)  # it has it already
        headers = {"Retry_After": "1"} if act == "busy" else {"Location": "/elsewhere"} if act == "redirect" else {}
        return self.tell(status, reference, states, version, **headers)

    def tell(self, status, reference, states, version, **headers):
        said = answer(reference, states) if states else None
        if version:
            return self.say(status, in_envelope(as_xml(said) if said else "", version), "text/xml", **headers)
        return self.say(status, json.dumps(said) if said else b"", **headers)

    def misbehave(self, act, reference, key, version):
        if act == "lie":
            return self.tell(200, "NOBODY-" + reference, ["RELEASED"], version)
        if act == "garbage":
            return self.say(200, "<html><p>Welcome to the portal", "text/html")
        if act.startswith("fault-"):
            return self.say(500, in_envelope(fault(act.removeprefix("fault-").title(), version), version), "text/xml")
        if act == "flood":
            try:
                return self.say(200, b"x" * (16 << 20))
            except OSError:  # nobody wanted so much
                return self.hang_up()
        self.server.take(reference, key)  # it has it, and does not say so
        if act == "late":
            time.sleep(LONGER_THAN_ANYBODY_WAITS)
        return self.hang_up()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=9090, help="0 takes a free one and says which")
    parser.add_argument("--plan", help="a file with the plan; without one it registers what it is brought")
    options = parser.parse_args()
    plan = {}
    if options.plan:
        with open(options.plan, encoding="utf-8") as file:
            plan = json.load(file)
    authority = Authority(options.port, plan)
    print("listening on http://127.0.0.1:%d" % authority.server_address[1], flush=True)
    try:
        authority.serve_forever()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
