"""The kit for plugin authors: it lets a good target through, and says of each bad one what is wrong."""

from __future__ import annotations

import importlib
import os
import pickle
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import pressup
from pressup import Severity
from pressup.testing import (
    HOSTILE,
    assert_target_conforms,
    render_target,
    sample_documents,
    sample_library,
    sample_publisher,
)


@pytest.fixture
def kit(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module with the targets, importable in every process."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    return importlib.import_module("kit_targets")


# --- The samples ---


def test_the_sample_library_is_good_content() -> None:
    findings = pressup.check(sample_library()).findings
    assert [str(finding) for finding in findings if finding.severity is not Severity.NOTE] == []


def test_there_is_a_document_of_every_sort() -> None:
    documents = sample_documents()
    assert set(documents) == {"programme", "condition", "article", "exercise", "newsletter", "catalogue"}
    assert {document.form for document in documents.values()} == {"handout", "newsletter", "catalogue"}
    assert all(document.sample for document in documents.values())
    assert pickle.loads(pickle.dumps(documents)) == documents


def test_the_samples_have_every_sort_of_safety_text() -> None:
    kinds = {kind for document in sample_documents().values() for kind, _ in document.safety_texts(sample_publisher())}
    assert kinds >= {"disclaimer", "red flag", "action of a red flag", "help line", "caution", "stop sign", "contraindication"}
    assert kinds >= {"need of support", "pain rule", "note", "when to see a professional", "attribution"}


def test_hostile_text_is_behind_every_text_of_a_reader() -> None:
    document = sample_documents(HOSTILE)["programme"]
    assert document.title == f"Sample programme {HOSTILE}"
    texts = [
        text for kind, text in document.safety_texts(sample_publisher()) if kind not in ("disclaimer", "help line", "attribution")
    ]
    assert texts
    assert all(text.endswith(HOSTILE) for text in texts)


# --- render_target ---


def test_a_target_is_rendered_without_writing(kit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (artifact,) = render_target(kit.Good, sample_documents()["programme"])
    assert artifact.content.startswith(b"Sample programme\n")
    assert list(tmp_path.iterdir()) == []


def test_options_are_the_targets_own(kit: Any) -> None:
    document = sample_documents()["programme"]
    (artifact,) = render_target(kit.Good, document, options={"shout": True})
    assert artifact.content.startswith(b"SAMPLE PROGRAMME\n")
    with pytest.raises(ValidationError, match="Extra inputs"):
        render_target(kit.Good, document, options={"shuot": True})


def test_another_publisher_and_assets_can_be_given(kit: Any, tmp_path: Path) -> None:
    seen = {}

    class Looks(kit.Good):  # type: ignore[misc]
        def lines(self, document: Any, context: Any) -> list[str]:
            seen["asset"], seen["finished"] = context.asset("a.txt"), context.finished
            return [context.publisher.disclaimer]

    (tmp_path / "a.txt").write_bytes(b"asset")
    publisher = sample_publisher().model_copy(update={"disclaimer": "Mine."})
    (artifact,) = render_target(Looks, sample_documents()["article"], publisher=publisher, assets=tmp_path)
    assert (artifact.content, seen) == (b"Mine.", {"asset": b"asset", "finished": ()})


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("GivesText", "the content of sample-programme.txt is str, not bytes"),
        ("GivesPath", "the path and the media type of a.txt must be text"),
        ("GivesRole", "the role of a.txt is “main”, not one of primary, index, supplement"),
        ("GivesNothing", "render gave no artifact"),
        ("GivesNone", "render gave NoneType, not artifacts: yield them, or return a list"),
        ("GivesOne", "render gave Artifact, not artifacts: yield them, or return a list"),
        ("GivesWords", "render gave str, not pressup.Artifact"),
    ],
)
def test_what_is_no_artifact_is_refused(kit: Any, name: str, message: str) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        render_target(getattr(kit, name), sample_documents()["programme"])
    assert str(caught.value) == message
    with pytest.raises((TypeError, ValueError)):
        assert_target_conforms(getattr(kit, name))


# --- assert_target_conforms ---


