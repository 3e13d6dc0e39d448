"""P13: the same input gives the same bytes in another process, with another hash seed and in another time zone."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

PROGRAM = """
import hashlib, sys
import pressup
from pressup import Handout
from pressup.documents import documents_for
from pressup.testing import render_target
from pressup_pdf.target import PdfTarget
library = pressup.load(sys.argv[1])
found = documents_for(library, library.publishers[0], Handout, kinds=("programme", "exercise"))
(document,) = (one for one in found if one.id == sys.argv[2])
for layout in sys.argv[3:]:
    (made,) = render_target(
        PdfTarget, document, options={"layout": layout}, publisher=library.publishers[0], assets=library.root
    )
    print(hashlib.sha256(made.content).hexdigest())
"""


def here(paths: Mapping[str, Path]) -> dict[str, str]:
    """The hashes of files, by layout."""
    return {layout: hashlib.sha256(path.read_bytes()).hexdigest() for layout, path in paths.items()}


def elsewhere(
    content: Path, id: str, layouts: tuple[str, ...], *, seed: str, zone: str = "WEST+12", before: str = ""
) -> dict[str, str]:
    """The hashes of a handout's layouts as another process makes them, which runs the code `before` first."""
    variables = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    command = [sys.executable, "-c", before + PROGRAM, str(content), id, *layouts]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=variables)
    return dict(zip(layouts, done.stdout.split(), strict=True))


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[str]:
    """The layouts that have other bytes there than here."""
    yield from (f"{layout} has other bytes" for layout in one if one[layout] != other[layout])
