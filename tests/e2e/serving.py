"""A real ``bedside serve`` in a process of its own, and a site that takes its signed callbacks: what end-to-end tests stand on."""

import contextlib
import hashlib
import hmac
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
BEDSIDE = Path(sys.executable).with_name("bedside")
SECRET = "a secret of sixteen or more"
START_S = 60


def environment(**more):
    """Return the environment of a command: only what the test sets, and the fake model unless told otherwise."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("BEDSIDE_")}
    return kept | {"BEDSIDE_MODEL": "fake", "SITE_SECRET": SECRET} | more


def command(*words, data=None, stdin=None, check=None, **more):
    """Run the command to its end; returns what it printed."""
    data_option = ["--data", str(data)] if data else []
    done = subprocess.run(
        [BEDSIDE, *map(str, words), *data_option],
        input=stdin,
        capture_output=True,
        env=environment(**more),
        timeout=300,
        check=False,
    )
    assert check is None or done.returncode == check, (done.returncode, done.stdout[-2000:], done.stderr[-2000:])
    return done


def rows(*words, **options):
    """Run a listing with ``--json``; returns its objects."""
    return [json.loads(line) for line in command(*words, "--json", check=0, **options).stdout.splitlines()]


def comment(number, text, **fields):
    """Return a comment in its wire form."""
    return {
        "comment_id": f"c{number}",
        "platform": "site",
        "location_id": "boston",
        "author_id": f"a{number}",
        "text": text,
        "posted_at": "2026-11-01T12:00:00Z",
    } | fields


class Serving:
    """One ``bedside serve``; may be killed and started again on the same data."""

    def __init__(self, data, **env):
        self.data, self.env, self.process, self.url = data, env, None, None

    def start(self):
        log = (self.data.parent / f"{self.data.name}.log").open("ab")
        self.process = subprocess.Popen(
            [BEDSIDE, "serve", "--data", str(self.data), "--port", "0"],
            env=environment(**self.env),
            stdout=log,
            stderr=subprocess.PIPE,
            text=True,
        )
        for line in self.process.stderr:
            if " on http://" in line:
                self.url = line.split(" on ")[1].split()[0]
                break
        else:
            raise AssertionError(f"serve ended with {self.process.wait()}")
        # what it says later must not fill the pipe
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        return self

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, within_s=40):
        self.process.terminate()
        return self.process.wait(within_s)

    def post(self, body, **headers):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return httpx.post(f"{self.url}/v1/comments", content=content, headers=headers, timeout=30)

    def lag(self):
        page = httpx.get(f"{self.url}/metrics", timeout=30).text
        return sum(float(line.split()[-1]) for line in page.splitlines() if line.startswith("bedside_lag_records{"))

    def settle(self, within_s=60):
        """Wait until every group has read all there is."""
        deadline = time.monotonic() + within_s
        while self.lag():
            assert time.monotonic() < deadline, "still not done"
            time.sleep(0.05)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.stop()
            if self.process.poll() is None:
                self.kill()


class Site(ThreadingHTTPServer):
    """The customer's site: does each act once per idempotency key, checks signatures, and may be made to fail."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Receiver)
        self.effects, self.calls, self.lock = {}, defaultdict(int), threading.Lock()
        self.answer = lambda _body: 200

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/hook"

    def platforms(self, path, mode="act"):
        path.write_text(
            f'[platforms.site]\nadapter = "web"\nurl = "{self.url}"\nsecret_env = "SITE_SECRET"\nmode = "{mode}"\n'
        )
        return path

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class _Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signed = self.headers["X-Bedside-Timestamp"].encode() + b"." + body
        expected = "sha256=" + hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
        act = json.loads(body)
        with self.server.lock:
            self.server.calls[act["idempotency_key"]] += 1
            status = self.server.answer(act)
            if not hmac.compare_digest(expected, self.headers["X-Bedside-Signature-256"]):
                status = 401
            elif status == 200 and act["idempotency_key"] in self.server.effects:
                status = 409
            elif status == 200:
                self.server.effects[act["idempotency_key"]] = act
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass
