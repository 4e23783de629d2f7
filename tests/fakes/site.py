"""A customer's own site on a real local port: checks signatures as the documentation tells it to, and acts once per key."""

import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOLERANCE_S = 300


class Site:
    """``script`` holds what to answer next (a status, or a callable of the handler); then it does what it is told."""

    def __init__(self, secret=b"s" * 32):
        self.secret = secret
        self.script = []
        self.requests = []
        self.effects = {}
        self.faults = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = site.receive(dict(self.headers), body, self)
                if status is None:
                    return
                self.send_response(status)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/moderation"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def receive(self, headers, body, handler):
        self.requests.append((headers, body))
        stamp = headers["X-Bedside-Timestamp"]
        expected = hmac.new(self.secret, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(headers["X-Bedside-Signature-256"], f"sha256={expected}"):
            self.faults.append("signature")
            return 401
        if abs(time.time() - int(stamp)) > TOLERANCE_S:
            self.faults.append("stale")
            return 401
        answer = self.script.pop(0) if self.script else 200
        if callable(answer):
            return answer(handler)
        if answer >= 300:
            return answer
        key = headers.get("Idempotency-Key")
        if key is not None:
            if key in self.effects:
                return 409
            self.effects[key] = json.loads(body)
        return answer

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
