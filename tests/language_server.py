"""A client of yaml-language-server, which helps in VS Code and most other editors."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.conftest import ROOT

_PROGRAM = ROOT / "node_modules/yaml-language-server/bin/yaml-language-server"
# Its catalogues of schemas are on the web.
_OFFLINE = {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}}
Diagnostic = Mapping[str, Any]


class LanguageServer:
    """A running server for one folder. `schemas` is VS Code's setting `yaml.schemas`."""

    def __init__(self, folder: Path, schemas: Mapping[str, Any]) -> None:
        self._settings = {"yaml": {**_OFFLINE, "schemas": schemas, "validate": True}}
        self._folder = folder
        self._count = 0
        self._version = 0
        self._diagnostics: dict[str, list[Diagnostic]] = {}
        self._process = subprocess.Popen(
            ["node", str(_PROGRAM), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        uri = folder.as_uri()
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": uri,
                "workspaceFolders": [{"uri": uri, "name": "site"}],
                "capabilities": {
                    "workspace": {"configuration": True, "workspaceFolders": True},
                    "textDocument": {
                        "completion": {"completionItem": {"documentationFormat": ["markdown"]}}
                    },
                },
            },
        )
        self._tell("initialized", {})
        self._is_configured = False
        self._tell("workspace/didChangeConfiguration", {"settings": self._settings})
        while not self._is_configured:
            self._take(self._read())

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def diagnostics(self, paths: Iterable[Path]) -> dict[Path, list[Diagnostic]]:
        """What the server says of files, as they are on the disk; only those of which it does."""
        found: dict[Path, list[Diagnostic]] = {}
        for some in _batched(paths):
            texts = {path.as_uri(): path.read_text("utf-8") for path in some}
            for path, problems in zip(some, self._problems(texts), strict=True):
                if problems:
                    found[path] = problems
        return found

    def completions(self, path: Path, text: str) -> dict[str, str]:
        """What the server offers at `|` in a text, with its explanations."""
        result = self._at_mark("textDocument/completion", path, text)
        items = result["items"] if isinstance(result, dict) else result
        return {item["label"]: _words(item.get("documentation", "")) for item in items}

    def hover(self, path: Path, text: str) -> str:
        """What the server explains at `|` in a text."""
        result = self._at_mark("textDocument/hover", path, text)
        return _words(result["contents"]) if result else ""

    def problems(self, path: Path, *texts: str) -> dict[str, list[tuple[int, str]]]:
        """The lines and messages of what the server says of texts, each as if it were the file.

        All at once, since the server waits for a fifth of a second before it looks at a text.
        """
        below = path.relative_to(self._folder)
        copies = [self._folder / f"copies/{i}" / below for i in range(len(texts))]
        uris = [copy.as_uri() for copy in copies]
        found = self._problems(dict(zip(uris, texts, strict=True)))
        return {
            text: [(d["range"]["start"]["line"] + 1, d["message"]) for d in problems]
            for text, problems in zip(texts, found, strict=True)
        }

    def _problems(self, texts: Mapping[str, str]) -> list[list[Diagnostic]]:
        for uri, text in texts.items():
            self._open(uri, text)
        while not all(uri in self._diagnostics for uri in texts):
            self._take(self._read())
        found = [self._diagnostics[uri] for uri in texts]
        self._close(*texts)
        return found

    def _at_mark(self, method: str, path: Path, text: str) -> Any:
        before, _, after = text.partition("|")
        uri = path.as_uri()
        self._open(uri, before + after)
        lines = before.split("\n")
        result = self._ask(
            method,
            {
                "textDocument": {"uri": uri},
                "position": {"line": len(lines) - 1, "character": len(lines[-1])},
            },
        )
        self._close(uri)
        return result

    def _open(self, uri: str, text: str) -> None:
        # What the server has parsed is kept by version, also after closing.
        self._version += 1
        document = {"uri": uri, "languageId": "yaml", "version": self._version, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})

    def _close(self, *uris: str) -> None:
        for uri in uris:
            self._tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        # Closing makes the server say that there is nothing; what it says before is about the text.
        self._ask("textDocument/documentSymbol", {"textDocument": {"uri": uris[-1]}})
        for uri in uris:
            self._diagnostics.pop(uri, None)

    def _tell(self, method: str, params: Any) -> None:
        self._write({"method": method, "params": params})

    def _ask(self, method: str, params: Any) -> Any:
        self._count += 1
        number = self._count
        self._write({"id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._take(message)

    def _take(self, message: Mapping[str, Any]) -> None:
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            params = message["params"]
            self._diagnostics[params["uri"]] = params["diagnostics"]
        elif method == "workspace/configuration":
            sections = [item["section"] for item in message["params"]["items"]]
            answer = [self._settings.get(section) for section in sections]
            self._write({"id": message["id"], "result": answer})
            self._is_configured |= "yaml" in sections
        elif "id" in message and method:
            self._write({"id": message["id"], "result": None})

    def _write(self, message: Mapping[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(f"Content-Length: {len(data)}\r\n\r\n".encode() + data)
        self._process.stdin.flush()

    def _read(self) -> Mapping[str, Any]:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has ended"
        message: Mapping[str, Any] = json.loads(self._process.stdout.read(length))
        return message


def _batched(paths: Iterable[Path], size: int = 50) -> Iterator[list[Path]]:
    """Some paths at a time: the server stops reading if nobody reads what it says."""
    rest = list(paths)
    while rest:
        yield rest[:size]
        rest = rest[size:]


def _words(content: Any) -> str:
    return str(content["value"]) if isinstance(content, dict) else str(content)
