"""The pictures of the README, from real output: `.venv/bin/python docs/pictures.py`. The figures are drawn by `contact_sheet.py`.

It needs poppler-utils, ImageMagick and Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
PAGES = {"handout-safety": ("hamstring-basics", 1), "handout-exercises": ("hamstring-basics", 4)}
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def run(*command: str | Path) -> None:
    """Run a program to its end."""
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


def main() -> int:
    """Render the starter library, and take the pictures."""
    missing = [tool for tool in ("pdftoppm", "convert", "chromium") if not shutil.which(tool)]
    if missing:
        print(f"missing: {', '.join(missing)}")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "pressup", "render", "--content", ROOT / "content", "--output", folder)
        for picture, (document, page) in PAGES.items():
            pdf = folder / "pdf" / f"{document}.pdf"
            run("pdftoppm", "-r", "90", "-f", str(page), "-l", str(page), "-singlefile", "-png", pdf, folder / picture)
            finish(folder / f"{picture}.png", picture)
        (mail,) = (folder / "email").glob("*.browser.html")
        parts = mail.with_suffix("").with_suffix(".html")
        shot = f"--screenshot={folder / 'mail.png'}"
        run("chromium", *QUIET, f"--user-data-dir={folder / 'profile'}", "--window-size=680,962", shot, parts)
        finish(folder / "mail.png", "newsletter")
        run(sys.executable, "-m", "pressup", "render", "--content", ROOT / "content", "--output", folder, "--target", "web")
        profile, shot = f"--user-data-dir={folder / 'profile'}", f"--screenshot={folder / 'page.png'}"
        run("chromium", *QUIET, profile, "--window-size=1100,1420", shot, folder / "web" / "squat.html")
        finish(folder / "page.png", "web-page", "720x")
    return 0


def finish(source: Path, picture: str, size: str = "560x") -> None:
    """A small PNG with a thin frame."""
    frame = ("-bordercolor", "#8FA3A9", "-border", "2")
    run("convert", source, "-resize", size, *frame, "+dither", "-colors", "64", "-strip", PICTURES / f"{picture}.png")


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    sys.exit(main())
