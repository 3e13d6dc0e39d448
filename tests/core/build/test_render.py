"""`render`: every document to every target, each failure contained and named, and nothing unsafe written."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pytest

from pressup import Artifact, BuildReport, Document, Handout, Library, RenderContext, Target, TargetOptions, render
from pressup.build.report import Progressed
from pressup.documents import Catalogue, Newsletter
from pressup.documents.wording import sample_mark
from pressup.errors import UsageError, WriteError
from pressup.plugin.manager import Plugin, PluginFault, Registry

if TYPE_CHECKING:
    from tests.core.conftest import Content

PLUGIN = Plugin("in-test", "pressup-test", "1.2")
SAMPLE = {"status": "sample", "version": "0.1", "authors": [{"name": "A"}]}


class Options(TargetOptions):
    paper: Literal["a4", "letter"] = "a4"
    copies: int = 1
    wide: bool = False


def safe_lines(document: Document, context: RenderContext[Any]) -> list[str]:
    lines = [text for _, text in document.safety_texts(context.publisher)]
    return [*lines, sample_mark(document.lang)] if document.sample else lines


class Plain(Target[Options]):
    """All that must be said, as text."""

    name = "plain"
    summary = "Plain text"
    documents = (Handout,)
    options = Options
    skip: ClassVar[str] = ""

    def render(self, document: Any, context: RenderContext[Options]) -> Iterable[Artifact]:
        lines = [line for line in safe_lines(document, context) if not self.skip or self.skip not in line]
        text = "\n".join([document.title, repr(context.options), *lines])
        return [Artifact(f"{document.id}.txt", text.encode(), "text/plain; charset=utf-8")]


def make(base: type[Target[Any]], **attributes: Any) -> type[Target[Any]]:
    return type("Made", (base,), attributes)


def registry(*targets: type[Target[Any]], faults: Iterable[PluginFault] = ()) -> Registry:
    return Registry([PLUGIN], {t.name: t for t in targets}, {t.name: PLUGIN for t in targets}, faults=list(faults))


@dataclass
class Build:
    """A way to render a folder's library in one line."""

    output: Path
    library: Library
    calls: list[tuple[str, str, int, int]] = field(default_factory=list)

    def __call__(self, *targets: type[Target[Any]], names: Iterable[str] = (), **options: Any) -> BuildReport:
        known = registry(*(targets or (Plain,)))
        return render(
            self.library,
            *names,
            output=self.output,
            registry=known,
            progress=self.told,
            **options,
        )

    def told(self, one: Progressed) -> None:
        self.calls.append((one.target, one.outcome, one.done, one.total))

    @property
    def files(self) -> list[str]:
        if not self.output.exists():
            return []
        found = (path.relative_to(self.output).as_posix() for path in self.output.rglob("*") if path.is_file())
        return sorted(name for name in found if name != "manifest.json")


Builder = Callable[["Content"], Build]


@pytest.fixture
def build(tmp_path: Path) -> Builder:
    return lambda content: Build(tmp_path / "output", content.load(datetime.date(2026, 11, 22)))


def test_every_document_becomes_a_file_of_its_target(good: Content, build: Builder) -> None:
    run = build(good)
    report = run()
    assert report.ok, report
    assert run.files == ["plain/first-steps.txt", "plain/knee-pain.txt", "plain/why-move.txt"]
    assert [made.finished.document_id for made in report.made] == ["first-steps", "knee-pain", "why-move"]
    assert all(Path(made.path).read_bytes() for made in report.made)
    assert run.calls == [("plain", "made", 1, 3), ("plain", "made", 2, 3), ("plain", "made", 3, 3)]


def test_the_same_build_gives_the_same_bytes(good: Content, build: Builder) -> None:
    run = build(good)
    first = [(made.finished.path, made.finished.sha256) for made in run().made]
    assert first == [(made.finished.path, made.finished.sha256) for made in run().made]


