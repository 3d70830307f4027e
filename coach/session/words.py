"""Words that sessions share: numbers as they are said, sides as they are named."""

from __future__ import annotations

from coach.text import _


def count_word(n: int) -> str:
    """A repetition's number as it is said, "Seven"; beyond twenty as digits."""
    words = (
        _("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"), _("Ten"),
        _("Eleven"), _("Twelve"), _("Thirteen"), _("Fourteen"), _("Fifteen"), _("Sixteen"), _("Seventeen"),
        _("Eighteen"), _("Nineteen"), _("Twenty"),
    )  # fmt: skip
    return words[n - 1] if 1 <= n <= len(words) else str(n)


def side_phrase(side: str | None) -> str:
    """The side as a sentence of its own; nothing where there is no one side."""
    return {"right": _("Right side."), "left": _("Left side.")}.get(side or "", "")
