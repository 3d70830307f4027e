"""sqlite-utils, imported without numpy.

It imports numpy, where there is one, only to accept its number types, which nothing here hands it: 100 ms and 15 MiB
at every start. While it is imported numpy therefore looks absent to it.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import cast

_kept = sys.modules.get("numpy")
# None in sys.modules makes `import numpy` raise ImportError, which sqlite-utils expects and handles.
sys.modules["numpy"] = cast(ModuleType, None)
try:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations
finally:
    if _kept is None:
        del sys.modules["numpy"]
    else:
        sys.modules["numpy"] = _kept

__all__ = ["Database", "Migrations"]
