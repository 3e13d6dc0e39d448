"""P13: the programme has the same bytes in another process with another hash seed, layout by layout."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from tests.plugins.pressup_pdf.acceptance.samples import LAYOUTS, PROGRAMME, Proof, Sample
from tests.plugins.pressup_pdf.conftest import CONTENT

PROGRAM = """
import hashlib, sys
import pressup
from pressup import Handout
from pressup.documents import documents_for
from pressup.testing import render_target
from pressup_pdf.target import PdfTarget
library = pressup.load(sys.argv[1])
(document,) = (found for found in documents_for(library, library.publishers[0], Handout) if found.id == sys.argv[2])
for layout in sys.argv[3:]:
    (made,) = render_target(
        PdfTarget, document, options={"layout": layout}, publisher=library.publishers[0], assets=library.root
    )
    print(hashlib.sha256(made.content).hexdigest())
"""


@pytest.mark.parametrize(
    ("seed", "layouts"), [("4711", ("standard",)), pytest.param("1", tuple(reversed(LAYOUTS)), marks=pytest.mark.full)]
)
def test_same_bytes(proof: Callable[[Sample], Proof], seed: str, layouts: tuple[str, ...]) -> None:
    variables = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "WEST+12"}
    command = [sys.executable, "-c", PROGRAM, str(CONTENT), PROGRAMME, *layouts]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=variables)
    ours = [hashlib.sha256(proof(Sample(PROGRAMME, layout)).path.read_bytes()).hexdigest() for layout in layouts]
    assert done.stdout.split() == ours