@pytest.mark.parametrize("name", ["Good", "GoodHtml", "GoodTemporary", "Carries", "OwnText"])
def test_a_good_target_conforms(kit: Any, name: str) -> None:
    here = Path.cwd()
    assert_target_conforms(getattr(kit, name))
    assert Path.cwd() == here


def test_it_conforms_with_options_too(kit: Any) -> None:
    assert_target_conforms(kit.Good, options={"shout": True})


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Random", "good gives other bytes for sample-article the second time"),
        ("Clock", "good gives other bytes for sample-article the second time"),
        ("Today", "good gives other bytes for sample-article in another process"),
        ("SetOrder", "good gives other bytes for sample-article in another process"),
        ("WritesHere", "good wrote files: .*left-behind.txt"),
        ("WritesElsewhere", "good wrote files: .*left-behind-"),
        ("Connects", r"render opened a connection \(socket.connect\)"),
        ("ConnectsInSecret", "good opened a connection: socket.connect"),
        ("AsksForAName", r"render opened a connection \(socket.getaddrinfo\)"),
        ("Leaves", "the path “../escaped.txt” is not safe"),
        ("SamePath", r"the path “index.txt” is given twice \(documents sample-article and sample-condition\)"),
        (
            "DropsFlags",
            r"good, handout sample-article: the output drops a safety text \(SAF-02, red flag\): “You have sudden chest pain.”",
        ),
        (
            "DropsRights",
            r"good, handout sample-article: the output drops a safety text \(attribution\): “Sample author, CC-BY-4.0”",
        ),
        ("DropsMark", r"good, handout sample-article: the output drops a safety text \(sample mark\)"),
        ("CutsOff", "the output drops a safety text"),
        ("Alive", "good lets text of sample-article come to life: <script>"),
        ("AliveInAttribute", "good lets text of sample-article come to life: <h1 onclick>"),
        ("Changes", "good changed the document sample-article"),
        ("NameMissing", "the target class NameMissing needs a name"),
    ],
)
def test_a_bad_target_does_not_conform(kit: Any, name: str, message: str) -> None:
    try:
        with pytest.raises(AssertionError, match=message):
            assert_target_conforms(getattr(kit, name))
    finally:
        for path in Path(tempfile.gettempdir()).glob("left-behind-*"):
            path.unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("ChangesTitle", "frozen"),
        ("OnlySupplements", "no artifact is primary, so nothing could be verified"),
        ("Unreadable", "core cannot read application/x-odd: give the target an extract_text method, or say verifies = False"),
    ],
)
def test_what_render_and_verify_raise_is_told(kit: Any, name: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        assert_target_conforms(getattr(kit, name))


def test_a_class_in_a_function_cannot_be_sent_elsewhere(kit: Any) -> None:
    class Local(kit.Good):  # type: ignore[misc]
        pass

    with pytest.raises(AssertionError, match="Local cannot be pickled: define it at the top level of a module"):
        assert_target_conforms(Local)


def test_a_target_that_only_works_here_is_found(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kit.Good, "lines", lambda self, document, context: kit.only_here(document, context))
    original = ["Sample – not clinically reviewed"]
    monkeypatch.setattr(
        kit, "only_here", lambda d, c: [*original, *(text for _, text in d.safety_texts(c.publisher))], raising=False
    )
    with pytest.raises(AssertionError, match="good gives other bytes for sample-article in another process"):
        assert_target_conforms(kit.Good)


def test_connections_work_again_afterwards(kit: Any) -> None:
    with pytest.raises(AssertionError):
        assert_target_conforms(kit.Connects)
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
        server.accept()[0].close()


@pytest.mark.parametrize("seed", ["1", "4711"])
def test_the_order_of_sets_is_found_whatever_seed_the_tests_run_with(seed: str) -> None:
    program = "import kit_targets, pressup.testing; pressup.testing.assert_target_conforms(kit_targets.SetOrder)"
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    variables = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", program], env=variables, capture_output=True, text=True, check=False)
    assert done.stderr.endswith("good gives other bytes for sample-article in another process\n")
