"""Does at import what the first handout of a process would wait for: templates compiled, style sheets parsed, the fonts read."""

from __future__ import annotations

from pressup import translations
from pressup_pdf import environment, fonts, press, qr

environment.compile_templates(translations("pressup_pdf", "en"))
press.warm_up()
fonts.check_glyphs(())
qr.warm_up()
