"""What each code means: the rule, its reason, its source, and examples. The texts stand in `explained/`, a file a family."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pressup.checks.check import AnyCheck, Example, Explanation
from pressup.checks.codes import MILDER
from pressup.checks.house import HouseCheck
from pressup.content import yaml_nodes
from pressup.content.library import Library
from pressup.content.reader import ReadFile, assemble, read_text
from pressup.content.source import Source
from pressup.findings import Severity
from pressup.records import LibraryFile
from pressup.records.vocabulary import packaged

ALIASES: dict[str, str] = {"X-12": "GOV-04", "X-15": "RGT-02", "X-20": "SAF-09"}
"""Rules under a second code, and the code that findings have. X-12: what leans on a changed record is not printed, so that the
finding at that record is enough."""


def explanation(code: str) -> Explanation | None:
    """What a code or its alias means; None for a code of no rule of Pressup's own."""
    code = code.upper()
    return explanations().get(ALIASES.get(code, code))


@dataclass(frozen=True, slots=True)
class Entry:
    """A code with all that is known of it.

    Attributes:
        code: The code.
        severities: How bad its findings can be.
        heuristic: Whether it is a rule of thumb.
        aliases: Other codes for the same, under which nothing is told.
        plugin: The plugin that brings it, when it is not Pressup's own.
        explanation: The rule, its reason, its source, and examples.
    """

    code: str
    severities: tuple[str, ...]
    heuristic: bool
    aliases: tuple[str, ...]
    plugin: str
    explanation: Explanation


def entries(house: Sequence[HouseCheck] = ()) -> dict[str, Entry]:
    """Every code that is explained, with those of plugins, in order."""
    from pressup.checks.rules import CHECKS

    found: dict[str, Entry] = {}
    groups: dict[str, list[tuple[str, AnyCheck]]] = {}
    for owner, check in (*(("", check) for check in CHECKS), *((extra.owner, extra.check) for extra in house)):
        groups.setdefault(check.code, []).append((owner, check))
    own = explanations()
    for code in sorted({*own, *(extra.check.code for extra in house)}):
        checks = [check for _, check in groups.get(code, [])]
        severities = sorted({check.severity for check in checks} or {MILDER.get(code, Severity.ERROR)}, key=list(Severity).index)
        aliases = tuple(sorted(alias for alias, meant in ALIASES.items() if meant == code))
        plugin = groups[code][0][0] if code in groups else ""
        heuristic = any(check.heuristic for check in checks)
        found[code] = Entry(code, tuple(severities), heuristic, aliases, plugin, own.get(code) or _own_words(checks))
    return found


def _own_words(checks: Sequence[AnyCheck]) -> Explanation:
    """The explanation that a plugin gives; else what stands behind its function."""
    given = next((check.explanation for check in checks if check.explanation), None)
    said = next((check.find.__doc__ for check in checks if check.find.__doc__), "") or "The plugin does not explain it."
    return given or Explanation(" ".join(said.split()), "")


@cache
def explanations() -> dict[str, Explanation]:
    """The explanation of every code of Pressup's own, by code."""
    found: dict[str, Explanation] = {}
    for file in sorted(files("pressup.checks").joinpath("explained").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            data, troubles = yaml_nodes.parse(file.read_text(encoding="utf-8"))
            assert not troubles, (file.name, troubles)  # noqa: S101 (a packaged file)
            assert not found.keys() & data.keys(), (file.name, sorted(found.keys() & data.keys()))  # noqa: S101
            found.update({code: _explanation(entry) for code, entry in data.items()})
    return dict(sorted(found.items()))


def _explanation(entry: dict[str, Any]) -> Explanation:
    examples = tuple(
        Example(**{**example, "others": tuple(example.get("others", ())), "bad": example["bad"].rstrip("\n")})
        for example in entry.get("examples", ())
    )
    return Explanation(entry["title"].strip(), entry["reason"].strip(), entry.get("source", "").strip(), examples)


def example_library(example: Example, text: str, good: dict[str, dict[str, Any]], root: Path = Path("example")) -> Library:
    """A library in which an example stands among good records.

    Args:
        example: The example.
        text: Its bad or its good piece.
        good: A good record of each kind, by kind.
        root: The content folder, in which pictures are looked for.
    """
    # A translation hangs on the texts of its record, which an example may change: it is there only where an example shows it.
    records = {kind: dict(data) for kind, data in good.items() if kind != "translation" or kind == example.kind}
    sources = []
    for other in example.others:
        merged = {**good[str(other["kind"])], **other}
        records[f"{merged['kind']} {merged['id']}" if merged["id"] != good[merged["kind"]]["id"] else merged["kind"]] = merged
    if example.file:
        sources.append(Source(example.file, text))
        shown = records.get(example.kind, {}).get("id")
        if shown and Path(example.file).stem == shown:
            del records[example.kind]
    else:
        piece, _ = yaml_nodes.parse(text)
        base = records.pop(example.kind)
        kept = {key: value for key, value in base.items() if key not in piece}
        # The piece comes first and as it is written, so that its lines, and comments in them, count as in a file.
        sources.append(Source(f"{piece.get('id', base['id'])}.yaml", text + "\n" + as_yaml({**kept})))
    sources += [Source(f"{data['id']}.yaml", as_yaml(data)) for data in records.values()]
    read: list[ReadFile] = [read_text(source) for source in sources]
    return assemble(root, LibraryFile(kind="library"), packaged(), read)


def as_yaml(data: Any) -> str:
    """Plain data as YAML."""
    import yaml

    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1_000)


def example_date(example: Example) -> datetime.date:
    """What counts as today in an example."""
    return datetime.date.fromisoformat(example.date)
