"""TOML text -> a table -> a value of the model. Whatever is wrong with it becomes a Problem."""

from __future__ import annotations

import contextlib
import tomllib
from itertools import islice
from typing import Any, TypeVar

import msgspec

from coach.library.problems import MAX_PROBLEMS_A_FILE, Problem, misfits
from coach.text import _

Value = TypeVar("Value", bound=msgspec.Struct)


def table_of(text: str, label: str, problems: list[Problem]) -> dict[str, Any] | None:
    """The table that the TOML text of the file `label` holds, or None with the reason added to `problems`."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        problems.append(Problem(label, "", _("This is not valid TOML: {err}.").format(err=err), _("Mend that line.")))
    except ValueError as err:
        # A number of thousands of digits is not a TOMLDecodeError.
        problems.append(Problem(label, "", _("A value cannot be read: {err}.").format(err=err), _("Mend that value.")))
    except RecursionError:
        problems.append(Problem(label, "", _("The tables are nested too deeply."), _("Flatten them.")))
    return None


def value_of(
    data: dict[str, Any], kind: type[Value], label: str, problems: list[Problem], *, ours: bool = False
) -> Value | None:
    """`data` as a `kind`, or None with every misfit added to `problems`.

    `ours`: the file was checked when it was bundled, so one that fits is taken without the whole walk.
    """
    if ours:
        with contextlib.suppress(msgspec.ValidationError):
            return msgspec.convert(data, kind)
    found = [Problem(label, *misfit) for misfit in islice(misfits(data, kind), MAX_PROBLEMS_A_FILE)]
    if found:
        problems.extend(found)
        return None
    return msgspec.convert(data, kind)
