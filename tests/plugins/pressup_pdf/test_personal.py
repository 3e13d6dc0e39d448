"""A handout for one person: the page has it, and nothing else on this machine does."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from tests.plugins.pressup_pdf.conftest import CONTENT, Pdf

import pressup
from pressup import Dose, Handout, Library, Personal
from pressup.build.jobs import checked
from pressup.errors import UsageError
from pressup.testing.rendering import context_for
from pressup_pdf.target import PdfTarget

NAME, NOTE, CARD_NOTE = "Zebedee Quux", "Wait for the plumber's letter.", "Mind the wobbly zebra cushion."
GIVEN = ("--recipient", NAME, "--note", NOTE, "--note", f"bridge={CARD_NOTE}", "--dose", "hamstring-curl=7x4 left")
SECRET = ("Zebedee", "Quux", "plumber", "wobbly", "7x4", "7 sets")
SELECT = ("--select", "hamstring-basics", "--target", "pdf")


class Clinic:
    """A folder with the starter content, in which everything that a program writes stays below one folder."""

    def __init__(self, root: Path) -> None:
        self.root, self.desk = root, root / "desk"
        (self.desk).mkdir()
        (self.desk / "content").symlink_to(CONTENT)
        (root / "temporary").mkdir()

    def run(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        places = {"HOME": "home", "XDG_CACHE_HOME": "home/cache", "XDG_STATE_HOME": "home/state", "TMPDIR": "temporary"}
        kept = {name: value for name, value in os.environ.items() if name not in ("PRESSUP_CACHE_DIR", *places)}
        environment = kept | {name: str(self.root / place) for name, place in places.items()}
        code = "import sys; from pressup.cli.app import run; sys.exit(run(sys.argv[1:]))"
        command = [sys.executable, "-c", code, "render", *arguments]
        return subprocess.run(command, cwd=self.desk, env=environment, input=stdin, capture_output=True, text=True, check=False)

    def files(self) -> Iterator[Path]:
        return (path for path in sorted(self.root.rglob("*")) if path.is_file() and not path.is_relative_to(self.desk / "content"))


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)


def holds(content: bytes, secrets: tuple[str, ...] = SECRET) -> list[str]:
    """Which of some texts stand in bytes, in the usual encodings."""
    return [text for text in secrets if any(text.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be"))]


def around_the_pages(content: bytes) -> bytes:
    """All that a PDF says but for what its pages draw: Info, XMP, outline, structure, names, fonts."""
    with pikepdf.open(io.BytesIO(content)) as file:
        drawn = {page.Contents.objgen for page in file.pages}
        streams = [item for item in file.objects if isinstance(item, pikepdf.Stream) and item.objgen not in drawn]
        texts = [text for item in (file.trailer, *file.objects) for text in strings(item)]
        return b"\n".join([*(stream.read_bytes() for stream in streams), *(text.encode() for text in texts)])


def strings(item: object) -> Iterator[str]:
    """The strings and names of an object; what it refers to is an object of its own."""
    if isinstance(item, pikepdf.String | pikepdf.Name):
        yield str(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield from (text for key in item.keys() for text in (key, *direct(item[key])))  # noqa: SIM118 (no mapping)
    elif isinstance(item, pikepdf.Array):
        yield from (text for entry in item for text in direct(entry))


def direct(item: object) -> Iterator[str]:
    if not getattr(item, "is_indirect", False):
        yield from strings(item)


def test_the_page_has_it_and_nothing_else_does(clinic: Clinic) -> None:
    build = clinic.run(*SELECT)
    assert build.returncode == 0, build.stderr
    (built,) = (clinic.desk / "output").rglob("*.pdf")
    before = {path: path.read_bytes() for path in clinic.files()}
    done = clinic.run(*SELECT, *GIVEN)
    assert done.returncode == 0, done.stderr
    made = clinic.desk / "for-one-person" / "hamstring-basics.pdf"
    assert done.stdout.splitlines()[0] == "for-one-person/hamstring-basics.pdf"
    assert holds((done.stdout + done.stderr).encode()) == []

    pdf = Pdf(made.read_bytes())
    assert NAME in pdf.pages[0] and NOTE in pdf.pages[0]
    assert pdf.text.count(NAME) == pdf.text.count(NOTE) == pdf.text.count(CARD_NOTE) == 1
    (curl,) = (page for page in pdf.pages if "7 sets" in page)
    assert "Hamstring curl" in curl and "4 reps left side" in curl
    around = around_the_pages(made.read_bytes())
    assert holds(around) == []
    known = ("Hamstring basics for sore knees", "<dc:title>", "Sample Press")
    assert holds(around, known) == list(known)  # it is read as it should be

    looked_at = 0
    for path in clinic.files():
        assert holds(path.as_posix().encode()) == []
        if path != made:
            content = path.read_bytes()
            looked_at += 1
            assert holds(content) == [], path
            if content[:1] == b"\x78":
                assert holds(zlib.decompress(content)) == [], path
    assert looked_at > 5
    assert {path: path.read_bytes() for path in before} == before  # the build's files, cache and manifest are as they were
    assert built in before


@pytest.mark.full
def test_the_next_build_leaves_it_and_a_second_one_stands_beside_it(clinic: Clinic) -> None:
    first = clinic.run(*SELECT, "--recipient", NAME)
    second = clinic.run(*SELECT, "--recipient", "-", stdin="Somebody Else\n")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert second.stdout.splitlines()[0] == "for-one-person/hamstring-basics-2.pdf"
    assert clinic.run("--target", "pdf", "--select", "knee-pain").returncode == 0
    folder = clinic.desk / "for-one-person"
    texts = [Pdf((folder / name).read_bytes()).text for name in ("hamstring-basics.pdf", "hamstring-basics-2.pdf")]
    assert NAME in texts[0] and "Somebody Else" in texts[1]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "hamstring-basics.pdf").stat().st_mode) == 0o600
    assert (folder / ".gitignore").read_text().endswith("*\n")


REFUSED = {
    "no document": (("--recipient", NAME), "add --select with one id"),
    "two documents": ((*SELECT, "--select", "knee-pain", "--recipient", NAME), "add --select with one id"),
    "a cluster": ((*SELECT, "--recipient", NAME, "--executor", "dask://localhost:1"), "--executor: what is for one person stays"),
    "a bucket": ((*SELECT, "--recipient", NAME, "--output", "s3://bucket/x"), "--output: what is for one person stays"),
    "a watch": ((*SELECT, "--recipient", NAME, "--watch"), "--watch goes on rendering"),
    "a dry run": ((*SELECT, "--recipient", NAME, "--dry-run"), "--dry-run tells what a build would make"),
    "the content folder": ((*SELECT, "--recipient", NAME, "--output", "content/x"), "lies in the content folder"),
    "a feed": (("--select", "hamstring-basics", "--target", "jsonfeed", "--recipient", NAME), "makes nothing for one person"),
    "a newsletter": (("--select", "2026-11-bridge", "--recipient", NAME), "No target makes anything of"),
    "no dose": ((*SELECT, "--dose", "bridge"), "should be the id of an exercise and its dose"),
    "a misspelt dose": ((*SELECT, "--dose", "bridge=2 by 4"), "--dose bridge: “2 by 4” cannot be read as a dose."),
    "a misspelt exercise": ((*SELECT, "--dose", "brigde=2x4"), "Did you mean “bridge”?"),
    "an exercise of another handout": ((*SELECT, "--dose", "push-up=2x4"), "There is no exercise “push-up” here."),
    "two doses": ((*SELECT, "--dose", "bridge=2x4", "--dose", "bridge=2x5"), "there are two doses of “bridge”"),
    "a dose backwards": ((*SELECT, "--dose", "bridge=4-2x8"), "The range runs backwards: 4 is more than 2."),
    "a dose that cannot be meant": ((*SELECT, "--dose", "bridge=2x400"), "400 reps cannot be meant: 1 to 50 are usual."),
    "a side of both": ((*SELECT, "--dose", "bridge=left"), "works both sides together"),
    "a stretch in reps alone": ((*SELECT, "--dose", "seated-hamstring-stretch=20 m"), "does not say how long to hold it"),
    "a note on nothing": ((*SELECT, "--note", f"brigde={NOTE}"), "is the id of no exercise. Did you mean “bridge”?"),
    "a long name": ((*SELECT, "--recipient", f"{NAME} " * 100), "characters long; at most 80 fit."),
    "a turned name": ((*SELECT, "--recipient", f"{NAME}\u202e"), "the invisible character U+202E"),
    "a name in two lines": ((*SELECT, "--recipient", f"{NAME}\r\nX"), "has a line break in it"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_done_in_private_is_refused(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from pressup.cli.app import run

    monkeypatch.setenv("PRESSUP_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").symlink_to(CONTENT)
    arguments, sentence = REFUSED[case]
    assert run(["render", "--jobs", "1", *arguments]) == 2
    out, err = capsys.readouterr()
    assert sentence in err
    assert holds((out + err).encode(), ("Zebedee", "Quux", "plumber")) == []
    assert not (tmp_path / "for-one-person").exists()


def test_the_output_of_a_build_is_refused(tmp_path: Path, library: Library) -> None:
    pressup.render(library, "pdf", select=["bridge"], output=tmp_path / "site")
    with pytest.raises(UsageError, match="is the output of a build, which may be published"):
        pressup.render_for(library, Personal("Ada"), "bridge", "pdf", output=tmp_path / "site" / "ada")
    assert not (tmp_path / "site" / "ada").exists()


def test_scripts_are_told_what_was_made_and_not_for_whom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from pressup.cli.app import run

    monkeypatch.setenv("PRESSUP_CACHE_DIR", str(tmp_path / "cache"))
    arguments = ("--select", "bridge", "--content", str(CONTENT), "--output", str(tmp_path / "desk"), "--recipient", NAME)
    assert run(["render", "--jobs", "1", "--format", "json", *arguments]) == 0
    out, err = capsys.readouterr()
    assert f'"{(tmp_path / "desk" / "bridge.pdf").as_posix()}"' in out
    assert holds((out + err).encode()) == []


def test_a_name_that_the_font_cannot_print_is_told_by_its_place(library: Library, tmp_path: Path) -> None:
    report = pressup.render_for(library, Personal("Wang 小明 Quux"), "bridge", "pdf", output=tmp_path / "desk")
    (fault,) = report.faults
    assert fault.message == (
        "The handout font has no sign for 2 characters, the first of them number 6, of the name of the recipient. "
        "Write it in Latin letters."
    )
    assert fault.traceback == ""
    assert not (tmp_path / "desk").exists()


def test_hostile_texts_stand_on_the_page_as_they_are(handouts: dict[str, Handout], library: Library) -> None:
    tag = '<script>alert(1)</script><img src="http://198.51.100.1/x">'
    personal = Personal(tag, f"{{{{ 7*7 }}}} {tag}", {"bridge": f"\\0a }} @import {tag}"})
    context = context_for(PdfTarget, handouts["bridge"], {}, library.publishers[0], (), library.root)
    (artifact,) = checked(PdfTarget().render(handouts["bridge"], replace(context, personal=personal)))
    text = "".join(Pdf(artifact.content).text.split())
    for _, given in personal.texts():
        assert "".join(given.split()) in text


def test_the_figure_is_mirrored_for_the_left_side(handouts: dict[str, Handout], library: Library) -> None:
    from pressup_pdf.cards import card_groups
    from pressup_pdf.layout import shape_of
    from pressup_pdf.words import Words

    handout = handouts["hamstring-curl"]
    context = context_for(PdfTarget, handout, {}, library.publishers[0], (), library.root)

    def drawn(side: str) -> str:
        personal = Personal(doses={handout.id: Dose.model_validate({"side": side})})
        one = replace(context, personal=personal)
        words = Words(handout, context.options, context.translations("pressup_pdf"))
        ((_, (card,)),) = card_groups(handout, words, one, shape_of(context.options))
        return str(card.figure)

    assert drawn("left") != drawn("right")
    assert drawn("each") == drawn("right")


def test_a_handout_for_nobody_is_as_it_was(handouts: dict[str, Handout], make: Callable[..., Pdf]) -> None:
    text = make(handouts["bridge"]).text
    assert "Prepared for Prepared by" in text
    assert "For you:" not in text
