"""Marks on the fields of records: what is text, what is a link, what is a vocabulary word.

The marks sit in the types (`Text`, `Link("exercise")`, `Word("muscle")`), so that linking, translation and schemas find every such
value of every kind without a list of field names that somebody would forget to extend.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeVar, cast, get_args

from pydantic import BaseModel, GetJsonSchemaHandler, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Path = tuple[str | int, ...]
"""Where a value stands inside a record: keys and list positions from the top, as in the file."""


@dataclass(frozen=True)
class TextMark:
    """The value is prose that a reader sees and a translator translates."""

    markdown: bool = False

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "x-pressup-text": "markdown" if self.markdown else "plain"}


@dataclass(frozen=True)
class LinkMark:
    """The value is the id of another record of one of these kinds."""

    kinds: tuple[str, ...]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "x-pressup-link": list(self.kinds)}


@dataclass(frozen=True)
class WordMark:
    """The value is a word of a vocabulary, which a library may extend."""

    vocabulary: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        from pressup.records.vocabulary import packaged

        entries = packaged()[self.vocabulary]
        known = sorted(entries)
        base = handler(schema)
        # Two branches: an editor completes the known words, and a library's own words still pass.
        words = {"enum": known, "enumDescriptions": [entries[word]["name"] for word in known]}
        return {"anyOf": [words, base], "x-pressup-vocabulary": self.vocabulary}


Mark = TextMark | LinkMark | WordMark

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, min_length=1, max_length=80)]
Text = Annotated[str, StringConstraints(pattern=r"\S", max_length=2_000), TextMark()]
Markdown = Annotated[str, StringConstraints(pattern=r"\S", max_length=200_000), TextMark(markdown=True)]

ExerciseLink = Annotated[Slug, LinkMark(("exercise",))]
ConditionLink = Annotated[Slug, LinkMark(("condition",))]
ProgrammeLink = Annotated[Slug, LinkMark(("programme",))]
ArticleLink = Annotated[Slug, LinkMark(("article",))]
PublisherLink = Annotated[Slug, LinkMark(("publisher",))]
ReferenceLink = Annotated[Slug, LinkMark(("reference",))]

MuscleWord = Annotated[Slug, WordMark("muscle")]
EquipmentWord = Annotated[Slug, WordMark("equipment")]
PositionWord = Annotated[Slug, WordMark("position")]
PatternWord = Annotated[Slug, WordMark("pattern")]
RegionWord = Annotated[Slug, WordMark("region")]
JointWord = Annotated[Slug, WordMark("joint")]
SettingWord = Annotated[Slug, WordMark("setting")]

_EACH = object()
_Step = Any
Keep = Callable[[tuple[str, ...]], bool]
M = TypeVar("M", TextMark, LinkMark, WordMark)
T = TypeVar("T")


def marked(record: BaseModel, mark_type: type[M], keep: Keep | None = None) -> Iterator[tuple[Path, Any, M]]:
    """Every value of `record` that carries a mark of this type: its path as in the file, the value, and the mark.

    Args:
        record: The record.
        mark_type: The type of mark.
        keep: Tells from a field's names, from the top and without list positions, whether it is wanted. It is asked once a field,
            not once a record, so it must be a function of a module.
    """
    found: list[tuple[Path, Any, M]] = []
    _walk(record, _tree(type(record), cast("Any", mark_type), keep), (), found)
    return iter(found)


def marked_with(record: BaseModel, mark_type: type[M], tell: Callable[[tuple[str, ...]], T]) -> list[tuple[Path, Any, tuple[M, T]]]:
    """As `marked`, with what `tell` says of the field's names beside the mark. It too is asked once a field."""
    found: list[tuple[Path, Any, tuple[M, T]]] = []
    _walk(record, _told_tree(type(record), cast("Any", mark_type), cast("Any", tell)), (), found)
    return found


class _Node(NamedTuple):
    """Where marks are in a type: on itself, on its items, and in its fields. `only` is the mark where there is one and no more."""

    marks: tuple[Any, ...]
    each: Any
    fields: tuple[tuple[str, str, Any, Any], ...]
    only: Any


def _walk(value: Any, node: _Node, path: Path, found: list[Any]) -> None:
    marks, each, fields, _ = node
    for mark in marks:
        found.append((path, value, mark))  # noqa: PERF401 (most often there is one)
    if each is not None:
        items = value.items() if isinstance(value, dict) else enumerate(value)
        mark = each.only
        if mark is not None:
            found += [((*path, key), item, mark) for key, item in items if item is not None]
        else:
            for key, item in items:
                if item is not None:
                    _walk(item, each, (*path, key), found)
    if not fields:
        return
    values = value.__dict__
    for name, alias, inner, only in fields:
        item = values[name]
        if item is not None:
            if only is not None:
                found.append(((*path, alias), item, only))
            elif item != ():
                _walk(item, inner, (*path, alias), found)


@cache
def _tree(model: Any, mark_type: Any, keep: Keep | None) -> _Node:
    plan = _plan(model, mark_type)
    if keep is not None:
        plan = tuple((steps, mark) for steps, mark in plan if keep(tuple(step[1] for step in steps if step is not _EACH)))
    return _grow(plan)


@cache
def _told_tree(model: Any, mark_type: Any, tell: Any) -> _Node:
    plan = _plan(model, mark_type)
    return _grow((steps, (mark, tell(tuple(step[1] for step in steps if step is not _EACH)))) for steps, mark in plan)


def _grow(plan: Iterable[tuple[tuple[_Step, ...], Any]]) -> _Node:
    """The fields with marks as a tree, so that each is entered once."""
    marks = []
    inner: dict[_Step, list[tuple[tuple[_Step, ...], Any]]] = {}
    for steps, mark in plan:
        if steps:
            inner.setdefault(steps[0], []).append((steps[1:], mark))
        else:
            marks.append(mark)
    each = inner.pop(_EACH, None)
    grown = ((name, alias, _grow(rest)) for (name, alias), rest in inner.items())
    fields = tuple((name, alias, node, node.only) for name, alias, node in grown)
    only = marks[0] if len(marks) == 1 and not each and not fields else None
    return _Node(tuple(marks), _grow(each) if each else None, fields, only)


@cache
def _plan(model: Any, mark_type: Any) -> tuple[tuple[tuple[_Step, ...], Any], ...]:
    found: list[tuple[tuple[_Step, ...], Any]] = []
    for name, field in model.model_fields.items():
        step = (name, field.alias or name)
        found.extend(((step, *steps), mark) for steps, mark in _plan_type(_annotation(field), mark_type))
    return tuple(found)


def _annotation(field: FieldInfo) -> Any:
    annotation: Any = field.annotation
    for extra in field.metadata:
        annotation = Annotated[annotation, extra]
    return annotation


def _plan_type(annotation: Any, mark_type: Any) -> Iterator[tuple[tuple[_Step, ...], Any]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _plan(annotation, mark_type)
        return
    metadata = getattr(annotation, "__metadata__", ())
    if metadata:
        yield from (((), mark) for mark in metadata if isinstance(mark, mark_type))
        yield from _plan_type(get_args(annotation)[0], mark_type)
        return
    arguments = get_args(annotation)
    origin = getattr(annotation, "__origin__", None)
    if origin is tuple:
        yield from (((_EACH, *steps), mark) for steps, mark in _plan_type(arguments[0], mark_type))
    elif origin is dict:
        yield from (((_EACH, *steps), mark) for steps, mark in _plan_type(arguments[1], mark_type))
    else:
        for argument in arguments:
            if argument is not Ellipsis and argument is not type(None):
                yield from _plan_type(argument, mark_type)