def test_only_what_is_selected_is_made(good: Content, build: Builder) -> None:
    run = build(good)
    assert run(select=["bridge"]).ok
    assert run.files == ["plain/bridge.txt"]


def test_the_publisher_says_which_kinds_and_targets(good: Content, build: Builder) -> None:
    good.record("publisher", {"outputs": {"second": {"kinds": ["exercise"]}}})
    run = build(good)
    assert run(Plain, make(Plain, name="second")).ok
    assert run.files == ["second/bridge.txt"]


# --- Failures are contained ---


class Raises(Plain):
    name = "raises"
    on: ClassVar[str] = "knee-pain"
    error: ClassVar[Any] = ValueError("no ink")

    def render(self, document: Any, context: RenderContext[Options]) -> Iterable[Artifact]:
        if document.id == self.on:
            raise self.error
        return super().render(document, context)


def test_a_render_that_raises_is_named_and_the_others_go_on(good: Content, build: Builder) -> None:
    run = build(good)
    report = run(Raises, Plain)
    assert not report.ok
    (fault,) = report.faults
    assert str(fault) == "plugin in-test (pressup-test 1.2): target raises: render handout “knee-pain”: ValueError: no ink"
    assert "Traceback" in fault.traceback
    assert run.files == [
        "plain/first-steps.txt",
        "plain/knee-pain.txt",
        "plain/why-move.txt",
        "raises/first-steps.txt",
        "raises/why-move.txt",
    ]


def test_progress_counts_documents_that_failed_too(good: Content, build: Builder) -> None:
    run = build(good)
    run(make(Raises, on="why-move"))
    outcomes = [("raises", outcome, done, 3) for outcome, done in (("made", 1), ("made", 2), ("failed", 3))]
    assert run.calls == outcomes


def lazily(self: Any, document: Any, context: Any) -> Iterable[Artifact]:
    yield Artifact("a.txt", b"x", "text/plain")
    raise RuntimeError("half way")


def broken_init(self: Any) -> None:
    raise RuntimeError("no fonts")


WRONG: list[tuple[str, Any, str]] = [
    ("lazy", lazily, "RuntimeError: half way"),
    ("none", lambda self, document, context: None, "TypeError: "),
    ("empty", lambda self, document, context: [], "ValueError: render gave no artifact"),
    ("text", lambda self, document, context: ["x"], "TypeError: render gave str, not pressup.Artifact"),
    ("str", lambda self, document, context: [Artifact("a", "x", "text/plain")], "TypeError: the content of a is str, not bytes"),  # type: ignore[arg-type]
    (
        "unsafe",
        lambda self, document, context: [Artifact("../a", b"x", "text/plain")],
        "UnsafePathError: the path “../a” is not safe",
    ),
    ("odd", lambda self, document, context: [Artifact("a", b"x", "image/x-odd")], "UnreadableError: core cannot read image/x-odd"),
    ("bad-json", lambda self, document, context: [Artifact("a", b"{", "application/json")], "JSONDecodeError"),
    ("bad-utf8", lambda self, document, context: [Artifact("a", b"\xff", "text/plain")], "UnicodeDecodeError"),
    (
        "no-primary",
        lambda self, document, context: [Artifact("a", b"x", "text/plain", "supplement")],
        "UnreadableError: no artifact is primary, so nothing could be verified",
    ),
]


@pytest.mark.parametrize(("name", "method", "message"), WRONG, ids=[name for name, _, _ in WRONG])
def test_whatever_a_target_gives_is_contained(good: Content, build: Builder, name: str, method: Any, message: str) -> None:
    run = build(good)
    report = run(make(Plain, name="bad", render=method), Plain, select=["why-move"])
    (fault,) = report.faults
    assert fault.message.startswith(message)
    assert run.files == ["plain/why-move.txt"]


