"""What travels, in words: kinds of entries, what a column may be, how days are written."""

from __future__ import annotations

from coach.exchange.table_in import Order, Role
from coach.text import _


def kind_words(table: str) -> str:
    """The name of a kind of entry, by its table of the store."""
    return {
        "sessions": _("Sessions"),
        "check_ins": _("Check-ins after sessions"),
        "happenings": _("Answers, tests and scores"),
        "day_ratings": _("Pain of days"),
        "day_logs": _("Logs of days"),
        "spasms": _("Spasms"),
        "spasm_logs": _("What was told of spasms"),
        "screenings": _("Safety questions"),
        "clearances": _("“A clinician has cleared me”"),
        "removals": _("Taken out of the journal, or put back"),
    }[table]


def role_words(role: Role) -> str:
    """What a column may hold."""
    return {
        "ignore": _("Not used"),
        "day": _("The day"),
        "average": _("Pain of the day"),
        "morning": _("Pain on waking"),
        "minutes": _("Minutes of exercise"),
        "roland": _("Roland-Morris score"),
        "note": _("Note"),
    }[role]


def order_words(order: Order) -> str:
    """How days are written, with an example."""
    return {
        "ymd": _("year, month, day (2026-03-02)"),
        "dmy": _("day, month, year (2.3.2026)"),
        "mdy": _("month, day, year (3/2/2026)"),
    }[order]
