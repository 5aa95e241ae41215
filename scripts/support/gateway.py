"""A gateway of our own for a script: started on a free port with its own data, talked to over HTTP, stopped or killed."""
import csv
import http.client
import json
import os
import re
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CONFIG = ROOT / "config/sandbox/postern.properties"
LISTENING = re.compile(r"listening on http://([0-9.]+):(\d+)")


def program():
    """The program that was built; POSTERN names another one."""
    return Path(os.environ.get("POSTERN", ROOT / "build/release/postern"))


def check_reports(files, day, timeout=300):
    """What `postern check` says of each file on that day: {file: report}, in their order."""
    done = subprocess.run([program(), "check", "--on", day, "--json", *(str(file) for file in files)], cwd=ROOT,
                          capture_output=True, timeout=timeout)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"check ends with {done.returncode}: {done.stderr.decode()}")
    return {row["file"]: row["report"] for row in json.loads(done.stdout)["reports"]}


def demo_keys():
    """{"post": "pk_test_…", "agency": …} of the sandbox: the first of each role, so customs."""
    with open(ROOT / "config/sandbox/keys.csv", encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        keys = {}
        for row in rows:
            keys.setdefault(row["role"], row["key"])
        return keys


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class Client:
    """One client with one key; each thread needs its own."""

    def __init__(self, address, key, timeout=60):
        self.address, self.key, self.timeout = address, key, timeout
        self.connection = None

    def call(self, method, path, body=None, **headers):
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            headers.setdefault("content_type", "application/json")
        if isinstance(body, str):
            body = body.encode("utf-8")
        if body is not None:
            headers.setdefault("content_type", "application/xml")
        sent = {name.replace("_", "-").title(): value for name, value in headers.items()}
        if self.key:
            sent["Authorization"] = "Bearer " + self.key
        if self.connection is None:
            self.connection = http.client.HTTPConnection(*self.address, timeout=self.timeout)
        try:
            self.connection.request(method, path, body=body, headers=sent)
            answer = self.connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        except (OSError, http.client.HTTPException):
            self.close()
            raise

    def get(self, path, **headers):
        return self.call("GET", path, **headers)

    def post(self, path, body, **headers):
        return self.call("POST", path, body, **headers)

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


class Gateway:
    """`with Gateway() as gateway:` a running gateway with a fresh database; data= names a folder to keep, settings=
    ("key=value", …) stand above those of the configuration."""

    def __init__(self, data=None, config=CONFIG, log=None, settings=()):
        self.folder = None if data else tempfile.TemporaryDirectory(prefix="postern-")
        self.data = Path(data) if data else Path(self.folder.name)
        self.config = config
        self.settings = settings
        logs = ROOT / "build/logs"
        logs.mkdir(parents=True, exist_ok=True)
        self.log = log or logs / f"gateway-{os.getpid()}.log"
        self.process = None

    def start(self, timeout=30, port=0):
        listen = f"127.0.0.1:{port}"
        command = [program(), "serve", "--config", self.config, "--listen", listen, "--data", self.data]
        for setting in self.settings:
            command += ["--set", setting]
        self.process = subprocess.Popen([str(word) for word in command], cwd=ROOT, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        found = threading.Event()
        reader = threading.Thread(target=self._read, args=(self.process.stdout, found), daemon=True)
        reader.start()
        if not found.wait(timeout) or self.address is None:
            self.kill()
            raise RuntimeError(f"the gateway did not start; see {self.log}")
        return self

    def _read(self, stream, found):
        self.address = None
        with open(self.log, "a", encoding="utf-8") as log:
            for line in stream:
                log.write(line)
                log.flush()
                match = LISTENING.search(line)
                if match and not found.is_set():
                    self.address = (match[1], int(match[2]))
                    found.set()
        found.set()

    @property
    def url(self):
        return "http://%s:%d" % self.address

    def client(self, role):
        return Client(self.address, demo_keys()[role] if role else None)

    def stop(self):
        """Asks it to end; its exit code, which must be 0."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
            raise RuntimeError("the gateway did not end within 30 seconds of SIGTERM") from None
        self.process = None
        return code

    def kill(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, value, trace):
        try:
            code = self.stop()
            if code != 0 and kind is None:
                raise RuntimeError(f"the gateway ended with {code} on SIGTERM; see {self.log}")
        finally:
            self.kill()
            if self.folder:
                self.folder.cleanup()
