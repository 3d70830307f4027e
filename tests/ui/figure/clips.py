"""Clips for the tests of the painting: they do not change when an exercise's own poses are mended."""

from __future__ import annotations

STAND = """
id = "x"
stance = "standing"
mat = false
muscles = ["glute_r"]
sides = "alternating"
[[keys]]
phase = "start"
effort = 1
[[keys]]
phase = "move_in"
like = 1
move = 2
shoulder_r = { flex = 90, abd = 0 }
elbow_r = { flex = 0 }
"""

KNEE = """
id = "x"
stance = "hook-lying"
sides = "each"
muscles = ["glute_r"]
props = [{ kind = "towel", at = "head", by = [-0.035, 0, 0], radius = 0.02 }]
[[keys]]
phase = "start"
[[keys]]
phase = "move_in"
move = 2
effort = 1
hip_r = { flex = 115 }
knee_r = { flex = 120 }
fingers = { flex = 40 }
pin = { foot_r = "free", hand = "hamstring_r" }
"""

FOURS = """
id = "x"
stance = "all-fours"
anchor = "knee_l"
flat = ["shin_l"]
muscles = ["low_back", "glute_r"]
[[keys]]
phase = "start"
[[keys]]
phase = "move_in"
move = 2
effort = 1
hip_r = { flex = -4 }
knee_r = { flex = 4 }
ankle_r = { flex = -30 }
shoulder_l = { flex = 172 }
elbow_l = { flex = 2, pron = 0 }
wrist_l = { flex = 0 }
pin = { hand_l = "free" }
"""

SEATED = """
id = "x"
stance = "seated"
view = "threequarter"
mat = false
props = [{ kind = "chair", under = "buttocks", back = true }]
[[keys]]
phase = "start"
eyes = 0
"""

CALVES = """
id = "x"
stance = "hook-lying"
props = [{ kind = "chair", under = "calves" }]
[[keys]]
phase = "start"
hip = { flex = 90, abd = 5 }
knee = { flex = 92 }
pin = { foot = "free" }
"""


def with_prop(prop: str, text: str = STAND) -> str:
    """The text of a pose file with one prop, such as `kind = "ring", at = "lumbar2"`."""
    return text.replace("[[keys]]", f"props = [{{ {prop} }}]\n[[keys]]", 1)
