"""Draw the building blocks, light and dark, at 100 and 200 % text: `python -m tools.kit_sheet DIR`."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QHoverEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from coach.progress.pain import medians
from coach.progress.views import PainView, Rating, Span, WeekBlock, WeeksView
from ui.charts.pain import Pain
from ui.charts.view import ChartView
from ui.charts.weeks import Weeks
from ui.icon_paths import ICON_PATHS
from ui.icons import paint_icon
from ui.theme import AlignC, T
from ui.widgets import (
    ActionTile,
    Button,
    Card,
    Chip,
    Elide,
    Field,
    HouseOfCards,
    IconButton,
    Meter,
    NavRail,
    PainScale,
    Para,
    Pill,
    ProgressSegments,
    Ring,
    Segmented,
    Slider,
    Stage,
    StateMark,
    Support,
    Text,
    Toggle,
    WeekDay,
    WeekStrip,
    chip_row,
    hbox,
    shown_as,
    vbox,
)

SUPPORTS = (
    Support("sleep", "Sleep", "sleep"),
    Support("movement", "Daily movement", "movement"),
    Support("sitting", "Sitting breaks", "sitting", "fallen", "No breaks noted for eight days."),
    Support("hip", "Hip mobility", "hip_mobility", "leaning", "One of three sessions this week."),
    Support("glutes", "Hips & glutes", "glutes"),
    Support("back", "Back endurance", "back"),
    Support("front", "Front core", "front_core"),
    Support("side", "Side core", "side_core", "leaning", "Left out twice."),
)


LONG_CAPTION = (
    "Tuck your tailbone a little and move your hips forward until you feel a gentle stretch in the front of the hip. "
    "Keep your ribs down and breathe. If it pinches, come back a little."
)


def row(name: str, *items: QWidget) -> QHBoxLayout:
    label = Text(name, "caption", "text3", wrap=True)
    label.setFixedWidth(T.px(96))
    return hbox(None, label, *items, None, gap=10)


def hovered(widget: QWidget) -> QWidget:
    """As under the pointer."""
    middle = QPointF(widget.rect().center())
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    QApplication.sendEvent(widget, QHoverEvent(QEvent.Type.HoverEnter, middle, middle, QPointF(-1, -1)))
    return widget


def components() -> QWidget:
    disabled = Button("Not now", "primary")
    disabled.setEnabled(False)
    pressed = Button("Pressed", "primary")
    pressed.setDown(True)
    hero = Card(tone="hero", pad=16)
    hero.add(hbox(None, Button("Start session", "hero", icon="play", size="l", hint="Space")))
    hero.add(hbox(None, Button("9-minute version", "hero_ghost"), Pill("Stage 2", tone="hero"), None))
    effort = Segmented(["Very easy", "Easy", "Just right", "Hard"], 2, name="Effort")
    narrow = Segmented(["Very easy", "Easy", "Just right", "Hard"], None, name="Effort")
    narrow.setFixedWidth(T.px(150))
    scale, open_scale = Card(pad=20), Card(pad=20)
    scale.add(PainScale(7, before=4))
    open_scale.add(PainScale(None, before=10))
    states = "done", "today", "rest", "spasm", "missed", "planned", "rest"
    week = WeekStrip([WeekDay(letter, state) for letter, state in zip("MTWTFSS", states, strict=True)])
    left = vbox(
        None,
        row("Primary", Button("Start", "primary", icon="play"), hovered(Button("Hover", "primary")), pressed, disabled),
        row("Others", Button("Secondary"), Button("Ghost", "ghost", trailing="right"), Button("Soft", "soft")),
        row("Hurt", Button("That hurts", "hurt", icon="stop_hand", size="l", hint="H")),
        row(
            "Icon buttons",
            IconButton("left", "Back"),
            hovered(IconButton("close", "Close")),
            IconButton("pause", "Pause", size=76, kind="primary", icon_px=34),
            IconButton("plus15", "15 seconds more", size=52, kind="tonal", icon_px=30, label="15"),
        ),
        row(
            "Chips",
            Chip("Off"),
            Chip("On", checked=True),
            Chip("Hurt", checked=True, tone="bad"),
            Chip("Icon", icon="plus"),
        ),
        row(
            "Pills", Pill("Passed", icon="check"), Pill("Locked", icon="lock", tone="plain"), Pill("Lean", tone="warn")
        ),
        hbox(None, narrow, (effort, 1), gap=10),
        row("Switches", Toggle("a", True), Toggle("b"), Slider(60, name="Volume")),
        row("Cards", *(StateMark(state, 24) for state in ("solid", "leaning", "fallen", "unknown"))),
        hbox(None, (Meter(0.4, 0.75), 2), (Meter(1.0), 1)),
        week,
        None,
        gap=12,
    )
    right = vbox(
        None,
        scale,
        open_scale,
        chip_row(["Sitting long", "Lifting & carrying", "Bad night", "Stress", "Cold"], on=["Bad night"]),
        hbox(
            None,
            ActionTile("lifebuoy", "I’m having a spasm", "Ease it, step by step", tone="bad"),
            ActionTile("pencil", "Log today", "Pain, sleep, sitting"),
        ),
        Field("Search exercises", icon="search"),
        Field("Anything you want to remember", lines=2),
        hero,
        Para("Text of a person is shown as typed: <b>5 & 6</b>.\nA second line follows."),
        Elide("One line that gives way where the column is too narrow for all that it wants to say to its reader"),
        None,
        gap=12,
    )
    rail = NavRail([("today", "today", "Today"), ("progress", "progress", "Progress")])
    rail.select("today")
    page = QWidget()
    inner = hbox(None, (left, 1), (right, 1), gap=24, margins=(24, 24, 24, 24))
    hbox(page, rail, (inner, 1), gap=0)
    return page


def houses() -> QWidget:
    page = QWidget()
    after = tuple(
        Support(s.key, s.label, s.icon, "fallen" if s.key in ("front", "side", "sitting") else s.state)
        for s in SUPPORTS
    )
    cards = []
    for supports in (shown_as(SUPPORTS, "unknown"), shown_as(SUPPORTS, "solid"), SUPPORTS, after):
        house = HouseOfCards(supports)
        house.setMinimumSize(520, 380)
        card = Card(pad=12)
        card.add(house)
        cards.append(card)
    small = [HouseOfCards(SUPPORTS, labels=False) for _i in range(2)]
    small[0].setFixedSize(200, 150)
    small[1].setFixedSize(110, 90)
    vbox(page, hbox(None, *cards[:2]), hbox(None, *cards[2:]), hbox(None, *small, None), margins=(20, 20, 20, 20))
    return page


def player() -> QWidget:
    page = QWidget()
    shown = (
        ("Side plank, knees", "side-lying", "On your side, on your forearm", "Right side", "move_in", 0.5, (660, 480)),
        ("Half-kneeling hip flexor stretch", "kneeling", "One knee down", "Left side", "hold", 0.7, (660, 480)),
        ("Constructive rest", "supine", "On your back, knees bent", "", "breathe", 0.3, (420, 300)),
        ("Bird dog", "all_fours", "Hands under shoulders, knees under hips", "", "move_out", 0.5, (320, 240)),
    )
    captions = (
        "Push the floor away. Keep your hips in line.",
        LONG_CAPTION,
        "Breathe into the lower ribs.",
        "Slowly back.",
    )
    stages = []
    for (name, position, text, side, kind, fraction, size), caption in zip(shown, captions, strict=True):
        stage = Stage()
        stage.show_exercise(name, position, text, side)
        stage.set_phase(kind, fraction)
        stage.set_caption(caption)
        stage.setFixedSize(*size)
        stages.append(stage)
    rings = []
    for phase, below, left_ms, total_ms, side_px in (
        ("Hold", "Rep 2 of 3", 6_200, 10_000, 290),
        ("Breathe out slowly", "Set 1 of 3, right side", 75_000, 120_000, 240),
        ("Get ready", "First: Cat camel", 3_000, 5_000, 190),
    ):
        ring = Ring(phase, below)
        ring.set_left(left_ms, total_ms)
        ring.setFixedSize(side_px, side_px)
        rings.append(ring)
    segments = ProgressSegments(((60_000,), (30_000,) * 4, (50_000,) * 3, (25_000,) * 6, (40_000,) * 6))
    segments.set_done(420_000)
    lower = hbox(None, *stages[2:], *rings[1:], None)
    vbox(page, segments, hbox(None, *stages[:2], rings[0], None), lower, margins=(24, 24, 24, 24))
    return page


def charts() -> QWidget:
    pain, weeks = made_up_pain(), made_up_weeks()
    page = QWidget()
    cards = []
    few = msgspec.structs.replace(pain, ratings=pain.ratings[:3], line=pain.line[:1], spasms=())
    short = msgspec.structs.replace(weeks, blocks=weeks.blocks[-3:])
    for title, drawing, hot in (
        ("Pain", Pain(pain), None),
        ("Sessions a week", Weeks(weeks), 4),
        ("Pain, one day read out", Pain(pain), 40),
        ("Three weeks", Weeks(short), None),
        ("Three days", Pain(few), None),
        ("Before there is data", Weeks(WeeksView(span=weeks.span)), None),
        ("Before there is data", Pain(PainView(span=pain.span)), None),
    ):
        chart = ChartView(title, drawing)
        chart.setFixedSize(520, 250)
        if hot is not None:
            chart._point(hot)
        card = Card()
        card.add(Text(title, "heading"), (chart, 1))
        cards.append(card)
    rows = [hbox(None, (a, 2), (b, 1)) for a, b in zip(cards[0:6:2], cards[1:6:2], strict=True)]
    vbox(page, *rows, cards[6], margins=(20, 20, 20, 20))
    return page


def made_up_pain() -> PainView:
    """Three months that get better, with three spasms."""
    first = dt.date(2025, 7, 15)
    spasms = (first + dt.timedelta(14), first + dt.timedelta(52), first + dt.timedelta(71))
    ratings = []
    for i in range(90):
        day = first + dt.timedelta(i)
        if i % 7 in (3, 5) and i % 3:
            continue
        near = max((4 - (day - s).days * 0.5 for s in spasms if 0 <= (day - s).days < 8), default=0)
        value = min(9, round(6 - i / 25 + near + (i * 7 % 5 - 2) * 0.5))
        ratings.append(Rating(day, value, "session" if i % 2 else "day"))
    span = Span(first, first + dt.timedelta(89))
    return PainView(span=span, ratings=tuple(ratings), line=medians(ratings, 7), spasms=spasms)


def made_up_weeks() -> WeeksView:
    monday = dt.date(2025, 7, 21)
    done = (2, 3, 1, 2, 4, 3, 3, 4, 0, 3, 4, 3)
    blocks = []
    for i, n in enumerate(done):
        first = monday + dt.timedelta(7 * i)
        blocks.append(
            WeekBlock(
                first=first,
                last=first + dt.timedelta(6),
                sessions=n,
                a_week=n,
                goal=3,
                running=i + 1 == len(done),
            )
        )
    return WeeksView(span=Span(monday, blocks[-1].last), blocks=tuple(blocks), goal=3)


def icon_sheet(path: Path) -> None:
    columns, cell = 11, 104
    rows = -(-len(ICON_PATHS) // columns)
    image = QImage(columns * cell, rows * cell, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(T.c.surface)
    p = QPainter(image)
    p.setFont(T.font("caption"))
    for i, name in enumerate(ICON_PATHS):
        x, y = i % columns * cell, i // columns * cell
        paint_icon(p, name, QRectF(x + 20, y + 12, 48, 48), T.c.text)
        paint_icon(p, name, QRectF(x + 72, y + 38, 20, 20), T.c.accent)
        p.setPen(T.c.text2)
        p.drawText(QRectF(x, y + 68, cell, 20), AlignC, name)
    p.end()
    image.save(str(path))


def draw(page: QWidget, theme: str, path: Path, width: int) -> None:
    page.setPalette(T.palette(T.table(theme)))
    page.setAutoFillBackground(True)
    page.ensurePolished()
    layout = page.layout()
    assert layout is not None
    size = layout.sizeHint()
    width = max(width, size.width())
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.show()
    page.resize(width, max(layout.totalHeightForWidth(width), size.height()))
    QApplication.processEvents()
    picture = page.grab()
    picture.save(str(path))
    page.deleteLater()
    QApplication.processEvents()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dir", type=Path)
    folder: Path = parser.parse_args().dir
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    sheets: dict[str, tuple[Callable[[], QWidget], int]] = {
        "components": (components, 1240),
        "houses": (houses, 1120),
        "player": (player, 1400),
        "charts": (charts, 1240),
    }
    for theme in ("light", "dark"):
        for scale in (1.0, 2.0):
            T.apply(theme, text_scale=scale)
            for name, (build, width) in sheets.items():
                page = build()
                shown = "focus" if name == "player" and theme == "dark" else theme
                if shown == "focus":
                    page.__dict__["_theme"] = "focus"
                path = folder / f"{name}_{theme}_{round(scale * 100)}.png"
                draw(page, shown, path, width)
                print(path)
    T.apply("light", text_scale=1.0)
    icon_sheet(folder / "icons.png")
    app.quit()


if __name__ == "__main__":
    main()
