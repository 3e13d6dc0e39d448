"""`pressup doctor`: what this machine lacks, and how to get it."""

from __future__ import annotations

import ctypes.util
import sys
from dataclasses import asdict, dataclass
from importlib.util import find_spec

import typer

from pressup import __version__
from pressup.cli import common

_LIBRARIES = {
    "Pango": (("pango-1.0", "libpango-1.0.so.0", "libpango-1.0.dylib"), "libpango-1.0-0"),
    "PangoFT2": (("pangoft2-1.0", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"), "libpangoft2-1.0-0"),
    "HarfBuzz": (("harfbuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib"), "libharfbuzz0b"),
    "HarfBuzz subset": (
        ("harfbuzz-subset", "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
        "libharfbuzz-subset0",
    ),
    "Fontconfig": (("fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib"), "libfontconfig1"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is there or not."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def command(format: common.FormatOption = common.Format.TEXT) -> None:
    """Check that this machine has all that Pressup needs."""
    checks = [Check("Pressup", True, __version__), Check("Python", True, sys.version.split()[0])]
    checks += [_library(name, *where) for name, where in _LIBRARIES.items()]
    checks.append(_fonts())
    checks.extend(_plugins())
    if format is common.Format.JSON:
        common.print_json([asdict(check) for check in checks])
    else:
        for check in checks:
            typer.echo(f"{'ok     ' if check.ok else 'MISSING'} {check.name}: {check.detail}")
        packages = [check.remedy for check in checks if not check.ok and check.remedy.startswith("lib")]
        if packages:
            typer.echo(
                f"\nOn Debian or Ubuntu: apt-get install {' '.join(packages)}\nOther systems: see “System libraries” in the README."
            )
        for check in checks:
            if not check.ok and check.remedy and not check.remedy.startswith("lib"):
                typer.echo(f"\n{check.name}: {check.remedy}")
    raise typer.Exit(0 if all(check.ok for check in checks) else 1)


def _library(name: str, names: tuple[str, ...], package: str) -> Check:
    short, *files = names
    for file in (*files, ctypes.util.find_library(short)):
        if file:
            try:
                ctypes.CDLL(file)
            except OSError:
                continue
            return Check(name, True, file)
    return Check(name, False, "the library cannot be loaded", package)


def _fonts() -> Check:
    found = find_spec("fontpkg_atkinson_hyperlegible") is not None
    detail = "Atkinson Hyperlegible" if found else "the font package is not installed"
    return Check("Fonts", found, detail, "pip install fontpkg-atkinson-hyperlegible")


def _plugins() -> list[Check]:
    from pressup.plugin import discover

    registry = discover()
    good = [
        Check(f"Plugin {p.name}", True, f"{p.distribution} {p.version}")
        for p in registry.plugins
        if not any(f.plugin == p for f in registry.faults)
    ]
    bad = [Check(f"Plugin {f.plugin.name}", False, f"{f.stage}: {f.message}", "repair or uninstall it") for f in registry.faults]
    return good + bad
