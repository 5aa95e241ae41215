#!/usr/bin/env python3
"""A post's receiver of webhooks in Python's standard library: verifies each message and prints it once.

    samples/post/verify_webhook.py --secret-file FILE [--port PORT]

Prints "listening on PORT", then a line a message. FILE has the secret as the gateway gave it ("whsec_…"), and is read
again for each message, so that a new secret needs no restart. Only verify() is needed where you have a server already:

>>> secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
>>> headers = {"webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330",
...            "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}
>>> body = b'{"test": 2432232314}'
>>> verify(secret, headers, body, now=1614265330)
'msg_p5jXN8AQM9LWM0D4loKWxJek'
>>> verify(secret, {**headers, "webhook-signature": "v1,AAAA " + headers["webhook-signature"]}, body, now=1614265330)
'msg_p5jXN8AQM9LWM0D4loKWxJek'
>>> verify(secret, headers, body + b" ", now=1614265330)
Traceback (most recent call last):
    ...
ValueError: the signature is not right
>>> verify(secret, headers, body, now=1614265330 + 301)
Traceback (most recent call last):
    ...
ValueError: the message is too old or from the future
>>> verify(secret, {}, body)
Traceback (most recent call last):
    ...
ValueError: a header is missing
"""
import argparse
import base64
import hashlib
import hmac
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def verify(secret, headers, body, now=None, tolerance=300):
    """The message's id, or ValueError. body: the bytes as they came, before anything parsed them."""
    name, sent = headers.get("webhook-id"), headers.get("webhook-timestamp")
    signatures = headers.get("webhook-signature")
    if not name or not sent or not signatures or not sent.isascii() or not sent.isdigit():
        raise ValueError("a header is missing")
    if abs((time.time() if now is None else now) - int(sent)) > tolerance:
        raise ValueError("the message is too old or from the future")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    right = base64.b64encode(hmac.digest(key, f"{name}.{sent}.".encode() + body, hashlib.sha256)).decode()
    # while a secret is changed there are two; each is compared in the same time, right or wrong
    for signature in signatures.split(" "):
        version, _, value = signature.partition(",")
        if version == "v1" and hmac.compare_digest(value.encode(), right.encode()):
            return name
    raise ValueError("the signature is not right")


class Receiver(BaseHTTPRequestHandler):
    secret_file, seen = None, set()

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            name = verify(Path(self.secret_file).read_text(encoding="ascii").strip(), self.headers, body)
        except (ValueError, OSError) as wrong:
            self.answer(401)
            print(f"refused: {wrong}", file=sys.stderr, flush=True)
            return
        # a message may come twice, always under its id; keep the ids where a restart does not forget them
        if name not in self.seen:
            message = json.loads(body)
            print(message["type"], json.dumps(message["data"]), flush=True)
            self.seen.add(name)
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--secret-file", required=True)
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    Receiver.secret_file = options.secret_file
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Receiver)
    print(f"listening on {server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