def test_a_target_that_cannot_be_made_is_named(good: Content, build: Builder) -> None:
    run = build(good)
    report = run(make(Plain, name="bad", __init__=broken_init), Plain)
    (fault,) = report.faults
    assert (fault.stage, fault.message) == ("target bad: make the target", "RuntimeError: no fonts")
    assert len(run.files) == 3


def test_two_documents_with_one_path(good: Content, build: Builder) -> None:
    def same(self: Any, document: Any, context: Any) -> Iterable[Artifact]:
        return [Artifact("all.txt", "\n".join(safe_lines(document, context)).encode(), "text/plain")]

    run = build(good)
    report = run(make(Plain, name="same", render=same))
    assert [fault.message for fault in report.faults] == [
        "UnsafePathError: the path “all.txt” is given twice (documents first-steps and knee-pain)",
        "UnsafePathError: the path “all.txt” is given twice (documents first-steps and why-move)",
    ]
    assert run.files == ["same/all.txt"]


def test_a_target_whose_plugin_is_broken_is_a_fault_and_no_wrong_call(good: Content, build: Builder, tmp_path: Path) -> None:
    broken = PluginFault(Plugin("broken", "pressup-broken", "0.1"), "import", "ImportError: no module", targets=("broken",))
    report = render(build(good).library, "broken", "plain", output=tmp_path / "output", registry=registry(Plain, faults=[broken]))
    assert report.faults == [broken]
    assert len(report.made) == 3


def test_an_output_folder_that_cannot_be_written_to_is_said(good: Content, build: Builder) -> None:
    run = build(good)
    run.output.write_text("a file")
    with pytest.raises(WriteError):
        run()


# --- Faulty content ---


def test_with_an_error_nothing_is_rendered(good: Content, build: Builder) -> None:
    good.record("article", {"title": ...})
    run = build(good)
    report = run()
    assert (report.ok, report.made, run.files) == (False, [], [])
    assert [finding.code for finding in report.findings] == ["REC-04"]


@pytest.mark.parametrize("text", [None, "kind: [", ""], ids=["wrong", "no yaml", "empty"])
def test_keep_going_leaves_out_what_carries_a_faulty_record(good: Content, build: Builder, text: str | None) -> None:
    if text is None:
        good.record("condition", {"region": ...})
    else:
        good.write("knee-pain.yaml", text)
    good.record("article", {"id": "alone", "conditions": []})
    run = build(good)
    report = run(keep_going=True)
    assert not report.ok
    assert run.files == ["plain/alone.txt"]
    assert {(entry.document_id, entry.record_id) for entry in report.left_out} == {
        ("first-steps", "knee-pain"),
        ("why-move", "knee-pain"),
    }
    assert report.findings


def test_keep_going_leaves_out_what_a_rule_found(good: Content, build: Builder) -> None:
    good.record("exercise", {"dose.reps": "12-8"})
    run = build(good)
    report = run(keep_going=True)
    assert run.files == ["plain/knee-pain.txt", "plain/why-move.txt"]
    assert [(entry.document_id, entry.record_id) for entry in report.left_out] == [("first-steps", "bridge")]


def test_keep_going_leaves_faulty_entries_out_of_a_catalogue(good: Content, build: Builder) -> None:
    good.record("exercise", {"dose.reps": "12-8"})
    seen: list[list[str]] = []

    def listing(self: Any, document: Any, context: Any) -> Iterable[Artifact]:
        seen.append([entry.id for entry in document.entries])
        return [Artifact("feed.txt", "\n".join(safe_lines(document, context)).encode(), "text/plain")]

    build(good)(make(Plain, name="feed", documents=(Catalogue,), render=listing), keep_going=True)
    assert seen == [["knee-pain", "why-move"]]


def test_keep_going_without_faults_makes_everything(good: Content, build: Builder) -> None:
    run = build(good)
    assert run(keep_going=True).ok
    assert len(run.files) == 3


def test_a_faulty_publisher_is_told_by_its_finding_and_not_as_unknown(good: Content, build: Builder) -> None:
    good.record("publisher", {"name": ...})
    run = build(good)
    report = run(publishers=["test-press"])
    assert [finding.code for finding in report.findings] == ["REC-04"]
    assert run.files == []


