"""Rendering one document as a build does, without writing anything."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pressup.build.jobs import checked
from pressup.documents import Document
from pressup.plugin.target import Artifact, Finished, RenderContext, Target
from pressup.records import Publisher
from pressup.testing.samples import sample_publisher


def render_target(
    target: type[Target[Any]],
    document: Document,
    *,
    options: Mapping[str, object] | None = None,
    publisher: Publisher | None = None,
    finished: tuple[Finished, ...] = (),
    assets: Path | None = None,
) -> tuple[Artifact, ...]:
    """Render one document as a build does, without writing anything.

    Raises:
        pydantic.ValidationError: when the options are not the target's.
        TypeError, ValueError: when the target gives no artifacts, or something else.
    """
    context = context_for(target, document, options or {}, publisher or sample_publisher(), finished, assets)
    return checked(target().render(document, context))


def context_for(
    target: type[Target[Any]],
    document: Document,
    options: Mapping[str, object],
    publisher: Publisher,
    finished: tuple[Finished, ...],
    assets: Path | None,
) -> RenderContext[Any]:
    """The context of a document, with the options validated."""
    return RenderContext(target.options.model_validate(dict(options)), publisher, document.lang, finished, assets)
