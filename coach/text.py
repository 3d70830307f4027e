"""The user's language for sentences in code (content files carry their own locale)."""

from __future__ import annotations

import gettext
from pathlib import Path

DOMAIN = "restack"
_LOCALE_DIR = Path(__file__).resolve().parent.parent / "assets" / "locale"
_catalogue = gettext.translation(DOMAIN, _LOCALE_DIR, fallback=True)


def _(message: str) -> str:
    """The message in the user's language; the English source text where no translation is installed."""
    return _catalogue.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of the message that goes with the number `n`."""
    return _catalogue.ngettext(singular, plural, n)