# --- Unreviewed content ---


def test_a_publisher_may_not_print_unreviewed_content(good: Content, build: Builder) -> None:
    good.record("exercise", {"review": SAMPLE})
    run = build(good)
    report = run()
    assert (report.ok, run.files) == (False, [])
    (finding,) = report.findings
    assert finding.message == "“first-steps” cannot be printed by Test Press: “bridge” has not been reviewed."
    assert good.text_at(good.relative(finding).place) == "sample"


@pytest.mark.parametrize("status", ["draft", "in-review"])
def test_drafts_are_not_printed_either(good: Content, build: Builder, status: str) -> None:
    good.record("condition", {"review": {**SAMPLE, "status": status}})
    assert not build(good)().made


def test_keep_going_prints_what_was_reviewed(good: Content, build: Builder) -> None:
    good.record("exercise", {"review": SAMPLE})
    run = build(good)
    report = run(keep_going=True)
    assert run.files == ["plain/knee-pain.txt", "plain/why-move.txt"]
    assert [(entry.document_id, entry.reason) for entry in report.left_out] == [("first-steps", "it has not been reviewed")]


def test_a_sample_publisher_prints_samples_with_their_mark(good: Content, build: Builder) -> None:
    good.record("exercise", {"review": SAMPLE})
    good.record("publisher", {"sample": True})
    run = build(good)
    assert run().ok
    assert "Sample – not clinically reviewed" in (run.output / "plain/first-steps.txt").read_text()
    assert "Sample" not in (run.output / "plain/knee-pain.txt").read_text()


# --- Verification ---


@pytest.mark.parametrize(
    ("drops", "kind"),
    [
        ("You cannot stand on your leg.", "red flag"),
        ("Get medical help today.", "action of a red flag"),
        ("Call 111.", "help line"),
        ("Keep your ribs down.", "caution"),
        ("your back hurts.", "stop sign"),
        ("This does not replace advice from a health professional.", "disclaimer"),
        ("Sample – not clinically reviewed", "sample mark"),
    ],
)
def test_a_target_that_drops_a_safety_text_fails_and_nothing_of_it_is_written(
    good: Content, build: Builder, drops: str, kind: str
) -> None:
    good.record("publisher", {"sample": True})
    good.record("programme", {"review": SAMPLE})
    run = build(good)
    report = run(make(Plain, name="forgets", skip=drops), Plain, select=["first-steps"])
    (fault,) = report.faults
    rule = "SAF-02, " if "red flag" in kind else ""
    assert fault.message == f"the output drops a safety text ({rule}{kind}): “{drops}”"
    assert "forgets" in str(fault) and "first-steps" in str(fault)
    assert run.files == ["plain/first-steps.txt"]
    assert not report.ok


def test_the_text_must_be_in_each_primary_artifact(good: Content, build: Builder) -> None:
    def two(self: Any, document: Any, context: Any) -> Iterable[Artifact]:
        text = "\n".join(safe_lines(document, context)).encode()
        return [Artifact("a.txt", text, "text/plain"), Artifact("b.txt", b"nothing", "text/plain")]

    run = build(good)
    report = run(make(Plain, name="two", render=two), select=["why-move"])
    assert "drops a safety text" in report.faults[0].message
    assert run.files == []


def test_a_supplement_need_not_carry_them(good: Content, build: Builder) -> None:
    def with_picture(self: Any, document: Any, context: Any) -> Iterable[Artifact]:
        text = "\n".join(safe_lines(document, context)).encode()
        return [Artifact("a.txt", text, "text/plain"), Artifact("a.png", b"\x89PNG", "image/png", "supplement")]

    run = build(good)
    assert run(make(Plain, name="two", render=with_picture), select=["why-move"]).ok
    assert run.files == ["two/a.png", "two/a.txt"]


