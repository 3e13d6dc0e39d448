"""Jobs: one document for one target, rendered and read back, wherever that is done."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args

from pressup.build import verify
from pressup.build.write import check_paths
from pressup.documents import Document
from pressup.plugin import Artifact, PersonalError, Plugin, PluginFault, RenderContext, Target
from pressup.plugin import JobError as JobError
from pressup.plugin.target import Role

_WITHHELD = (
    "{name}. Its message is not shown, since it may quote what is for one person; render without --recipient, --note and --dose to "
    "see whether it fails then, too."
)


@dataclass(frozen=True, slots=True)
class Job:
    """One document for one target: all that is needed to make it, in this process or another.

    Attributes:
        target: The target's class; each process makes an object of its own.
        plugin: The plugin that the target comes from.
        document: What is rendered.
        context: What the target may use besides.
        software: The plugin with its files, and the libraries that draw, as a hash; empty when they need not be the same elsewhere.
    """

    target: type[Target[Any]]
    plugin: Plugin
    document: Document
    context: RenderContext[Any]
    software: str = ""

    @property
    def name(self) -> str:
        """What it makes, for messages: handout “knee-pain” in pdf."""
        return f"{self.document.form} “{self.document.id}” in {self.target.name}"


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a job gave. With a fault there are no artifacts.

    Attributes:
        artifacts: The files.
        assets: The files of the content folder that were read for it, sorted: path and SHA-256 of each, which is empty for one that
            was looked for and could not be read.
        fault: What failed, if something did.
        seconds: How long it took in all.
        verify_seconds: How much of that was reading back.
    """

    artifacts: tuple[Artifact, ...] = ()
    assets: tuple[tuple[str, str], ...] = ()
    fault: PluginFault | None = None
    seconds: float = 0.0
    verify_seconds: float = 0.0


def run_job(job: Job) -> Rendered:
    """Render a document, and read back that no safety text is missing. What goes wrong in a plugin is in the result, not raised.

    Raises:
        MemoryError: when there was not enough: whoever set the limit knows how much there was.
    """
    start = time.perf_counter()
    context, assets = job.context.recording()
    try:
        target = job.target()
        artifacts = checked(target.render(job.document, context))
        check_paths(artifacts, {}, job.document.id)
        rendered = time.perf_counter()
        missing = verify.missing_texts(target, job.document, context, artifacts)
        dropped = verify.missing_personal(target, job.document, context, artifacts)
    except (Exception, SystemExit) as error:
        if _of_memory(error):
            raise MemoryError from error
        fault = fault_of(job, f"render {job.document.form} “{job.document.id}”", error)
        return Rendered(assets=tuple(sorted(assets.items())), fault=fault, seconds=time.perf_counter() - start)
    seconds, verified = time.perf_counter() - start, time.perf_counter() - rendered
    if missing or dropped:
        message = verify.explain(missing) if missing else f"the output drops {dropped[0]}"
        fault = PluginFault(job.plugin, f"verify {job.name}", message)
        return Rendered(fault=fault, seconds=seconds, verify_seconds=verified)
    return Rendered(artifacts, tuple(sorted(assets.items())), None, seconds, verified)


def _of_memory(error: BaseException | None) -> bool:
    """Whether an error is, or comes from, a lack of memory."""
    for _ in range(20):
        if error is None or isinstance(error, MemoryError):
            break
        error = error.__cause__ or error.__context__
    return isinstance(error, MemoryError)


def fault_of(job: Job, stage: str, error: BaseException) -> PluginFault:
    """What an error means that a job raised. Of one for a person no more than its class is told: its message may hold anything."""
    stage = f"target {job.target.name}: {stage}"
    if job.context.personal is not None:
        message = str(error) if isinstance(error, PersonalError) else _WITHHELD.format(name=type(error).__name__)
        return PluginFault(job.plugin, stage, message, "", (job.target.name,))
    return PluginFault.of(job.plugin, stage, error, job.target.name)


def checked(given: object) -> tuple[Artifact, ...]:
    """The artifacts of a document, refused when a plugin gave something else.

    Raises:
        TypeError: for what is no artifact, or is made of something else than text and bytes.
        ValueError: when there is none, or its role is unknown.
    """
    if not isinstance(given, Iterable):
        raise TypeError(f"render gave {type(given).__name__}, not artifacts: yield them, or return a list")
    good: list[Artifact] = []
    for artifact in given:
        if not isinstance(artifact, Artifact):
            raise TypeError(f"render gave {type(artifact).__name__}, not pressup.Artifact")
        if not (isinstance(artifact.path, str) and isinstance(artifact.media_type, str)):
            raise TypeError(f"the path and the media type of {artifact.path} must be text")
        if not isinstance(artifact.content, bytes):
            raise TypeError(f"the content of {artifact.path} is {type(artifact.content).__name__}, not bytes")
        if artifact.role not in get_args(Role):
            raise ValueError(f"the role of {artifact.path} is “{artifact.role}”, not one of {', '.join(get_args(Role))}")
        good.append(artifact)
    if not good:
        raise ValueError("render gave no artifact")
    return tuple(good)
