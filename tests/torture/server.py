# SPDX-License-Identifier: MIT
"""The server of the torture site: every address answers as its script says, over http and https, on many addresses.

    server.py FOLDER        FOLDER: made by run.py (certificates). Prints "ready" when everybody listens.
"""
import asyncio
import contextvars
import gzip
import os
import random
import socket
import ssl
import struct
import sys
import zlib

sys.dont_write_bytecode = True

REASONS = {200: "OK", 204: "No Content", 301: "Moved Permanently", 302: "Found", 303: "See Other", 307: "Temporary Redirect", 308: "Permanent Redirect", 404: "Not Found"}


TITLE = "§T§"        # in a body: what the link that leads here is called
title_here = contextvars.ContextVar("title", default="")


class Request:
    def __init__(self, method, target, headers, host, hit, hits_of_host):
        self.method, self.target, self.headers, self.host, self.hit, self.hits_of_host = method, target, headers, host, hit, hits_of_host


def message(body=b"", status=200, kind="text/html; charset=utf-8", headers=(), length=None, head=False):
    """A whole answer, as bytes."""
    if isinstance(body, str):
        body = body.replace(TITLE, title_here.get()).encode()
    lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}".encode()]
    if kind:
        lines.append(f"Content-Type: {kind}".encode())
    if length is None:
        length = len(body)
    if length >= 0 and status not in (204, 304):
        lines.append(f"Content-Length: {length}".encode())
    for h in headers:
        lines.append(h if isinstance(h, bytes) else h.encode())
    return b"\r\n".join(lines) + b"\r\n\r\n" + (b"" if head else body)


class Drop(Exception):
    """The connection ends here; with a reset if it says so."""


# --- scripts: functions of the request and the writer ---------------------------------------------------------

def answer(body="", status=200, kind="text/html; charset=utf-8", headers=(), length=None, close=False):
    async def script(r, w):
        w.write(message(body, status, kind, headers, length, r.method == "HEAD"))
        await w.drain()
        if close or length is not None:
            raise Drop
    return script


def redirect(to, status=302, headers=()):
    return answer("", status, headers=[b"Location: " + (to if isinstance(to, bytes) else to.encode()), *headers])


def by_method(head, get):
    async def script(r, w):
        await (head if r.method == "HEAD" else get)(r, w)
    return script


def first(n, early, late):
    """The first n requests (of any method) are answered otherwise."""
    async def script(r, w):
        await (early if r.hit <= n else late)(r, w)
    return script


async def reset(r, w):
    sock = w.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    w.transport.abort()
    raise Drop


async def close(r, w):
    raise Drop


async def hang(r, w):
    await asyncio.sleep(300)
    raise Drop


def head_then_hang(length):
    async def script(r, w):
        w.write(message(b"<html>", length=length))
        await w.drain()
        await hang(r, w)
    return script


def slow(seconds, body):
    async def script(r, w):
        await asyncio.sleep(seconds)
        w.write(message(body, head=r.method == "HEAD"))
        await w.drain()
    return script


