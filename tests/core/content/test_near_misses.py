"""Near misses: a valid record with one slip gives a finding where the slip is.

Every value of every record, at every depth, is changed in six ways, one change a document:

- dropped: the field or the entry is gone;
- retyped: a number as text, a text as a number and as a list, a list and a mapping as text, a mapping as a list, true as text;
- renamed: two letters of the key change places; of an id or a word of a closed list, a letter is added to the value;
- duplicated: the field or the entry stands there twice; so does, once a record, the whole file under another name;
- emptied: nothing behind the colon or the dash, and the empty text, list or mapping;
- extreme: a million, -1 and 0; the day 9999-99-99; 100,000 letters (300,000 where Markdown may have 200,000); an id of 200 letters.

A document counts as found when it has a finding that the untouched record has not, on a line of the mutated field or entry, of
its key, or of what stands in it; for what is dropped, on the line of the parent's key or beginning, which for a field of the record
itself is line 1; for an entry that stands there twice, on either. The other place of a finding counts like the first. So do the
places that `ALSO` names, and for the id of a record or stage the links that lead to it. A finding for the file as a whole does not.

Some mutations leave another valid record behind, in which nothing is wrong: `still_valid` says which and why, and they
are left out of the rate; a test reads each of them. `NEEDED` holds what the format lets pass and a rule must not.

Run as a script, this file prints the rates, of the starter library too with `--all`.
"""

from __future__ import annotations

import copy
import datetime
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import pressup
from pressup import Finding, Library
from pressup.checks.rules import check, record_findings
from pressup.content.reader import ReadFile, assemble, read_text
from pressup.content.source import Source
from pressup.records import LibraryFile
from pressup.records.marks import SLUG_PATTERN
from pressup.records.schema import schema
from pressup.records.vocabulary import packaged
from pressup.testing.good_records import GOOD_RECORDS

TODAY = datetime.date(2026, 11, 22)
STARTER = Path(__file__).parents[3] / "content"
WORD = r"[a-z][a-z0-9-]*"
KINDS = ("dropped", "retyped", "renamed", "duplicated", "emptied", "extreme")
At = tuple[str | int, ...]


# --- What counts besides, what rules need, and what nothing can be said against ---

ALSO = {
    "dropped programme.pain_rule": ("title",),  # told of the whole programme
    "dropped programme.phases.*": ("weeks", "phases.0.weeks"),  # the weeks that are left do not add up
    "extreme reference.issued.date-parts.*.*": ("issued.date-parts",),  # told of the whole date
    "duplicated reference.issued.date-parts.*.*": ("issued.date-parts",),
}
REVIEWED = ("reviewer", "reviewer.profession", "reviewer.registration", "last_reviewed", "due")
NEEDED = {
    *(f"dropped exercise.{name}" for name in ("steps.*", "dose.sets", "dose.reps", "dose.frequency")),
    *(f"dropped {kind}.review.{name}" for kind in GOOD_RECORDS if "review" in GOOD_RECORDS[kind] for name in REVIEWED),
    "dropped programme.pain_rule",
    "dropped programme.phases.*",
    "dropped programme.conditions.*",
    "dropped article.conditions.*",
    "dropped programme.phases.*.items.*.dose.sets",
    "dropped newsletter.items.*.exercise",
    "retyped programme.phases.*.weeks",
    "retyped programme.pain_rule.bands.*.pain",
}
"""In the good records, what the format lets pass and a rule finds."""
STARTER_KINDS = [kind for kind in GOOD_RECORDS if kind != "translation"]
"""The starter library is in one language."""
OF_PLUGINS = "names and options of targets, which plugins bring: rendering checks them, with UsageError and OPT-01"
EXCEPTIONS = {
    ("duplicated", "reference.issued.date-parts.*.1"): "2020, 5, 5 is the fifth of May",
    ("emptied", "exercise.$schema"): "a line for the author's editor, which Pressup does not read",
    ("extreme", "exercise.$schema"): "a line for the author's editor, which Pressup does not read",
    ("emptied", "reference.$schema"): "a line for the author's editor, which Pressup does not read",
    ("extreme", "reference.$schema"): "a line for the author's editor, which Pressup does not read",
    **{("emptied empty", f"publisher.outputs.{name}"): "a target with its own defaults" for name in ("pdf", "jsonfeed", "email")},
    ("extreme 0", "exercise.dose.pain_limit"): "no pain at all is a limit",
    ("extreme 0", "programme.phases.*.items.*.dose.pain_limit"): "no pain at all is a limit",
}


