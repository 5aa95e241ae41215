"""Stands before a gateway and answers for the counter's routes, so that counter clients are tried out without them.

Item ids, acceptances, postings, prints and the stop list are answered here by their contract; all else, and the judging
of what is accepted, by the gateway behind.
"""
import http.server
import json
import re
import threading


def check_digit(digits):
    rest = 11 - sum(int(d) * w for d, w in zip(digits, (8, 6, 4, 2, 3, 5, 9, 7))) % 11
    return {10: 0, 11: 5}.get(rest, rest)


class Standin:
    """`with Standin(gateway, key) as standin:` its url is where the clients go."""

    def __init__(self, gateway, key):
        self.gateway, self.key = gateway, key
        self.lock = threading.Lock()
        self.number, self.answers, self.stops, self.prints = 4002000, {}, [], {}

    def __enter__(self):
        standin = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                with standin.lock:
                    status, headers, content = standin.reply(self.command, self.path, self.headers, body)
                self.send_response(status)
                for name in ("Content-Type", "ETag"):
                    if headers.get(name):
                        self.send_header(name, headers[name])
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = answer

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = "http://127.0.0.1:%d" % self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def behind(self, method, path, headers, body):
        client = self.gateway.client("post")
        client.key = self.key
        kept = {name: headers[name] for name in ("Content-Type", "Idempotency-Key", "If-None-Match", "Accept-Language")
                if headers.get(name)}
        answer = client.call(method, path, body or None, **{name.replace("-", "_").lower(): kept[name] for name in kept})
        client.close()
        return answer.status, answer.headers, answer.body

    def reply(self, method, path, headers, body):
        key = headers.get("Idempotency-Key")
        if key in self.answers:
            sent, answer = self.answers[key]
            return answer if sent == body else self.json(422, {"code": "idempotency-key-reused", "title": "reused"})
        answer = self.own(method, path, headers, body)
        if answer is None:
            return self.behind(method, path, headers, body)
        if key:
            self.answers[key] = (body, answer)
        return answer

    @staticmethod
    def json(status, value):
        return status, {"Content-Type": "application/json"}, json.dumps(value).encode("utf-8")

    def own(self, method, path, headers, body):
        told = json.loads(body) if body and path.startswith(("/v1/item-ids", "/v1/counter", "/v1/decl")) else {}
        if (method, path) == ("POST", "/v1/item-ids"):
            return self.json(201, {"item_ids": [self.draw(told["service"]) for _ in range(told["count"])],
                                   "service": told["service"], "remaining": 1000, "low": False})
        if (method, path) == ("POST", "/v1/counter/acceptances"):
            return self.accept(told, headers)
        posting = re.fullmatch(r"/v1/declarations/(\w+)/posting", path)
        if posting:
            return self.behind("PUT", f"/v1/declarations/{posting[1]}/item-id", {"Content-Type": "application/json"},
                               json.dumps({"item_id": told["item_id"]}))
        prints = re.fullmatch(r"/v1/declarations/(\w+)/prints", path)
        if prints:
            number = self.prints[prints[1]] = self.prints.get(prints[1], 0) + 1
            return self.json(201, {"number": number, "reprint": number > 1, "href":
                                   f"/v1/declarations/{prints[1]}/form.pdf?form={told['form']}&size={told['size']}"})
        if "/form.pdf?" in path:
            return 200, {"Content-Type": "application/pdf"}, b"%PDF-1.7 a stand-in\n"
        if path.startswith("/v1/counter/stop-list"):
            return self.json(200, {"office": "NPKTM01", "items": self.stops, "more": False})
        return None

    def draw(self, service):
        self.number += 1
        digits = f"{self.number:08d}"
        return f"{service}{digits}{check_digit(digits)}NP"

    def accept(self, told, headers):
        for name in ("captured_at", "sent_at"):
            if name in told and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told[name]):
                return self.json(400, {"code": "bad-parameter", "title": name})
        if told["taken_at"] == "door":
            told["declaration"].setdefault("gross_weight_kg", "1.750")
        status, head, content = self.behind("POST", "/v1/declarations", {**dict(headers.items()),
                                                                         "Content-Type": "application/json"},
                                            json.dumps(told["declaration"]))
        answer = json.loads(content)
        item_id = told["declaration"].get("item_id", "")
        if status == 422:
            self.stops.append({"item_id": item_id, "code": "rejected", "detail": "Its declaration was rejected."})
        if status in (200, 201):
            answer["receipt"] = {"secret": "0123456789ABCDEF", "status": f"http://localhost/status/{item_id}"}
            answer["forms"] = [{"form": "CN23", "sizes": ["A5", "100x150"]}]
        return status, head, json.dumps(answer).encode("utf-8")