def drip(seconds, body):
    async def script(r, w):
        whole = message(body, head=r.method == "HEAD")
        for n in range(20):
            w.write(whole[len(whole) * n // 20:len(whole) * (n + 1) // 20])
            await w.drain()
            await asyncio.sleep(seconds / 20)
    return script


def endless(body):
    async def script(r, w):
        w.write(message(body, length=-1, head=r.method == "HEAD"))
        if r.method == "HEAD":
            raise Drop
        for _ in range(4000):
            w.write(b"<p>" + b"x" * 16000 + b"</p>")
            await w.drain()
        raise Drop
    return script


def raw(data, stay=False):
    async def script(r, w):
        w.write(data)
        await w.drain()
        if not stay:
            raise Drop
    return script


def chunked(parts, end=b"0\r\n\r\n", headers=()):
    async def script(r, w):
        w.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n" + b"".join(h + b"\r\n" for h in headers) + b"\r\n")
        if r.method != "HEAD":
            for p in parts:
                w.write(b"%x\r\n" % len(p) + p + b"\r\n")
            w.write(end)
        await w.drain()
        if end != b"0\r\n\r\n":
            raise Drop
    return script


def cookie(name, page):
    async def script(r, w):
        if name + "=" in r.headers.get("cookie", ""):
            await page(r, w)
        else:
            await redirect(r.target, 302, [f"Set-Cookie: {name}=1; Path=/"])(r, w)
    return script


def packed(body, how):
    data = {"gzip": gzip.compress(body.encode()), "deflate": zlib.compress(body.encode())}[how]
    return answer(data, headers=["Content-Encoding: " + how])


# --- the server -----------------------------------------------------------------------------------------------

class Server:
    def __init__(self, routes, titles, noise):
        self.routes, self.titles = routes, titles
        self.noise = noise                  # "", "503" or "drop": what befalls a part of all requests
        self.random = random.Random(20)
        self.hits, self.host_hits, self.asked = {}, {}, {}

    def is_lost(self, key):
        """One request in five: the n-th for an address in every run alike, whatever was asked before it."""
        return random.Random(f"{key} {self.asked[key]}").random() < 0.20

    def script_for(self, key):
        """The route of the address, else of the innermost folder that answers for all in it ("/sub/*"), else of the host."""
        host, target = key
        path = target.partition("?")[0]
        names = [target] + [path[:n + 1] + "*" for n in range(len(path) - 1, -1, -1) if path[n] == "/"] + [None]
        return next((self.routes[host, name] for name in names if (host, name) in self.routes), None)

    async def one(self, reader, writer, tls):
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ", 2)
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        host = headers.get("host", "").lower()
        key = (("https://" if tls else "") + host, target)
        self.asked[key] = self.asked.get(key, 0) + 1
        if self.noise == "drop" and self.is_lost(key):   # lost on the way: the host has not seen it
            await reset(Request(method, target, headers, host, 0, 0), writer)
            return False
        self.hits[key] = self.hits.get(key, 0) + 1
        self.host_hits[host] = self.host_hits.get(host, 0) + 1
        script = self.script_for(key) or (self.script_for((host, target)) if tls else None)
        if script is None:
            script = answer(f'<html><head><title>404 Not Found</title></head><body><h1>404</h1><p>{host} has no such page.</p></body></html>', 404)
        if self.noise == "503" and target != "/robots.txt" and self.random.random() < 0.10:
            script = answer("busy", 503)
        title_here.set(self.titles.get(key, "页面"))
        await script(Request(method, target, headers, host, self.hits[key], self.host_hits[host]), writer)
        return headers.get("connection", "").lower() != "close"

    def handler(self, tls):
        async def handle(reader, writer):
            try:
                while await self.one(reader, writer, tls):
                    pass
            except (Drop, OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ssl.SSLError):
                pass
            finally:
                try:
                    writer.close()
                except OSError:
                    pass
        return handle


class Dns(asyncio.DatagramProtocol):
    """SERVFAIL for everything; nothing at all for names with "mute" in them."""

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        if b"mute" not in data:
            self.transport.sendto(data[:2] + b"\x81\x82" + data[4:6] + b"\0\0\0\0\0\0" + data[12:], addr)


async def main(folder):
    import site_of_faults
    site = site_of_faults.build()
    server = Server(site.routes, site.title_of, os.environ.get("TORTURE_NOISE", ""))
    quiet = lambda loop, context: None
    asyncio.get_running_loop().set_exception_handler(quiet)
    listeners = [await asyncio.start_server(server.handler(False), a, p) for a, p in site.listen]
    for address, name in site.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(folder, "tls", name + ".pem"), os.path.join(folder, "tls", name + ".key"))
        listeners.append(await asyncio.start_server(server.handler(True), address, 443, ssl=context))
    for address in site.tls_noise:
        async def nonsense(reader, writer):
            await reader.read(100)
            writer.write(b"HTTP/1.0 400 Bad Request\r\n\r\n")
            writer.close()
        listeners.append(await asyncio.start_server(nonsense, address, 443))
    await asyncio.get_running_loop().create_datagram_endpoint(Dns, local_addr=("127.0.0.1", 5399))
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    asyncio.run(main(sys.argv[1]))
