"""P12: hostile content makes no request, reads no file, and ends. Each trap is first shown to work on WeasyPrint as it comes."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.plugins.pressup_pdf.channels import CHANNELS, READING
from tests.plugins.pressup_pdf.test_hostile import with_picture
from weasyprint import HTML

import pressup
from pressup.build.verify import normal
from pressup.testing import render_target, sample_documents, sample_publisher
from pressup.testing.samples import _records
from pressup_pdf.press import PrintError, print_pdf
from pressup_pdf.target import PdfOptions, PdfTarget

Server = tuple[str, list[str]]
SECRET = "SECRET-0815"
PAGE = "<!DOCTYPE html><html lang=en><title>a</title><h1>a</h1>{}</html>"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file that no handout may hold, by the name that the channels ask for."""
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path


@pytest.fixture
def context(tmp_path: Path) -> Any:
    """A render context with an empty content folder."""
    return pressup.RenderContext(PdfOptions(), sample_publisher(), "en-GB", (), tmp_path / "content")


def holds_secret(content: bytes) -> bool:
    """Whether a PDF holds the secret, in any of its streams or as an attachment."""
    with pikepdf.open(BytesIO(content)) as file:
        streams = (item.read_bytes() for item in file.objects if isinstance(item, pikepdf.Stream) and "/DecodeParms" not in item)
        return any(SECRET.encode() in stream for stream in streams) or bool(file.attachments)


@pytest.mark.parametrize("name", CHANNELS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_channel_is_open_in_weasyprint_and_closed_here(server: Server, context: Any, name: str) -> None:
    """A template of ours would have to have a hole for this. Then it is an error, not a request."""
    address, hits = server
    page = PAGE.format(CHANNELS[name].format(address=address))
    HTML(string=page).write_pdf()
    assert hits
    assert "/redirected.png" in hits or name != "redirection"
    assert len(hits) >= 20 or name != "style sheet that imports itself"
    hits.clear()
    with pytest.raises(PrintError, match=r"may not load|could not be made whole"):
        print_pdf(page, context)
    assert not hits


@pytest.mark.parametrize("name", READING)
def test_a_file_can_be_stolen_from_weasyprint_and_not_from_here(secret: Path, context: Any, name: str) -> None:
    page = PAGE.format(CHANNELS[name].format(address=secret.parent.as_uri()))
    assert holds_secret(HTML(string=page).write_pdf())
    with pytest.raises(PrintError, match="may not load"):
        print_pdf(page, context)


def hostile_text(address: str, secret: Path | None, names: tuple[str, ...]) -> str:
    """Channels to the server, and perhaps one to the secret, as a stranger would write them into a text."""
    live = " ".join(CHANNELS[name].format(address=address) for name in names)
    stolen = f" <a rel=attachment href={secret.as_uri()}>a</a>" if secret else ""
    return f"{live}{stolen} url({address}/b) }}</style></svg> {{{{ 7*7 }}}}"


GROUPS = tuple(tuple(CHANNELS)[start : start + 4] for start in range(0, len(CHANNELS), 4))
"""A warning sign must fit on a page, so four at a time stand in each text."""
TEXTS = [(kind, names) for names in GROUPS for kind in ("programme", "condition", "article", "exercise")]


@pytest.mark.parametrize(
    ("kind", "names"), [pytest.param(*text, marks=() if place % 5 == 0 else pytest.mark.full) for place, text in enumerate(TEXTS)]
)
def test_in_a_text_they_are_printed_as_they_stand(
    make: Callable[..., Any], server: Server, secret: Path, kind: str, names: tuple[str, ...]
) -> None:
    address, hits = server
    pdf = make(sample_documents(hostile_text(address, secret, names))[kind])
    assert not hits
    assert not holds_secret(pdf.content)
    said = normal(pdf.text)
    assert all(normal(CHANNELS[name].format(address=address)) in said for name in names)
    assert "{{ 7*7 }}" in pdf.text


def write_library(folder: Path, text: str, bodies: str = "") -> Path:
    """The sample library as files, with a text behind every text of every record, and one behind those in Markdown."""
    folder.mkdir()
    (folder / "pressup.yaml").write_text("kind: library\n")
    for record in _records(f" {text}"):
        if "body" in record:
            record["body"] = record["body"].replace(f" {text}", f" {bodies}")
        (folder / f"{record['id']}.json").write_text(json.dumps(record))
    return folder


def render(content: Path, *arguments: str) -> tuple[subprocess.CompletedProcess[str], dict[str, bytes]]:
    """`pressup render --target pdf`, and the PDFs that it makes."""
    output = content.parent / "output"
    command = [sys.executable, "-m", "pressup", "render", "--target", "pdf", "--content", str(content), "--output", str(output)]
    variables = {**os.environ, "PRESSUP_CACHE_DIR": str(content.parent / "cache")}
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False, env=variables)
    return done, {path.name: path.read_bytes() for path in output.glob("pdf/*.pdf")}


