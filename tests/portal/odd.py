#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A server with bad manners, for what nginx cannot do: odd.py ADDRESS PORT. Prints "ready" when it listens."""
import http.server
import socket
import struct
import sys
import time

PAGE = '<html><head><meta charset="utf-8"><title>{0}</title></head><body><h1>{0}</h1><p>这是一个普通的页面，内容完整，供来访者阅读。</p></body></html>'
hits = {}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, text, extra=0, headers=()):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body) + extra))
        for k, v in headers:
            self.send_header(k, v)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        if extra:
            self.close_connection = True

    def do_GET(self):
        path = self.path.split("?")[0]
        hits[path] = hits.get(path, 0) + 1
        if path == "/truncated.html":
            self.answer(200, PAGE.format("统计图表"), extra=5000)
        elif path == "/reset.html":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
        elif path == "/flaky.html" and hits[path] <= 2:
            self.answer(503, "busy")
        elif path == "/later.html" and hits[path] == 1:
            self.answer(429, "", headers=[("Retry-After", "2")])
        elif path == "/slow.html":
            time.sleep(5)
            self.answer(200, PAGE.format("慢速网站"))
        elif path in ("/", "/flaky.html", "/later.html"):
            self.answer(200, PAGE.format("普通网站"))
        else:
            self.answer(404, "<html><title>404 Not Found</title></html>")

    do_HEAD = do_GET

    def handle(self):
        try:
            super().handle()
        except (OSError, ValueError):
            pass


server = http.server.ThreadingHTTPServer((sys.argv[1], int(sys.argv[2])), Handler)
server.daemon_threads = True
print("ready", flush=True)
server.serve_forever()
