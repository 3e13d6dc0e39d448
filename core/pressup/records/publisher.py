"""The publisher: name, colours, disclaimer, help lines, and which outputs to make."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from pressup.records.base import LanguageTag, Many, Part, Record, WebAddress
from pressup.records.colour import darker
from pressup.records.condition import Urgency
from pressup.records.marks import Text
from pressup.records.newsletter import HeaderText
from pressup.records.shared import Rights

Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$", examples=["#0B5563"])]
MailAddress = Annotated[str, Field(pattern=r"^[A-Za-z0-9.!#$%&*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$", max_length=254)]

RuleCode = Annotated[str, Field(pattern=r"^[A-Z]{1,10}-[0-9]{2,3}$", examples=["PLN-04"])]
Licence = Annotated[str, Field(min_length=1, max_length=100, examples=["CC-BY-4.0"])]

DocumentKind = Literal["exercise", "condition", "programme", "article"]

LOGO_PATTERN = r"^[A-Za-z0-9_][A-Za-z0-9_./ -]*\.([Ss][Vv][Gg]|[Pp][Nn][Gg])$"
FONT_PATTERN = r"^[A-Za-z0-9_][A-Za-z0-9_./ -]*\.([Tt][Tt][Ff]|[Oo][Tt][Ff])$"
FONT_PACKAGE_PATTERN = r"^fontpkg-[a-z0-9]+(-[a-z0-9]+)*$"

LogoFile = Annotated[str, Field(pattern=LOGO_PATTERN, max_length=300)]
FontFile = Annotated[str, Field(pattern=FONT_PATTERN, max_length=300)]
FontPackage = Annotated[str, Field(pattern=FONT_PACKAGE_PATTERN, max_length=100, examples=["fontpkg-lato"])]
RunningLine = Annotated[HeaderText, Field(max_length=60)]
"""One short line of text at the head or foot of each page."""


ISSUES_APART = 6
"""How many issues apart the same record may stand in a newsletter, unless its publisher says another number."""


class Colours(Part):
    """The publisher's colours. One that is too pale for text fills shapes as it is, and text prints in a darker one of its hue."""

    brand: Colour = "#0B5563"
    """Headings, numbers and rules."""
    accent: Colour = "#B8461E"
    """Small marks."""

    @property
    def brand_text(self) -> str:
        """The brand colour for text: itself, or the nearest darker one that reads on white."""
        return darker(self.brand)

    @property
    def accent_text(self) -> str:
        """The accent colour for text: itself, or the nearest darker one that reads on white."""
        return darker(self.accent)


class Logo(Part):
    """The publisher's mark, which stands at the head of handouts. Only one that it may use belongs here."""

    file: LogoFile
    """The file's path inside the content folder: SVG of plain shapes, or PNG."""
    alt: Text
    """What a person who cannot see it needs to know; most often the name that it shows."""


class Fonts(Part):
    """The font of handouts: an installed package of the fontpkg family, or files of the content folder with their rights."""

    package: FontPackage | None = None
    """The package, which whoever runs Pressup installs, such as `fontpkg-source-sans-3`."""
    regular: FontFile | None = None
    """The path of the regular weight inside the content folder; without `bold` a variable font."""
    bold: FontFile | None = None
    """The path of the bold weight."""
    rights: Rights | None = None
    """Under what terms font files may be embedded. A package brings its own licence."""


class FigureStyle(Part):
    """How the person in figures looks. What the figures show does not change with it."""

    skin: Colour = "#FAF3EC"
    """The skin. On a dark one the lines are drawn darker or pale, so that they stay visible."""
    hair: Literal["short", "tied", "long"] = "short"
    """The hair."""
    hair_colour: Colour = "#3A4950"
    """The colour of the hair."""
    shoe: Colour = "#44545C"
    """The colour of the shoes."""
    sleeves: Literal["short", "long"] = "short"
    """The sleeves of the shirt, which has the brand's colour."""
    legs: Literal["tights", "shorts"] = "tights"
    """What the legs wear, in a tint of the brand's colour."""
    build: Literal["slim", "medium", "broad"] = "medium"
    """How broad the person is built."""
    line: Annotated[int, Field(ge=3, le=12)] = 6
    """The width of the lines, in parts of 800 of the person's height."""


class Contact(Part):
    """How to reach the publisher."""

    email: MailAddress
    """For questions and feedback."""
    phone: Text | None = None
    """Telephone."""
    postal_address: Text
    """The postal address, on one line; newsletters must carry it."""
    url: WebAddress
    """The publisher's site."""


