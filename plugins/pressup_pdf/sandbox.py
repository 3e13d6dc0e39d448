"""Jinja for templates of strangers: they arrange what is on the page, and can call nothing else."""

from __future__ import annotations

from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pressup import RenderContext
from pressup_pdf.words import Words

MOST_TURNS = 500
"""How far a template may count with `range`."""
LONGEST = 10_000
"""How long a text may become that a template multiplies, adds or pads."""
_FILTERS = frozenset((
    "abs", "batch", "capitalize", "count", "default", "d", "dictsort", "e", "escape", "first", "float", "groupby", "int", "items",
    "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round", "select",
    "selectattr", "slice", "sort", "string", "striptags", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount",
    "css_text", "asset", "markdown",
))  # fmt: skip
_OF_TEXT = frozenset(("split", "strip", "lstrip", "rstrip", "startswith", "endswith", "lower", "upper", "title", "capitalize"))
_OF_MAPPINGS = frozenset(("get", "items", "keys", "values"))


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment with our functions, and no other that reads, writes, or grows without bound."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals = {"_": self.globals["_"], "range": _counted}
        self.filters = {name: known for name, known in self.filters.items() if name in _FILTERS}

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call something: what we gave it, macros and blocks, and a few methods of texts and mappings."""
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if isinstance(obj, Macro | BlockReference | LoopContext) or any(obj is known for known in self.globals.values()):
            return True
        return (
            (isinstance(owner, str) and name in _OF_TEXT)
            or (isinstance(owner, dict) and name in _OF_MAPPINGS)
            or isinstance(owner, Words)
            or (isinstance(owner, RenderContext) and name == "date")
            or (isinstance(owner, LoopContext) and name in ("cycle", "changed"))
        )

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Numbers are added and multiplied as usual, texts no further than a page needs."""
        if isinstance(left, int | float) and isinstance(right, int | float):
            if operator == "**" and (abs(left) > LONGEST or abs(right) > 10):
                raise OverflowError("a number becomes too large")
        elif operator in ("*", "%", "**"):
            raise TypeError(f"“{operator}” is for numbers")
        elif len(left) + len(right) > LONGEST:
            raise OverflowError("a text becomes too long")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        forbidden = tree.find(nodes.EvalContextModifier) or tree.find(nodes.ScopedEvalContextModifier)
        if forbidden:
            # Texts of records are of strangers too: they are always escaped.
            raise TemplateSyntaxError("A theme of the content folder cannot switch escaping off", forbidden.lineno, name, filename)
        return tree


def _counted(*numbers: int) -> range:
    """`range`, as far as a page needs it."""
    found = range(*numbers)
    if len(found) > MOST_TURNS:
        raise OverflowError(f"A template counts no further than {MOST_TURNS}")
    return found