# --- Mutations ---


@dataclass(frozen=True)
class Mutation:
    """One slip: what kind, where, and the document with it."""

    kind: str
    path: At
    how: str
    data: Any = None
    text: str = ""


def places(value: Any, path: At = ()) -> Iterator[tuple[At, Any]]:
    """Every key and entry below a value, with what stands there."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key), inner
        yield from places(inner, (*path, key))


def mutations(data: dict[str, Any]) -> Iterator[Mutation]:
    """Every slip in a record."""
    yield Mutation("duplicated", (), "record", data)
    for path, value in places(data):
        parent, key = path[:-1], path[-1]
        yield Mutation("dropped", path, "", edited(data, parent, lambda inner, key=key: without(inner, key)))
        for how, other in (*renamed(value), *retyped(value), *emptied(value), *extreme(key, value)):
            kind, _, said = how.partition(" ")
            yield Mutation(
                kind, path, said, edited(data, parent, lambda inner, key=key, other=other: edited(inner, (key,), lambda _: other))
            )
        if isinstance(key, int):
            twice = edited(data, parent, lambda inner, key=key: [*inner[: key + 1], *inner[key:]])
            yield Mutation("duplicated", path, "entry", twice)
        else:
            typo = key[0] + key[2] + key[1] + key[3:] if len(key) > 2 and key[1] != key[2] else key + key[-1]
            misspelt = edited(data, parent, lambda inner, key=key, typo=typo: rekeyed(inner, key, typo))
            yield Mutation("renamed", (*parent, typo), "key", misspelt)
            twice = edited(data, parent, lambda inner, key=key: {**inner, f"a-second-{key}": inner[key]})
            yield Mutation("duplicated", path, "key", text=as_yaml(twice).replace(f"a-second-{key}", key))


def renamed(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, str) and re.fullmatch(WORD, value):
        yield "renamed value", f"{value}x"


def retyped(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, bool):
        yield "retyped truth as text", str(value).lower()
    elif isinstance(value, int | float):
        yield "retyped number as text", str(value)
        yield "retyped number in words", "about three"
    elif isinstance(value, str):
        yield "retyped text as number", 7
        yield "retyped text as list", [value]
    elif isinstance(value, list):
        yield "retyped list as text", value[0] if isinstance(value[0], str) else "some words"
    else:
        yield "retyped mapping as list", list(value.values())
        yield "retyped mapping as text", "some words"


def emptied(value: Any) -> Iterator[tuple[str, Any]]:
    yield "emptied nothing", None
    if isinstance(value, str | list | dict):
        yield "emptied empty", type(value)()


def extreme(key: str | int, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        for number in (1_000_000, -1, 0):
            yield f"extreme {number}", number
    elif isinstance(value, str):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            yield "extreme day", "9999-99-99"
        elif re.fullmatch(WORD, value):
            yield "extreme id", "a" * 200
        yield "extreme text", "a" * (300_000 if key == "body" else 100_000)


def edited(data: Any, path: At, edit: Any) -> Any:
    """The data with what stands at a path replaced by what `edit` makes of it; what is not on the way is shared."""
    if not path:
        return edit(data)
    made = copy.copy(data)
    made[path[0]] = edited(data[path[0]], path[1:], edit)
    return made


def without(value: Any, key: Any) -> Any:
    if isinstance(value, list):
        return [*value[:key], *value[key + 1 :]]
    return {name: inner for name, inner in value.items() if name != key}


def rekeyed(value: dict[str, Any], key: str, other: str) -> dict[str, Any]:
    return {other if name == key else name: inner for name, inner in value.items()}


class Plain(yaml.CSafeDumper):
    """Without aliases, and with nothing where nothing is meant, as people write."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


