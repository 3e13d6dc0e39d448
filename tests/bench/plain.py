"""A target that costs next to nothing, so that what a build itself costs can be seen."""

from __future__ import annotations

from collections.abc import Iterator

from pressup import Artifact, Handout, RenderContext, Target, TargetOptions, sample_mark


class Plain(Target[TargetOptions]):
    """All that must be said, as text."""

    name = "plain"
    summary = "Plain text"
    documents = (Handout,)

    def render(self, document: Handout, context: RenderContext[TargetOptions]) -> Iterator[Artifact]:
        """See `Target.render`."""
        lines = [document.title, sample_mark(document.lang), *(text for _, text in document.safety_texts(context.publisher))]
        yield Artifact(f"{document.id}.txt", "\n".join(lines).encode(), "text/plain; charset=utf-8")