def test_a_target_may_give_the_text_of_its_own_format(good: Content, build: Builder) -> None:
    def odd(self: Any, document: Any, context: Any) -> Iterable[Artifact]:
        return [Artifact("a.odd", "\n".join(safe_lines(document, context)).encode()[::-1], "application/x-odd")]

    reads = make(Plain, name="odd", render=odd, extract_text=lambda self, artifact: artifact.content[::-1].decode())
    assert build(good)(reads, select=["why-move"]).ok
    forgets = make(Plain, name="odd", render=odd, extract_text=lambda self, artifact: "")
    assert not build(good)(forgets, select=["why-move"]).ok


def test_a_target_that_carries_no_text_says_so_and_so_does_the_report(good: Content, build: Builder) -> None:
    def calendar(self: Any, document: Any, context: Any) -> Iterable[Artifact]:
        return [Artifact(f"{document.id}.ics", b"BEGIN", "text/calendar")]

    report = build(good)(make(Plain, name="ics", verifies=False, render=calendar))
    assert report.ok
    assert report.notes == ["ics: carries no text, so nothing was verified"]


# --- Targets that wait for others ---


class Index(Plain):
    """A list of what `plain` made."""

    name = "index"
    after = ("plain",)
    seen: ClassVar[list[tuple[str, ...]]] = []

    def render(self, document: Any, context: RenderContext[Options]) -> Iterable[Artifact]:
        type(self).seen.append(tuple(entry.path for entry in context.finished))
        return super().render(document, context)


def test_a_target_sees_the_finished_artifacts_of_those_it_waits_for(good: Content, build: Builder) -> None:
    index = make(Index, seen=[])
    run = build(good)
    # Named first, and still made last.
    report = run(index, Plain, make(Plain, name="other"), names=["index", "other", "plain"])
    assert report.ok
    assert set(index.seen) == {("plain/first-steps.txt", "plain/knee-pain.txt", "plain/why-move.txt")}  # type: ignore[attr-defined]
    finished = {made.finished.path: made.finished for made in report.made}["plain/why-move.txt"]
    content = (run.output / "plain/why-move.txt").read_bytes()
    assert (finished.size, finished.media_type) == (len(content), "text/plain; charset=utf-8")
    import hashlib

    assert finished.sha256 == hashlib.sha256(content).hexdigest()


def test_what_a_target_waits_for_need_not_be_made(good: Content, build: Builder) -> None:
    index = make(Index, seen=[])
    assert build(good)(index, Plain, names=["index"]).ok
    assert set(index.seen) == {()}  # type: ignore[attr-defined]


def test_a_failed_document_is_not_finished(good: Content, build: Builder) -> None:
    index = make(Index, seen=[], after=("raises",))
    build(good)(index, Raises, names=["index", "raises"])
    assert set(index.seen) == {("raises/first-steps.txt", "raises/why-move.txt")}  # type: ignore[attr-defined]


def test_targets_that_wait_for_each_other_are_refused(good: Content, build: Builder) -> None:
    with pytest.raises(UsageError, match=r"^These targets wait for each other: (a → b → a|b → a → b)\.$"):
        build(good)(make(Plain, name="a", after=("b",)), make(Plain, name="b", after=("a",)))


# --- Several publishers ---


def test_several_publishers_get_folders_of_their_own(good: Content, build: Builder) -> None:
    good.record("publisher", {"id": "other-press", "name": "Other Press", "outputs": {"plain": {"kinds": ["condition"]}}})
    run = build(good)
    report = run(Plain, Index, names=["plain", "index"])
    assert report.ok
    assert [name for name in run.files if name.startswith("other-press/plain")] == ["other-press/plain/knee-pain.txt"]
    assert len([name for name in run.files if name.startswith("test-press/plain")]) == 3
    assert {made.publisher for made in report.made} == {"other-press", "test-press"}