def test_the_command_renders_a_hostile_library_without_leaving_it(server: Server, tmp_path: Path) -> None:
    address, hits = server
    text = hostile_text(address, None, ("import", "attached to the whole"))
    done, files = render(write_library(tmp_path / "content", text))
    assert sorted(files) == ["sample-article.pdf", "sample-condition.pdf", "sample-programme.pdf"], done.stderr[-2000:]
    assert not hits


def test_the_command_refuses_texts_with_the_address_of_a_file(server: Server, secret: Path, tmp_path: Path) -> None:
    address, hits = server
    done, files = render(write_library(tmp_path / "content", hostile_text(address, secret, ("import",))))
    assert (done.returncode, files, hits) == (1, {}, [])
    assert "error[LNK-01]" in done.stderr


def test_the_command_refuses_markup_in_markdown(server: Server, secret: Path, tmp_path: Path) -> None:
    address, hits = server
    done, files = render(write_library(tmp_path / "content", "", hostile_text(address, secret, ("picture",))))
    assert (done.returncode, files, hits) == (1, {}, [])
    assert "HTML is not allowed in Markdown here" in done.stderr


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.mark.parametrize("where", ["server", "machine"])
def test_a_drawing_of_the_content_folder_cannot_load_either(server: Server, secret: Path, content: Path, where: str) -> None:
    address, hits = server
    url = f"{address}/a.png" if where == "server" else secret.as_uri()
    (content / "a.svg").write_text(SVG.format(f'<image href="{url}" width="9" height="9"/>'))
    if where == "server":
        HTML(string=f'<img src="{(content / "a.svg").as_uri()}">').write_pdf()
        assert hits
        hits.clear()
    with pytest.raises(PrintError, match="Failed to render SVG image"):
        render_target(PdfTarget, with_picture(content, "a.svg"), assets=content)
    assert not hits


def test_an_entity_of_a_drawing_reads_no_file(secret: Path, content: Path) -> None:
    entity = f'<!DOCTYPE svg [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    (content / "a.svg").write_text(entity + SVG.format('<text y="9">&e;</text>'))
    with pytest.raises(PrintError):
        render_target(PdfTarget, with_picture(content, "a.svg"), assets=content)


def show(content: Path, file: str) -> None:
    """Let an exercise of the programme have a picture."""
    path = content / "exercises" / "hamstring-curl.yaml"
    rights = "{ licence: CC-BY-4.0, author: A stranger }"
    path.write_text(f"{path.read_text()}media:\n  - {{ file: {file}, role: detail, alt: A person on a mat., rights: {rights} }}\n")


@pytest.mark.full
def test_a_drawing_that_never_ends_costs_its_own_handout_only(content: Path) -> None:
    """Ten shapes of ten shapes of ten shapes …: each level of a hundred bytes takes ten times as long as the one before."""
    shapes = "".join(f'<g id="l{level}">{f"""<use href="#l{level - 1}"/>""" * 10}</g>' for level in range(1, 9))
    (content / "a.svg").write_text(SVG.format(f'<defs><rect id="l0" width="1" height="1"/>{shapes}</defs><use href="#l8"/>'))
    show(content, "a.svg")
    done, files = render(content, "--select", "hamstring-basics", "--select", "knee-pain", "--jobs", "2", "--cpu-limit", "4")
    assert sorted(files) == ["knee-pain.pdf"]
    assert "It used more than 4 s of processor time and was stopped." in done.stdout + done.stderr


def test_a_picture_that_unfolds_is_not_decoded(content: Path) -> None:
    """A hundred bytes that say they are 10 gigabytes of pixels."""
    rows = zlib.compress(bytes(1), 9)
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts)
    (content / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    with pytest.raises(PrintError, match="Failed to load image"):
        render_target(PdfTarget, with_picture(content, "a.png"), assets=content)
