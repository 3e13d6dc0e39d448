"""Seen from the front: what is on the right of the picture is on the person's left."""

from __future__ import annotations

from pressup.figures.front.motion import between
from pressup.figures.front.muscles import patches
from pressup.figures.front.person import person
from pressup.figures.front.solve import solve
from pressup.figures.views import View

VIEW = View(solve, between, person, patches, mirrored=True)
