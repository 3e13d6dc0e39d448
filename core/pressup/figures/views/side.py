"""Seen from the side, looking to the right: the working side is the right one, and nearer."""

from __future__ import annotations

from pressup.figures.motion import between
from pressup.figures.muscles import patches
from pressup.figures.person import person
from pressup.figures.solve import solve
from pressup.figures.views import View

VIEW = View(solve, between, person, patches)
