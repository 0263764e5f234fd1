"""Real web servers, each a process on a free port with the configuration that we print."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.sites import run_command

_NGINX = """\
load_module {module};
daemon off;
worker_processes 2;
pid {work}/nginx.pid;
error_log {work}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    include {written};
}}
"""
_CADDY = """\
{{
    admin off
    {head}
}}
{configuration}
"""
_APACHE_MODULES = (
    "mpm_event", "authz_core", "mime", "dir", "alias", "headers", "rewrite", "filter",
    "deflate", "ssl", "socache_shmcb",
)  # fmt: skip
_APACHE = """\
ServerRoot {work}
ServerName localhost
TypesConfig /dev/null
DefaultRuntimeDir {work}
PidFile {work}/apache.pid
ErrorLog {work}/error.log
{user}
{modules}
{head}
Include {written}
"""
_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        return self.headers.get(name.lower())


@dataclass(frozen=True, slots=True)
class Server:
    kind: str
    port: int
    is_encrypted: bool = False

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path exactly as written; underscores in names of headers become hyphens."""
        connection = self._connection()
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=sent)
            answer = connection.getresponse()
            names: dict[str, str] = {}
            for name, value in answer.getheaders():
                # A header that is sent twice shows itself.
                names[name.lower()] = ", ".join(filter(None, (names.get(name.lower()), value)))
            return Answer(answer.status, names, answer.read())
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        if not self.is_encrypted:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        # The certificate is our own. Caddy finds it by the name.
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return http.client.HTTPSConnection("localhost", self.port, timeout=10, context=context)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(kind: str, root: Path, work: Path, *options: str) -> Iterator[Server]:
    """Serve a built site with one of the servers, without encryption."""
    port = free_port()
    text = written_configuration(kind, root, work, "--listen", f"127.0.0.1:{port}", *options)
    with running(kind, text, work, port):
        yield Server(kind, port)


@contextmanager
def serving_encrypted(kind: str, root: Path, work: Path) -> Iterator[tuple[Server, Server]]:
    """Serve a site of the host localhost with a certificate of our own; gives also what answers
    without encryption.
    """
    text = written_configuration(kind, root, work)
    port, plain = free_port(), free_port()
    write_certificate(work)
    text = text.replace("/etc/letsencrypt/live/localhost", str(work))
    own = {"443": str(port), "80": str(plain)}
    text = re.sub(r"((?:listen |\*:|\[::\]:))(443|80)\b", lambda m: m[1] + own[m[2]], text)
    if not _has_ipv6():
        text = re.sub(r".*listen \[::\].*\n", "", text)
    head = ""
    if kind == "apache":
        head = f"Listen 127.0.0.1:{port}\nListen 127.0.0.1:{plain}\n"
    elif kind == "caddy":
        head = f"http_port {plain}\nhttps_port {port}\nskip_install_trust\n"
    with running(kind, text, work, port, head):
        yield Server(kind, port, is_encrypted=True), Server(kind, plain)


def written_configuration(kind: str, root: Path, work: Path, *options: str) -> str:
    """Return the configuration that the command writes for a site."""
    work.mkdir(parents=True, exist_ok=True)
    if kind == "nginx":
        options = ("--brotli", *options)
    written = work / f"{kind}.written"
    arguments = ["-f", str(root / "mkdocs.yml"), "-o", str(written), *options]
    result = run_command("hosting", kind, *arguments)
    assert result.exit_code == 0, result.output
    return written.read_text("utf-8")


@contextmanager
def running(kind: str, text: str, work: Path, port: int, head: str = "") -> Iterator[None]:
    command = _command(kind, text, work, head)
    environment = os.environ | {"HOME": str(work), "XDG_DATA_HOME": str(work)}
    with (work / "output.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        try:
            _wait(process, port, work)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def _command(kind: str, text: str, work: Path, head: str) -> list[str]:
    main, written = work / "main.conf", work / f"{kind}.conf"
    written.write_text(text, "utf-8")
    is_root = os.getuid() == 0
    if kind == "nginx":
        text = _NGINX.format(module=_BROTLI, work=work, written=written)
        command = ["/usr/sbin/nginx", "-c", str(main), "-e", str(work / "start.log")]
    elif kind == "caddy":
        # Not by `import`, which undoes the escapes of braces.
        text = _CADDY.format(configuration=text, head=head)
        command = ["caddy", "run", "--config", str(main), "--adapter", "caddyfile"]
    else:
        folder = "/usr/lib/apache2/modules"
        modules = "\n".join(f"LoadModule {m}_module {folder}/mod_{m}.so" for m in _APACHE_MODULES)
        user = "User www-data\nGroup www-data" if is_root else ""
        text = _APACHE.format(modules=modules, user=user, work=work, written=written, head=head)
        command = ["/usr/sbin/apache2", "-D", "FOREGROUND", "-f", str(main)]
    main.write_text(text, "utf-8")
    return command


def _has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::", 0))
    except OSError:
        return False
    return True


def write_certificate(work: Path) -> None:
    """Write a certificate for localhost and its key, as certbot names them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    since = datetime(2020, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, since, since.replace(2050))
    pem = serialization.Encoding.PEM
    (work / "fullchain.pem").write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(pem))
    (work / "privkey.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def _wait(process: subprocess.Popen[bytes], port: int, work: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    logs = "\n".join(path.read_text("utf-8", "replace") for path in work.glob("*.log"))
    raise AssertionError(f"the server did not start: {logs}")