class HelpLines(Part):
    """Whom to call, by urgency, in the publisher's country."""

    emergency: Text
    """At once, such as `Call 999.`"""
    same_day: Text
    """Today, such as `Call 111 or your GP surgery.`"""
    soon: Text
    """Within days, such as `Call your GP surgery.`"""

    def line_for(self, urgency: Urgency) -> str:
        """Whom to call for a warning sign of an urgency."""
        return {"emergency": self.emergency, "same-day": self.same_day, "soon": self.soon}[urgency]


class Mailing(Part):
    """What a newsletter needs to be sent."""

    from_name: HeaderText
    """The sender's name."""
    from_email: MailAddress
    """The sender's address."""
    to_email: MailAddress
    """The address of the list, which a sending service replaces by each reader's."""
    list_id: Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", examples=["news.example.org"])]
    """The id of the list for the List-ID header. It never names a condition."""
    unsubscribe_url: WebAddress
    """Where a reader leaves the list. It never names a condition."""
    unsubscribe_email: MailAddress | None = None
    """Where a reader leaves the list by mail."""
    reason: Text
    """Why the reader gets this mail."""
    reviewed_only: bool = False
    """True to make it an error, not a warning, when an issue shows what no clinician has reviewed, samples too."""
    issues_apart: Annotated[int, Field(ge=0, le=99)] = ISSUES_APART
    """How many issues must lie between two that show the same record. 0 when each may show it again."""


class Output(Part):
    """What to make with one target."""

    kinds: Annotated[Many[DocumentKind], Field(min_length=1)] | None = None
    """Of which kinds handouts are made; programmes, conditions and articles when left out."""
    options: Annotated[dict[str, Any], Field(default_factory=dict)]
    """The target's own options; `pressup targets NAME` lists them."""


class LicencePolicy(Part):
    """Which rights in text and pictures let this publisher print them."""

    commercial: bool = True
    """True when the outputs are sold, carry adverts, or serve a business: then a licence for private use does not do."""
    share_alike: bool = False
    """True when the publisher agrees to give its own outputs away under the same licence, as share-alike licences ask."""
    allowed: Many[Licence] = ()
    """SPDX ids of other licences that the publisher has looked at and accepts."""


class Publisher(Record):
    """Who publishes, and how outputs look and are made."""

    kind: Literal["publisher"]
    """Always `publisher`."""
    name: Text
    """The publisher's name."""
    sample: bool = False
    """True for a demonstration publisher: only then may samples be printed, and every output says so."""
    locale: LanguageTag
    """The language and country of its readers, such as `en-GB`."""
    jurisdiction: Annotated[str, Field(pattern=r"^[A-Z]{2}$", examples=["GB"])]
    """The country whose law and help lines hold, as two capitals."""
    units: Literal["metric", "imperial"] = "metric"
    """Whether weights and distances print in kilograms or pounds first."""
    base_url: WebAddress
    """The address under which outputs are published, ending with a slash or not."""
    contact: Contact
    """How to reach the publisher."""
    disclaimer: Text
    """That the content does not replace advice from a health professional. Printed on every output."""
    help_lines: HelpLines
    """Whom to call, by urgency."""
    funding: Text | None = None
    """Sponsors and conflicts of interest, or that there are none."""
    licences: LicencePolicy = LicencePolicy()
    """Which licences of text and pictures it accepts."""
    severities: Annotated[dict[RuleCode, Literal["off", "note", "warning", "error"]], Field(default_factory=dict)]
    """How bad a warning or note of a rule is to this publisher, by code. What is an error stays one."""
    colours: Colours = Colours()
    """The publisher's colours."""
    logo: Logo | None = None
    """The publisher's mark."""
    fonts: Fonts | None = None
    """The font of handouts; Atkinson Hyperlegible when left out."""
    header: RunningLine | None = None
    """What stands behind the publisher's name at the head of each page."""
    footer: RunningLine | None = None
    """What stands behind title and version at the foot of each page."""
    figures: FigureStyle = FigureStyle()
    """How the person in figures looks."""
    mailing: Mailing | None = None
    """What a newsletter needs; without it none is made."""
    outputs: Annotated[dict[str, Output], Field(default_factory=dict, examples=[{"pdf": {"options": {"paper": "a4"}}}])]
    """Which targets to make, by name, and how. `pressup render` without `--target` makes these."""
