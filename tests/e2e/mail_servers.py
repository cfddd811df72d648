# SPDX-License-Identifier: MIT
"""SMTP servers on loopback ports for tests/e2e/mail.py: aiosmtpd, one that follows a script, a whole Postfix, and a line that is cut."""
import asyncio
import email
import email.policy
import glob
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from harness import Skip  # noqa: E402


# --- servers ---

def parse(raw):
    m = email.message_from_bytes(raw, policy=email.policy.default)
    assert not m.defects and not any(p.defects for p in m.walk()), [p.defects for p in m.walk()]
    m.raw = raw
    return m


class Server:
    """aiosmtpd on a port the system gives, in a thread of its own."""

    def __init__(self, rcpt=None, tls=None, smtps=None, **options):
        try:
            from aiosmtpd.smtp import SMTP
        except ImportError as e:
            raise Skip("python3-aiosmtpd is not installed") from e
        self.rcpt, self.mails, self.peers, self.tried, self.logins = dict(rcpt or {}), [], set(), [], []
        self.slow = 0
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()

        def run():
            asyncio.set_event_loop(self.loop)
            make = lambda: SMTP(self, loop=self.loop, hostname="mx.test", tls_context=tls, **options)
            self.server = self.loop.run_until_complete(self.loop.create_server(make, "127.0.0.1", 0, ssl=smtps))
            self.port = self.server.sockets[0].getsockname()[1]
            ready.set()
            self.loop.run_forever()
        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()
        assert ready.wait(10)

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.tried.append(address)
        if address in self.rcpt:
            return self.rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.slow)
        self.peers.add(session.peer)
        self.mails.append((envelope.mail_from, list(envelope.rcpt_tos), bytes(envelope.original_content), session.ssl is not None))
        return "250 taken"

    def recipients(self):
        return sorted(r for _, to, _, _ in self.mails for r in to)

    def to(self, address):
        return [parse(raw) for _, to, raw, _ in self.mails if address in to]

    def stop(self):
        def end():
            self.server.close()
            self.loop.stop()
        self.loop.call_soon_threadsafe(end)
        self.thread.join(10)


class Listener:
    """A port of this machine; serve(peer) is called for each connection, in a thread of its own."""

    def __init__(self):
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(20)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                peer, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(peer,), daemon=True).start()


class Rude(Listener):
    """A server that follows a script: it drops the connection or falls silent at a command, `times` times."""

    def __init__(self, at, how, times=10**9):
        self.at, self.how, self.left, self.seen = at, how, times, []
        super().__init__()

    def hits(self, word):
        if word != self.at or self.left <= 0:
            return False
        self.left -= 1
        return True

    def misbehave(self, peer):
        if self.how == "silent":
            time.sleep(30)
        elif self.how != "drop":
            peer.sendall(self.how)
            return True
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        peer.close()
        return False

    def serve(self, peer):
        lines = peer.makefile("rb")
        try:
            if self.hits("GREETING") and not self.misbehave(peer):
                return
            peer.sendall(b"220 rude\r\n")
            for line in lines:
                verb = line[:4].upper().decode("latin-1").strip()
                self.seen.append(line.decode("latin-1").strip())
                if verb == "DATA":
                    peer.sendall(b"354 go\r\n")
                    if self.hits("DATA"):
                        peer.recv(1000)
                        self.misbehave(peer)
                        return
                    body = b""
                    for part in lines:
                        if part == b".\r\n":
                            break
                        body += part
                    if not self.hits("END"):
                        peer.sendall(b"250 taken\r\n")
                    elif not self.misbehave(peer):
                        return
                elif verb == "QUIT":
                    peer.sendall(b"221 bye\r\n")
                    peer.close()
                    return
                elif self.hits(verb):
                    if not self.misbehave(peer):
                        return
                else:
                    peer.sendall(b"250 ok\r\n")
        except OSError:
            pass

    def stop(self):
        self.socket.close()


