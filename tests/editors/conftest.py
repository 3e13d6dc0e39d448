"""The language server behind the YAML support of VS Code, Neovim and others, and an editor that talks to it."""

from __future__ import annotations

import itertools
import json
import queue
import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from pressup.cli.app import run

PAGE = (Path(__file__).parents[2] / "docs" / "validate-in-ci.md").read_text(encoding="utf-8")
PATIENCE = 60
"""Seconds to wait for an answer: it takes less than one, on a machine with nothing else to do."""

SETTINGS = {
    "validate": True,
    "hover": True,
    "completion": True,
    "schemaStore": {"enable": False},  # it is on the web
    # What docs/validate-in-ci.md says to write into VS Code's settings, for files that do not name their schema.
    "schemas": json.loads(re.findall(r'title=".vscode/settings.json"\n(.*?)```', PAGE, re.DOTALL)[0])["yaml.schemas"],
}
CAPABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
    },
}


class Editor:
    """The editor's side of the Language Server Protocol, with a folder open."""

    def __init__(self, server: subprocess.Popen[bytes], folder: Path) -> None:
        assert server.stdin and server.stdout
        self.folder = folder
        self._to_server: IO[bytes] = server.stdin
        self._from_server: IO[bytes] = server.stdout
        self._arrived: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._numbers = itertools.count(1)
        self._opened: set[str] = set()
        threading.Thread(target=self._listen, daemon=True).start()
        workspace = {"uri": folder.as_uri(), "name": folder.name}
        start = {"processId": None, "rootUri": folder.as_uri(), "capabilities": CAPABILITIES, "workspaceFolders": [workspace]}
        self.request("initialize", start)
        self._send({"method": "initialized", "params": {}})
        while self._receive().get("method") != "workspace/configuration":
            pass  # without our settings it would look for schemas on the web

    def open(self, name: str, text: str) -> list[dict[str, Any]]:
        """Open a file with this text, not saved yet, and give what the server finds wrong with it, from the top down."""
        return self.open_all({name: text})[name]

    def open_all(self, files: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
        """Open files with these texts, not saved yet, and give what the server finds wrong with each.

        Each file once: of a file that was open before, the server might still speak of the old text.
        """
        assert not self._opened & files.keys()
        self._opened |= files.keys()
        waiting = {}
        for name, text in files.items():
            uri = (self.folder / name).as_uri()
            waiting[uri] = name
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        found = {}
        while waiting:
            message = self._receive()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] in waiting:
                name = waiting.pop(message["params"]["uri"])
                found[name] = sorted(message["params"]["diagnostics"], key=_start)
        return found

    def hover(self, name: str, text: str, marked: str) -> str:
        """What the editor shows with the mouse over the first place of some text."""
        self.open(name, text)
        shown = self.request("textDocument/hover", self._position(name, text, text.index(marked)))
        assert shown is not None, marked
        return str(shown["contents"]["value"])

    def complete(self, name: str, text: str) -> dict[str, str]:
        """What the editor offers where `|` stands in the text: each label with its explanation."""
        before, _, after = text.partition("|")
        self.open(name, before + after)
        offered = self.request("textDocument/completion", self._position(name, before + after, len(before)))
        items = offered["items"] if isinstance(offered, dict) else offered
        return {item["label"]: _plain(item.get("documentation")) for item in items}

    def request(self, method: str, params: dict[str, Any]) -> Any:
        """Ask, and wait for the answer."""
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _position(self, name: str, text: str, offset: int) -> dict[str, Any]:
        line, column = text.count("\n", 0, offset), offset - (text.rfind("\n", 0, offset) + 1)
        return {"textDocument": {"uri": (self.folder / name).as_uri()}, "position": {"line": line, "character": column}}

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to_server.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._to_server.flush()

    def _listen(self) -> None:
        while header := self._from_server.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = self._from_server.readline()
            self._arrived.put(json.loads(self._from_server.read(length)))

    def _receive(self) -> dict[str, Any]:
        """The next message, with the server's own questions answered on the way."""
        try:
            message = self._arrived.get(timeout=PATIENCE)
        except queue.Empty:
            pytest.fail(f"The language server said nothing for {PATIENCE} seconds.")
        if "id" in message and "method" in message:
            asked = message["params"]["items"] if message["method"] == "workspace/configuration" else None
            answer = None if asked is None else [SETTINGS if item.get("section") == "yaml" else None for item in asked]
            self._send({"id": message["id"], "result": answer})
        return message


def _start(diagnostic: dict[str, Any]) -> tuple[int, int]:
    start = diagnostic["range"]["start"]
    return start["line"], start["character"]


def _plain(documentation: Any) -> str:
    return str(documentation["value"] if isinstance(documentation, dict) else documentation or "")


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory, node: Path, node_modules: Path) -> Iterator[Editor]:
    """An editor with a library open that `pressup init` has made."""
    folder = tmp_path_factory.mktemp("editor") / "my-library"
    assert run(["init", str(folder)]) == 0
    command = [str(node), str(node_modules / "yaml-language-server" / "bin" / "yaml-language-server"), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        try:
            editor = Editor(server, folder)
            yield editor
            editor.request("shutdown", {})
        finally:
            server.kill()
