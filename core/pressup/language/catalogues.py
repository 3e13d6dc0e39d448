"""The fixed words of packages in the reader's language."""

from __future__ import annotations

import gettext as gettext_module
from functools import cache
from importlib.resources import as_file, files


@cache
def translations(package: str, lang: str) -> gettext_module.NullTranslations:
    """The gettext catalogue of a package for a language; English, the language of the source, when there is none.

    Catalogues lie in the package as `locale/LANG/LC_MESSAGES/PACKAGE.mo`.
    """
    base = lang.split("-")[0]
    with as_file(files(package).joinpath("locale")) as folder:
        return gettext_module.translation(package, str(folder), languages=[lang.replace("-", "_"), base], fallback=True)
