"""Real web servers, each an ordinary process on a free port with the configuration that we print."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.sites import run_command

_NGINX = """\
{modules}
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
}}
{configuration}
"""
_APACHE_MODULES = (
    "mpm_event", "authz_core", "mime", "dir", "alias", "headers", "rewrite", "setenvif", "filter",
    "deflate",
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

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path exactly as written; underscores in names of headers become hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_configuration(kind: str, root: Path, work: Path, port: int, *options: str) -> Path:
    """Let the command write the configuration of a site, for a port of this machine."""
    written = work / f"{kind}.conf"
    listen = f"127.0.0.1:{port}"
    config = str(root / "mkdocs.yml")
    arguments = ["-f", config, "--listen", listen, "-o", str(written), *options]
    result = run_command("hosting", kind, *arguments)
    assert result.exit_code == 0, result.output
    return written


@contextmanager
def serving(kind: str, root: Path, work: Path, *options: str) -> Iterator[Server]:
    """Serve a built site with one of the servers."""
    work.mkdir(parents=True, exist_ok=True)
    # A server that runs as another user must get to its files.
    port = free_port()
    if kind == "nginx" and _BROTLI.is_file():
        options = ("--brotli", *options)
    written = write_configuration(kind, root, work, port, *options)
    command = _command(kind, work, written)
    log = (work / "output.log").open("wb")
    environment = os.environ | {"HOME": str(work), "XDG_DATA_HOME": str(work)}
    process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    try:
        _wait(process, port, work)
        yield Server(kind, port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
        log.close()


def _command(kind: str, work: Path, written: Path) -> list[str]:
    main = work / "main.conf"
    if kind == "nginx":
        modules = f"load_module {_BROTLI};" if _BROTLI.is_file() else ""
        user = "user root;" if os.getuid() == 0 else ""
        text = _NGINX.format(modules=f"{modules} {user}", work=work, written=written)
        command = ["/usr/sbin/nginx", "-p", str(work), "-c", str(main)]
        command += ["-e", str(work / "start.log")]
    elif kind == "caddy":
        # Not by `import`, which undoes the escapes of braces.
        text = _CADDY.format(configuration=written.read_text("utf-8"))
        command = ["caddy", "run", "--config", str(main), "--adapter", "caddyfile"]
    else:
        folder = "/usr/lib/apache2/modules"
        modules = "\n".join(f"LoadModule {m}_module {folder}/mod_{m}.so" for m in _APACHE_MODULES)
        user = "User www-data\nGroup www-data" if os.getuid() == 0 else ""
        text = _APACHE.format(modules=modules, user=user, work=work, written=written)
        command = ["/usr/sbin/apache2", "-D", "FOREGROUND", "-f", str(main)]
    main.write_text(text, "utf-8")
    return command


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