POSTFIX_MAIN = """compatibility_level = 3.6
queue_directory = {dir}/queue
data_directory = {dir}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.test
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = yunhequ.example
virtual_mailbox_base = {dir}/mail
virtual_mailbox_maps = inline:{{ {boxes} }}
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
virtual_transport = virtual
smtpd_recipient_restrictions = check_recipient_access inline:{{ {access} }}, reject_unlisted_recipient, {who}, reject
smtpd_sasl_auth_enable = {login}
smtpd_sasl_path = smtpd
cyrus_sasl_config_path = {dir}/conf/sasl
smtpd_sasl_local_domain = mx.test
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = {ca}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = {level}
message_size_limit = {size}
virtual_mailbox_limit = 0
maillog_file = {dir}/log
maillog_file_prefixes = /
"""
POSTFIX_SASL = """pwcheck_method: auxprop
auxprop_plugin: sasldb
sasldb_path: {dir}/conf/sasl/users
mech_list: {mechanisms}
"""
POSTFIX_MASTER = """127.0.0.1:{port} inet n - n - - smtpd -o smtpd_tls_wrappermode={wrapper}
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Postfix:
    """A Postfix of its own that delivers into mailboxes. With `users` (name: password) it takes mail from them only, told by
    Cyrus SASL over TLS (Debian's Postfix looks for its smtpd.conf in conf/sasl, whatever cyrus_sasl_config_path says);
    `wrapper` is TLS from the first byte on; `access` (address: answer) is its access map."""

    def __init__(self, lab, boxes, level="encrypt", size=20000000, users=None, mechanisms="PLAIN LOGIN", wrapper=False, access=None):
        if os.getuid() != 0 or not os.path.exists("/usr/sbin/postfix"):
            raise Skip("Postfix needs its package and root")
        self.dir, self.port = tempfile.mkdtemp(dir=lab.folder), free_port()
        lab.tls()
        os.chmod(self.dir, 0o755)
        for name in ("conf", "conf/sasl", "queue", "data", "mail"):
            os.mkdir(os.path.join(self.dir, name))
        shutil.chown(os.path.join(self.dir, "data"), "postfix")
        os.chown(os.path.join(self.dir, "mail"), 65534, 65534)
        self.main = {"dir": self.dir, "ca": lab.ca, "key": lab.key, "level": level, "size": size, "boxes": ", ".join(f"{b}={b}/" for b in boxes),
                     "login": "yes" if users else "no", "who": "permit_sasl_authenticated" if users else "permit_mynetworks"}
        self.configure(access)
        self.write("conf/master.cf", POSTFIX_MASTER.format(port=self.port, wrapper="yes" if wrapper else "no"))
        self.write("conf/sasl/smtpd.conf", POSTFIX_SASL.format(dir=self.dir, mechanisms=mechanisms))
        for name, password in (users or {}).items():
            self.add_user(name, password)
        self.run("start")
        for _ in range(50):
            try:
                return socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.1)
        raise AssertionError("Postfix does not start: " + self.log()[-500:])

    def configure(self, access=None):
        map_ = ", ".join(f"{{ {address} = {answer} }}" for address, answer in (access or {"nobody@mx.test": "DUNNO"}).items())
        self.write("conf/main.cf", POSTFIX_MAIN.format(access=map_, **self.main))

    def add_user(self, name, password):
        if not shutil.which("saslpasswd2"):
            raise Skip("saslpasswd2 is not there; scripts/setup --test installs sasl2-bin")
        users = os.path.join(self.dir, "conf", "sasl", "users")
        subprocess.run(["saslpasswd2", "-p", "-c", "-f", users, "-u", "mx.test", name], input=password.encode(), check=True, capture_output=True)
        shutil.chown(users, "postfix")

    def log(self):
        with open(os.path.join(self.dir, "log"), encoding="utf-8", errors="replace") as f:
            return f.read()

    def write(self, name, text):
        with open(os.path.join(self.dir, name), "w") as f:
            f.write(text)

    def run(self, word):
        subprocess.run(["/usr/sbin/postfix", "-c", os.path.join(self.dir, "conf"), word], check=True, capture_output=True, timeout=60)

    def mails(self, box, count):
        """What lies in the mailbox, when so many have come or ten seconds are over."""
        for _ in range(100):
            found = glob.glob(os.path.join(self.dir, "mail", box, "new", "*"))
            if len(found) >= count:
                break
            time.sleep(0.1)
        return [open(p, "rb").read() for p in found]

    def stop(self):
        self.run("stop")


class Cut(Listener):
    """A line to a real server that is cut, once: after so many bytes of the first client's talk (`after`), or as soon as the server has
    answered the end of a message (`reply`: the mail is in, but its sender never hears so)."""

    def __init__(self, server, after=None, reply=None):
        self.target, self.after, self.reply, self.cut = server.port, after, reply, 0
        super().__init__()

    def serve(self, peer):
        there = socket.create_connection(("127.0.0.1", self.target))
        for a, b, back in ((peer, there, False), (there, peer, True)):
            threading.Thread(target=self.pump, args=(a, b, back), daemon=True).start()

    def due(self, talked, part, back):
        return not self.cut and (back and self.reply and self.reply in part or not back and self.after and talked > self.after)

    def pump(self, source, sink, back):
        talked = 0
        try:
            while part := source.recv(4096):
                talked += len(part)
                if self.due(talked, part, back):
                    self.cut += 1
                    break
                sink.sendall(part)
        except OSError:
            pass
        for s in (source, sink):
            try:
                s.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def stop(self):
        self.socket.close()
