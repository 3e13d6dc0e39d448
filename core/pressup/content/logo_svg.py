"""SVG of strangers: parsed without entities, and written anew from elements and attributes that only draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from pressup.content.logo import LogoError

_SVG = "http://www.w3.org/2000/svg"
_LINK = "http://www.w3.org/1999/xlink href"
MAX_ELEMENTS = 1_000
MAX_DEPTH = 30

_GRADIENTS = ("linearGradient", "radialGradient")
_SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
_ELEMENTS = frozenset(("svg", "g", "defs", "stop", "clipPath", *_SHAPES, *_GRADIENTS))
_SILENT = frozenset(("title", "desc", "metadata"))
"""What draws nothing, and is left out with all that is in it."""
_UNUSED = frozenset(
    ("version", "class", "role", "xml:space", "baseProfile", "overflow", "color-interpolation", "enable-background")
)

_NUMBER = r"[-+]?(?:[0-9]{1,9}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})(?:[eE][-+]?[0-9]{1,2})?"
_LENGTH = re.compile(rf"{_NUMBER}(?:px|pt|mm|cm|in|%)?")
_NUMBERS = re.compile(r"[-+0-9.eE,\s]{1,100000}")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,99}")
_TARGET = re.compile(r"url\(['\"]?#([A-Za-z_][A-Za-z0-9_.-]{0,99})['\"]?\)")
_RGB = re.compile(r"rgb\(\s*([0-9]{1,3})\s*,\s*([0-9]{1,3})\s*,\s*([0-9]{1,3})\s*\)")
_HEX = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_WORDS = {
    "fill-rule": ("nonzero", "evenodd"),
    "clip-rule": ("nonzero", "evenodd"),
    "stroke-linecap": ("butt", "round", "square"),
    "stroke-linejoin": ("miter", "round", "bevel"),
    "gradientUnits": ("userSpaceOnUse", "objectBoundingBox"),
    "clipPathUnits": ("userSpaceOnUse", "objectBoundingBox"),
    "spreadMethod": ("pad", "reflect", "repeat"),
    "display": ("inline", "none", "block"),
    "visibility": ("visible", "hidden"),
}
_LENGTHS = frozenset((
    "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "fx", "fy", "offset",
    "stroke-width", "stroke-miterlimit", "opacity", "fill-opacity", "stroke-opacity", "stop-opacity",
))  # fmt: skip
_PAINTS = frozenset(("fill", "stroke", "stop-color", "color"))
_SHAPED = {
    "viewBox": _NUMBERS,
    "points": _NUMBERS,
    "d": re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9eE+\-.,\s]*"),
    "transform": re.compile(r"(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([-+0-9.eE,\s]*\)[\s,]*){0,50}"),
    "gradientTransform": re.compile(r"(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([-+0-9.eE,\s]*\)[\s,]*){0,50}"),
    "preserveAspectRatio": re.compile(r"[A-Za-z ]{1,30}"),
    "id": _NAME,
}
# The sixteen names of HTML 4 and a few more that drawing programs write (CSS Color 4, section 6.1).
_NAMED = {
    "black": "#000000", "silver": "#C0C0C0", "gray": "#808080", "grey": "#808080", "white": "#FFFFFF", "maroon": "#800000",
    "red": "#FF0000", "purple": "#800080", "fuchsia": "#FF00FF", "green": "#008000", "lime": "#00FF00", "olive": "#808000",
    "yellow": "#FFFF00", "navy": "#000080", "blue": "#0000FF", "teal": "#008080", "aqua": "#00FFFF", "orange": "#FFA500",
}  # fmt: skip


def clean_svg(data: bytes, *, grey: bool) -> tuple[str, float]:
    """The drawing, written anew, and its width as a share of its height.

    Raises:
        LogoError: at the first thing that is not on the lists above.
    """
    reader = _Reader(grey=grey)
    reader.read(data)
    return "".join(reader.out), reader.ratio


class _Reader:
    """Copies what may stay while the file is parsed, so that every complaint has its line and column."""

    def __init__(self, *, grey: bool) -> None:
        self.out: list[str] = []
        self.ratio = 1.0
        self._grey = grey
        self._open: list[str] = []
        self._skipped = 0
        self._elements = 0
        self._linked: dict[str, str] = {}
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self, data: bytes) -> None:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            raise LogoError(f"The logo is no SVG that can be read: {what}.", "", error.lineno, error.offset + 1) from error

    def _refuse(self, message: str, help: str = "") -> LogoError:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        return LogoError(message, help, line, column)

    def _doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:  # noqa: ARG002 (expat's signature)
        if internal:
            raise self._refuse("A logo declares no entities.", "Delete the part between “<!DOCTYPE” and “]>”.")

    def _entity(self, *_: object) -> None:
        raise self._refuse("A logo declares no entities.", "Delete the part between “<!DOCTYPE” and “]>”.")

    def _instruction(self, target: str, _data: str) -> None:
        raise self._refuse(f"A logo has no instruction “{target[:30]}”.", "Delete it.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise self._refuse(f"The logo has more than {MAX_ELEMENTS:,} parts.", "Simplify it in a drawing program, or use a PNG.")
        space, _, tag = name.rpartition(" ")
        if self._skipped or space not in (_SVG, "") or tag in _SILENT:
            self._skipped += 1
            return
        if not self._open and (tag != "svg" or space != _SVG):
            raise self._refuse("The logo is no SVG.", f'It begins with <svg xmlns="{_SVG}" …>.')
        if space == "" or tag not in _ELEMENTS or (self._open and tag == "svg"):
            help = "Turn text into paths." if tag in ("text", "tspan") else "Write styles on the shapes." if tag == "style" else ""
            raise self._refuse(f"A logo may not hold <{tag[:30]}>.", help or "Save it as plain SVG, of shapes and colours only.")
        if len(self._open) >= MAX_DEPTH:
            raise self._refuse(f"The logo has more than {MAX_DEPTH} levels.", "Simplify it in a drawing program.")
        kept = dict(self._attributes(tag, attributes))
        if not self._open:
            kept = {"xmlns": _SVG, **self._size(kept)}
        self._open.append(tag)
        self.out.append(f"<{tag}{''.join(f' {key}={quoteattr(value)}' for key, value in kept.items())}>")

    def _end(self, name: str) -> None:  # noqa: ARG002 (expat's signature)
        if self._skipped:
            self._skipped -= 1
        else:
            self.out.append(f"</{self._open.pop()}>")

    def _size(self, kept: dict[str, str]) -> dict[str, str]:
        """The attributes of the drawing with its size, which must be told in one way or another."""
        box = [float(part) for part in re.findall(_NUMBER, kept.get("viewBox", ""))]
        if len(box) != 4:
            wide, high = (re.match(_NUMBER, kept.get(name, "")) for name in ("width", "height"))
            if not wide or not high or "%" in kept["width"] + kept["height"]:
                raise self._refuse("The logo does not say how large it is.", "Give its <svg> a “viewBox”.")
            box = [0.0, 0.0, float(wide[0]), float(high[0])]
        if not (0 < box[2] < 1e6 and 0 < box[3] < 1e6):
            raise self._refuse("The logo has no size.", "Give its <svg> a “viewBox” of the size of the drawing.")
        self.ratio = box[2] / box[3]
        inner = {key: value for key, value in kept.items() if key not in ("x", "y", "width", "height", "viewBox")}
        return {"viewBox": " ".join(f"{part:g}" for part in box), "width": f"{box[2]:g}", "height": f"{box[3]:g}", **inner}

    def _attributes(self, tag: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
        for name, value in attributes.items():
            key = "href" if name == _LINK else name
            if key == "style":
                yield from self._styles(tag, value)
            elif key == "href":
                yield key, self._link(tag, attributes.get("id", ""), value)
            elif " " in key or key in _UNUSED or key.startswith(("data-", "aria-", "font-", "text-")):
                continue  # what editors write down for themselves
            else:
                yield key, self._value(tag, key, value.strip())

    def _styles(self, tag: str, text: str) -> Iterator[tuple[str, str]]:
        for part in text.split(";"):
            key, _, value = (piece.strip() for piece in part.partition(":"))
            known = key in _WORDS or key in _PAINTS or key in _LENGTHS or key == "clip-path"
            if known and value:
                yield key, self._value(tag, key, value)
            elif "(" in value or "\\" in part or "@" in part:
                raise self._refuse(
                    f"A logo may not have the style “{key[:30]}”.", "Save it as plain SVG, of shapes and colours only."
                )

    def _link(self, tag: str, own: str, value: str) -> str:
        """A gradient may take its colours from another one, which takes its own from none."""
        wanted = value.strip().removeprefix("#")
        if tag not in _GRADIENTS or not value.strip().startswith("#") or not _NAME.fullmatch(wanted):
            raise self._refuse(f"A logo may not link to “{value[:60]}”.", "A logo is complete on its own: take the link out.")
        if wanted == own or wanted in self._linked or own in self._linked.values():
            raise self._refuse("A gradient of the logo takes its colours from one that takes them from another.", "Write them out.")
        self._linked[own] = wanted
        return f"#{wanted}"

    def _value(self, tag: str, key: str, value: str) -> str:
        if key in _PAINTS:
            found = self._paint(value)
        elif key in _LENGTHS:
            found = value if _LENGTH.fullmatch(value) else None
        elif key in _WORDS:
            found = value if value in _WORDS[key] else None
        elif key in _SHAPED:
            found = value if _SHAPED[key].fullmatch(value) else None
        elif key == "clip-path":
            # A shape that clips is not clipped itself, so that no two can clip each other for ever.
            found = value if _TARGET.fullmatch(value) and tag != "clipPath" and "clipPath" not in self._open else None
        else:
            raise self._refuse(f"A logo may not have “{key[:30]}” on <{tag}>.", "Save it as plain SVG, of shapes and colours only.")
        if found is None:
            raise self._refuse(
                f"“{value[:60]}” is no “{key}” that a logo may have.", "Save it as plain SVG, of shapes and colours only."
            )
        return found

    def _paint(self, value: str) -> str | None:
        if value in ("none", "currentColor") or _TARGET.fullmatch(value):
            return value
        numbers = _RGB.fullmatch(value)
        if numbers:
            colour = "#" + "".join(f"{min(int(part), 255):02X}" for part in numbers.groups())
        elif _HEX.fullmatch(value):
            colour = value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:])
        else:
            colour = _NAMED.get(value.lower(), "")
        return (_grey(colour) if self._grey else colour) if colour else None


def _grey(colour: str) -> str:
    """The grey that a copier makes of a colour: the luma of ITU-R BT.601."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + 3 * f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02X}"
