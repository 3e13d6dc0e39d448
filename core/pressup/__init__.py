"""Pressup: exercise and physiotherapy content as plain files, checked, and rendered to handouts, feeds and newsletters.

This module is the public API, and all that a plugin may import (with `pressup.testing`). Names are imported when they are first
used, so that `import pressup` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pressup._version import __version__

if TYPE_CHECKING:
    from pressup.build.api import BuildReport as BuildReport
    from pressup.build.api import render as render
    from pressup.build.personal import render_for as render_for
    from pressup.checks.check import Check as Check
    from pressup.checks.check import Example as Example
    from pressup.checks.check import Explanation as Explanation
    from pressup.checks.check import Problem as Problem
    from pressup.checks.check import RecordCheck as RecordCheck
    from pressup.checks.check import RecordContext as RecordContext
    from pressup.content.fields import Fields as Fields
    from pressup.content.library import Library as Library
    from pressup.content.logo import LogoImage as LogoImage
    from pressup.content.reader import ContentError as ContentError
    from pressup.documents import URGENCIES as URGENCIES
    from pressup.documents import Catalogue as Catalogue
    from pressup.documents import Document as Document
    from pressup.documents import ExerciseCard as ExerciseCard
    from pressup.documents import Handout as Handout
    from pressup.documents import NamedExercise as NamedExercise
    from pressup.documents import NewsItem as NewsItem
    from pressup.documents import Newsletter as Newsletter
    from pressup.documents import PhaseDose as PhaseDose
    from pressup.documents.markdown import markdown_to_html as markdown_to_html
    from pressup.documents.markdown import markdown_to_text as markdown_to_text
    from pressup.documents.shown.evidence import Citation as Citation
    from pressup.documents.shown.evidence import certainty as certainty
    from pressup.documents.shown.evidence import citation as citation
    from pressup.documents.shown.evidence import doubt_of as doubt_of
    from pressup.documents.shown.imprint import imprint as imprint
    from pressup.documents.shown.moves import Move as Move
    from pressup.documents.shown.moves import WeeksText as WeeksText
    from pressup.documents.shown.moves import move_groups as move_groups
    from pressup.documents.shown.naming import ruled_out as ruled_out
    from pressup.documents.shown.naming import title_of as title_of
    from pressup.documents.shown.naming import type_title as type_title
    from pressup.documents.shown.naming import weeks_text as weeks_text
    from pressup.documents.shown.plan import DiaryTable as DiaryTable
    from pressup.documents.shown.plan import Fact as Fact
    from pressup.documents.shown.plan import PlanPhase as PlanPhase
    from pressup.documents.shown.plan import PlanRow as PlanRow
    from pressup.documents.shown.plan import PlanTable as PlanTable
    from pressup.documents.shown.plan import diary_table as diary_table
    from pressup.documents.shown.plan import pain_scale as pain_scale
    from pressup.documents.shown.plan import plan_facts as plan_facts
    from pressup.documents.shown.plan import plan_phases as plan_phases
    from pressup.documents.shown.plan import plan_table as plan_table
    from pressup.documents.shown.warnings import FlagGroup as FlagGroup
    from pressup.documents.shown.warnings import NotFor as NotFor
    from pressup.documents.shown.warnings import flag_groups as flag_groups
    from pressup.documents.shown.warnings import labelled_needs as labelled_needs
    from pressup.documents.shown.warnings import needs_of as needs_of
    from pressup.documents.shown.warnings import not_for as not_for
    from pressup.documents.wording import Phrase as Phrase
    from pressup.documents.wording import dose_phrases as dose_phrases
    from pressup.documents.wording import dose_text as dose_text
    from pressup.documents.wording import range_text as range_text
    from pressup.documents.wording import sample_mark as sample_mark
    from pressup.documents.wording import translations as translations
    from pressup.documents.wording import urgency_label as urgency_label
    from pressup.figures import Drawing as Drawing
    from pressup.figures import draw_figure as draw_figure
    from pressup.figures import figure_alt as figure_alt
    from pressup.figures import figure_png as figure_png
    from pressup.figures import moving_figure as moving_figure
    from pressup.findings import Finding as Finding
    from pressup.findings import Fix as Fix
    from pressup.findings import Place as Place
    from pressup.findings import Severity as Severity
    from pressup.plugin import Artifact as Artifact
    from pressup.plugin import ExecutorKind as ExecutorKind
    from pressup.plugin import ExecutorSetup as ExecutorSetup
    from pressup.plugin import Finished as Finished
    from pressup.plugin import JobError as JobError
    from pressup.plugin import Limits as Limits
    from pressup.plugin import Personal as Personal
    from pressup.plugin import PersonalError as PersonalError
    from pressup.plugin import RenderContext as RenderContext
    from pressup.plugin import Target as Target
    from pressup.plugin import TargetOptions as TargetOptions
    from pressup.plugin import Theme as Theme
    from pressup.plugin import hookimpl as hookimpl
    from pressup.plugin.loading import check as check
    from pressup.plugin.loading import load as load
    from pressup.records import Article as Article
    from pressup.records import Claim as Claim
    from pressup.records import Condition as Condition
    from pressup.records import Dose as Dose
    from pressup.records import Exercise as Exercise
    from pressup.records import NewsletterIssue as NewsletterIssue
    from pressup.records import Programme as Programme
    from pressup.records import Publisher as Publisher
    from pressup.records import Range as Range
    from pressup.records import Record as Record
    from pressup.records import RedFlag as RedFlag
    from pressup.records import Reference as Reference
    from pressup.records.colour import contrast as contrast

_HOMES = {
    "pressup.build.api": ("BuildReport", "render"),
    "pressup.build.personal": ("render_for",),
    "pressup.checks.check": ("Check", "Example", "Explanation", "Problem", "RecordCheck", "RecordContext"),
    "pressup.content.fields": ("Fields",),
    "pressup.content.library": ("Library",),
    "pressup.content.logo": ("LogoImage",),
    "pressup.content.reader": ("ContentError",),
    "pressup.documents": (
        "URGENCIES", "Catalogue", "Document", "ExerciseCard", "Handout", "NamedExercise", "NewsItem", "Newsletter", "PhaseDose",
    ),
    "pressup.documents.markdown": ("markdown_to_html", "markdown_to_text"),
    "pressup.documents.shown.evidence": ("Citation", "certainty", "citation", "doubt_of"),
    "pressup.documents.shown.imprint": ("imprint",),
    "pressup.documents.shown.moves": ("Move", "WeeksText", "move_groups"),
    "pressup.documents.shown.naming": ("ruled_out", "title_of", "type_title", "weeks_text"),
    "pressup.documents.shown.plan": (
        "DiaryTable", "Fact", "PlanPhase", "PlanRow", "PlanTable", "diary_table", "pain_scale", "plan_facts", "plan_phases",
        "plan_table",
    ),
    "pressup.documents.shown.warnings": ("FlagGroup", "NotFor", "flag_groups", "labelled_needs", "needs_of", "not_for"),
    "pressup.documents.wording": (
        "Phrase", "dose_phrases", "dose_text", "range_text", "sample_mark", "translations", "urgency_label",
    ),
    "pressup.figures": ("Drawing", "draw_figure", "figure_alt", "figure_png", "moving_figure"),
    "pressup.findings": ("Finding", "Fix", "Place", "Severity"),
    "pressup.plugin": (
        "Artifact", "ExecutorKind", "ExecutorSetup", "Finished", "JobError", "Limits", "Personal", "PersonalError",
        "RenderContext", "Target", "TargetOptions", "Theme", "hookimpl",
    ),
    "pressup.plugin.loading": ("check", "load"),
    "pressup.records": (
        "Article", "Claim", "Condition", "Dose", "Exercise", "NewsletterIssue", "Programme", "Publisher", "Range", "Record",
        "RedFlag", "Reference",
    ),
    "pressup.records.colour": ("contrast",),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = ["__version__", *sorted(_HOME_OF)]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'pressup' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