Plain.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def as_yaml(data: Any) -> str:
    """A document as people write it: a field or entry a line."""
    return yaml.dump(data, Dumper=Plain, sort_keys=False, allow_unicode=True, width=1_000_000, default_flow_style=False)


# --- What leaves a valid record behind ---


def still_valid(kind: str, slip: Mutation, data: dict[str, Any], linked: frozenset[str]) -> str:
    """Why a slip makes another valid record, in which nothing is wrong; empty when something is.

    `linked` are the ids that are linked to.
    """
    if not slip.path:
        return ""
    *above, key = slip.path
    spot, parent = f"{kind}.{pattern(slip.path)}", tuple(above)
    spots = (spot, f"{kind}.{pattern(parent)}.{key}")
    exception = next(
        (
            EXCEPTIONS[name, place]
            for name in (slip.kind, f"{slip.kind} {slip.how}")
            for place in spots
            if (name, place) in EXCEPTIONS
        ),
        "",
    )
    here = allowed(kind, slip.path)
    types = {name for one in here for name in ([one["type"]] if isinstance(one.get("type"), str) else one.get("type", ()))}
    word = any("enum" in one or "const" in one or one.get("pattern") == SLUG_PATTERN for one in here)
    needed = {name for one in allowed(kind, parent) for name in one.get("required", ())}
    least = max((one.get("minItems", 0) for one in allowed(kind, parent)), default=0)
    free = kind == "publisher" and slip.kind != "duplicated" and (slip.path[0], *slip.path[2:3]) == ("outputs", "options")
    target = kind == "publisher" and slip.kind == "renamed" and parent == ("outputs",)
    new = at(slip.data, slip.path) if slip.how in ("value", "id") else None
    fits = all(re.search(one["pattern"], str(new)) for one in here if "pattern" in one)
    reasons = {
        exception: exception,
        OF_PLUGINS: target or (free and len(slip.path) > 3),
        "an optional field left out": slip.kind == "dropped" and isinstance(key, str) and key not in needed,
        "a list with one entry fewer": slip.kind == "dropped" and isinstance(key, int) and len(at(data, parent)) > least,
        "a range, which takes a number and text": slip.how in ("number as text", "text as number")
        and {"integer", "string"} <= types,
        "words of a text": not word and fits and (slip.kind, slip.how) in (("renamed", "value"), ("extreme", "id")),
        "an angle or a place like any other": slip.path[0] == "figure" and slip.how in ("-1", "0"),
        "another id, to which nothing links": slip.how == "value" and key == "id" and at(data, slip.path) not in linked,
    }
    return next((reason for reason, holds in reasons.items() if reason and holds), "")


def allowed(kind: str, path: At) -> list[dict[str, Any]]:
    """The parts of a kind's JSON Schema for the value at a path: one, or each of several forms."""
    whole = schema(kind)

    def forms(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if "$ref" in node:
            yield from forms(whole["$defs"][node["$ref"].rpartition("/")[2]])
        elif "anyOf" in node:
            for one in node["anyOf"]:
                yield from forms(one)
        else:
            yield node

    found = list(forms(whole))
    for step in path:
        inner = []
        for node in found:
            free = node.get("additionalProperties")
            below = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step, free)
            inner += list(forms(below)) if isinstance(below, dict) else []
        found = inner
    return found


def at(data: Any, path: At) -> Any:
    for step in path:
        data = data[step]
    return data


# --- Where a finding counts ---