def test_one_of_several_publishers(good: Content, build: Builder) -> None:
    good.record("publisher", {"id": "other-press"})
    run = build(good)
    assert run(publishers=["other-press"]).ok
    assert all(name.startswith("other-press/plain/") for name in run.files)


def test_artifacts_of_another_publisher_are_not_finished_for_this_one(good: Content, build: Builder) -> None:
    good.record(
        "publisher", {"id": "other-press", "outputs": {"plain": {"kinds": ["condition"]}, "index": {"kinds": ["condition"]}}}
    )
    index = make(Index, seen=[])
    build(good)(index, Plain, names=["index", "plain"], publishers=["other-press", "test-press"])
    assert {len(paths) for paths in index.seen} == {1, 3}  # type: ignore[attr-defined]


def test_a_newsletter_is_for_the_publishers_that_mail(good: Content, build: Builder) -> None:
    good.record("publisher", {"id": "quiet-press", "mailing": ...})
    run = build(good)
    run(make(Plain, name="mail", documents=(Newsletter,)))
    assert run.files == ["test-press/mail/issue-1.txt"]


# --- Options ---


def test_options_come_from_the_record_and_the_call_is_over_them(good: Content, build: Builder) -> None:
    good.record("publisher", {"outputs": {"plain": {"options": {"paper": "letter", "copies": 2}}}})
    run = build(good)
    assert run(select=["why-move"], options={"plain": {"copies": 3, "wide": "true"}}).ok
    assert "Options(paper='letter', copies=3, wide=True)" in (run.output / "plain/why-move.txt").read_text()


@pytest.mark.parametrize(
    ("options", "marked", "message"),
    [
        ({"papr": "a4"}, "papr", "Option plain.papr: there is no such option. Did you mean “paper”?"),
        ({"paper": "a5"}, "a5", "Option plain.paper: “a5” is not one of a4 or letter."),
        ({"copies": "many"}, "many", None),
        ({"wide": [1]}, "- 1", None),
    ],
)
def test_a_wrong_option_of_a_record_is_a_finding_at_its_line(
    good: Content, build: Builder, options: dict[str, Any], marked: str, message: str | None
) -> None:
    good.record("publisher", {"outputs": {"plain": {"options": options}}})
    run = build(good)
    report = run()
    (finding,) = report.findings
    assert (finding.code, good.text_at(good.relative(finding).place)) == ("OPT-01", marked)
    assert message is None or f"{finding.message} {finding.help}".strip() == message
    assert (report.made, run.files) == ([], [])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"plain": {"papr": "a4"}}, r"plain\.papr: there is no such option\. Did you mean “paper”\?"),
        ({"plain": {"paper": "a5"}}, r"plain\.paper: “a5” is not one of a4 or letter\."),
        ({"plain": {"copies": "x"}}, r"plain\.copies: “x”"),
        ({"plian": {"paper": "a4"}}, r"there is no target “plian”\. Did you mean “plain”\?"),
    ],
)
def test_a_wrong_option_of_the_call_is_a_wrong_call(
    good: Content, build: Builder, options: dict[str, dict[str, str]], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        build(good)(options=options)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ({"names": ["plian"]}, "There is no target “plian”. Did you mean “plain”?"),
        ({"select": ["why-mvoe"]}, "There is no record “why-mvoe”. Did you mean “why-move”?"),
        ({"publishers": ["test-pres"]}, "There is no publisher “test-pres”. Did you mean “test-press”?"),
        ({"select": ["smith-2020"]}, "No target makes anything of smith-2020."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_call_says_what_was_meant(good: Content, build: Builder, call: dict[str, Any], message: str) -> None:
    run = build(good)
    with pytest.raises(UsageError) as caught:
        run(**call)
    assert str(caught.value) == message
    assert run.files == []


def test_a_library_without_publisher_says_what_to_add(good: Content, build: Builder) -> None:
    (good.root / "test-press.yaml").unlink()
    with pytest.raises(UsageError, match="has no publisher; add a record with “kind: publisher”"):
        build(good)()
