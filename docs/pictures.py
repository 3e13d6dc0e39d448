"""The pictures of the README, from real output: `.venv/bin/python docs/pictures.py`. The figures are drawn by `contact_sheet.py`.

It needs poppler-utils, ImageMagick and Chromium.
"""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
import tempfile
from email import policy
from email.parser import BytesParser
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
        (mail,) = (folder / "email").glob("*.eml")
        message = BytesParser(policy=policy.default).parsebytes(mail.read_bytes())
        html = message.get_body(("html",))
        assert html is not None
        text = str(html.get_content())
        for part in message.walk():  # a browser has no parts of a mail to look the pictures up in
            if part["Content-ID"]:
                data = base64.b64encode(part.get_content()).decode()
                text = text.replace(f"cid:{part['Content-ID'].strip('<>')}", f"data:{part.get_content_type()};base64,{data}")
        (folder / "mail.html").write_text(text, encoding="utf-8")
        shot = f"--screenshot={folder / 'mail.png'}"
        run("chromium", *QUIET, f"--user-data-dir={folder / 'profile'}", "--window-size=680,962", shot, folder / "mail.html")
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