def lines_of(text: str, path: At) -> set[int]:
    """The lines of a field or an entry, every time it stands there, with all that stands in it; found with PyYAML's own marks."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    return {line for node in nodes_at(root, path) for line in all_lines(node)}


def nodes_at(root: Any, path: At) -> list[Any]:
    """The keys and values at a path."""
    found = [root]
    for step in path:
        inner: list[Any] = []
        for node in found:
            if isinstance(node, yaml.MappingNode):
                inner += [part for pair in node.value if pair[0].value == str(step) for part in pair]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                inner += node.value[step : step + 1]
        found = inner
    return found


def all_lines(node: Any) -> Iterator[int]:
    yield node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        yield from range(node.start_mark.line + 1, node.end_mark.line + 2 - (node.end_mark.column == 0))
    for part in node.value if not isinstance(node, yaml.ScalarNode) else ():
        for inner in part if isinstance(part, tuple) else (part,):
            yield from all_lines(inner)


def first_lines(text: str, path: At) -> set[int]:
    """The lines of the key of a mapping or list, and where it begins."""
    nodes = nodes_at(yaml.compose(text, Loader=yaml.CSafeLoader), path)
    return {node.start_mark.line + 1 for node in nodes}


def pattern(path: At) -> str:
    """A path with every entry of a list as one."""
    return ".".join("*" if isinstance(step, int) else step for step in path)


@dataclass
class Corpus:
    """Records that are right, one of which is changed at a time."""

    root: Path
    settings: LibraryFile
    vocabulary: Mapping[str, Any]
    data: dict[str, dict[str, Any]]
    read: dict[str, ReadFile] = field(default_factory=dict)
    known: frozenset[tuple[str, str]] = frozenset()
    linked: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for id, data in self.data.items():
            file = read_text(Source(f"{id}.yaml", as_yaml(data)))
            assert file.record is not None, file.findings
            checked = record_findings(file.record, file.source, self.settings)
            self.read[id] = replace(file, checked=checked)
        self.known = frozenset((finding.code, finding.message) for finding in self.findings({}).findings)
        self.linked = frozenset(
            value for data in self.data.values() for path, value in places(data) if path[-1] != "id" and isinstance(value, str)
        )

    def findings(self, changed: Mapping[str, ReadFile]) -> Library:
        library = assemble(self.root, self.settings, self.vocabulary, {**self.read, **changed}.values())
        return check(library, date=TODAY)

    def found(self, id: str, slip: Mutation) -> tuple[list[Finding], list[Finding]]:
        """What a slip in a record is found by: at its place, and elsewhere."""
        text = slip.text or as_yaml(slip.data)
        name = f"{id}.yaml"
        if slip.path:
            file = read_text(Source(name, text))
            count = self.at_place(id, slip, name, text, file.findings)
            if count[0]:
                return count
            changed = {id: file}
        else:
            name = "copy.yaml"
            changed = {"copy": read_text(Source(name, text))}
        return self.at_place(id, slip, name, text, self.findings(changed).findings)

    def at_place(self, id: str, slip: Mutation, name: str, text: str, findings: Any) -> tuple[list[Finding], list[Finding]]:
        new = [finding for finding in findings if (finding.code, finding.message) not in self.known]
        if not new:
            return [], []
        lines = self.lines(id, slip, text)
        right: list[Finding] = []
        wrong: list[Finding] = []
        for finding in new:
            spots = [place for place in (finding.place, finding.related) if place is not None and place.length]
            at = any(place.file == name and place.line in lines for place in spots)
            linked = slip.path[-1:] == ("id",) and finding.code == "X-01"
            (right if at or linked else wrong).append(finding)
        return right, wrong

    def lines(self, id: str, slip: Mutation, text: str) -> set[int]:
        if slip.kind == "dropped":
            lines = first_lines(text, slip.path[:-1]) if len(slip.path) > 1 else {1}
        elif slip.how == "entry":
            lines = lines_of(text, slip.path) | lines_of(text, (*slip.path[:-1], int(slip.path[-1]) + 1))
        elif not slip.path:
            lines = lines_of(text, ("id",))
        else:
            lines = lines_of(text, slip.path)
        if slip.how == "entry" and slip.path[0] == "figure":  # of a place, or a curve, that has too many numbers: told of the whole
            lines |= first_lines(text, slip.path[:-1])
        for also in ALSO.get(f"{slip.kind} {self.data[id]['kind']}.{pattern(slip.path)}", ()):
            lines |= first_lines(text, tuple(int(step) if step.isdigit() else step for step in also.split(".")))
        return lines


# --- The rates ---


@dataclass
class Rates:
    """How many near misses were found, by kind of slip and kind of record, and those that were not."""

    near: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    valid: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def add(self, corpus: Corpus, id: str, needed: frozenset[str] | set[str]) -> None:
        """Make every slip in one record."""
        data = corpus.data[id]
        kind = data["kind"]
        for slip in mutations(data):
            why = still_valid(kind, slip, data, corpus.linked)
            if why and f"{slip.kind} {kind}.{pattern(slip.path)}" not in needed:
                self.valid[why] += 1
                continue
            right, elsewhere = corpus.found(id, slip)
            self.near[slip.kind, kind] += 1
            self.found[slip.kind, kind] += bool(right)
            if not right:
                self.missed.append(f"{id}: {slip.kind} {slip.how} {slip.path}: only {[str(finding) for finding in elsewhere]}")

    def table(self) -> str:
        """The rates as a table, a line a kind of record."""
        kinds = sorted({kind for _, kind in self.near})
        lines = ["".join(f"{word:>18}" for word in ("", *KINDS, "all"))]
        for kind in (*kinds, "all"):
            cells = []
            for slip in (*KINDS, "all"):
                keys = [key for key in self.near if slip in (key[0], "all") and kind in (key[1], "all")]
                found, near = sum(self.found[key] for key in keys), sum(self.near[key] for key in keys)
                cells.append(f"{found}/{near} {found / near:6.1%}" if near else "-")
            lines.append("".join(f"{cell:>18}" for cell in (kind, *cells)))
        valid = "".join(f"\n  {count:>5} {why}" for why, count in self.valid.most_common())
        return "\n".join(lines) + f"\nLeft out, because the record is still valid:{valid}"


@cache
def small_corpus() -> Corpus:
    """The good records of the tests."""
    data = {str(record["id"]): record for record in GOOD_RECORDS.values()}
    return Corpus(Path("content"), LibraryFile(kind="library"), packaged(), data)


@cache
def starter_corpus() -> Corpus:
    """The starter library, with each record written as YAML."""
    library = pressup.load(STARTER, date=TODAY)
    data = {id: source.parse()[0] for id, source in library.sources.items()}
    return Corpus(STARTER, library.settings, library.vocabulary, data)


@pytest.mark.parametrize("kind", GOOD_RECORDS)
def test_every_slip_in_a_good_record_is_found_at_its_place(kind: str) -> None:
    rates = Rates()
    rates.add(small_corpus(), str(GOOD_RECORDS[kind]["id"]), NEEDED)
    assert not rates.missed, "\n".join(rates.missed)
    assert {slip for slip, _ in rates.near} == set(KINDS)


@pytest.mark.full
@pytest.mark.parametrize("kind", STARTER_KINDS)
def test_every_slip_in_a_record_of_the_starter_library_is_found_at_its_place(kind: str) -> None:
    corpus, rates = starter_corpus(), Rates()
    for id, data in corpus.data.items():
        if data["kind"] == kind:
            rates.add(corpus, id, frozenset())
    assert not rates.missed, "\n".join(rates.missed)
    assert {slip for slip, _ in rates.near} == set(KINDS)


def test_the_kinds_of_the_starter_library_are_all_tested() -> None:
    assert {data["kind"] for data in starter_corpus().data.values()} == set(STARTER_KINDS)


@pytest.mark.parametrize("kind", GOOD_RECORDS)
def test_what_counts_as_still_valid_is_read_as_a_record(kind: str) -> None:
    data, corpus = GOOD_RECORDS[kind], small_corpus()
    for slip in mutations(data):
        why = still_valid(kind, slip, data, corpus.linked)
        if why:
            file = read_text(Source("a.yaml", as_yaml(slip.data)))
            assert file.record is not None, (slip.kind, slip.path, why, file.findings)


if __name__ == "__main__":
    rates = Rates()
    for id in small_corpus().data:
        rates.add(small_corpus(), id, NEEDED)
    print("The good records of the tests\n" + rates.table(), *rates.missed, sep="\n")
    if "--all" in sys.argv:
        rates = Rates()
        for id in starter_corpus().data:
            rates.add(starter_corpus(), id, frozenset())
        print("\nThe starter library\n" + rates.table(), *rates.missed, sep="\n")
