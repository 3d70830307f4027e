"""The first start, wired to the coach. Nothing of it is loaded where there is a history already."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, get_args

import msgspec
from PySide6.QtCore import QObject, Slot

from coach.app import FLARE_UP, Coach
from coach.errors import CoachError
from coach.happenings import Direction, Placed, PlanPart
from coach.library.library import Library
from coach.library.practice import PROGRAM
from coach.pages.views import LineView
from coach.plan.ladder import ladder_of
from coach.plan.placement import begin_part
from coach.sound.player import SoundPlayer
from coach.text import _
from ui.flows import Flows
from ui.region import region_of
from ui.sound_test import SoundTest
from ui.window import MainWindow

if TYPE_CHECKING:
    from coach.library.kinds import Circumstance
    from coach.library.screening import Tier
    from ui.pages.welcome import WelcomePage
    from ui.pages.welcome_placing import PlaceView, Placing


def is_first_start(coach: Coach) -> bool:
    """True where nothing was ever recorded but a spasm and what eased it: nobody who has a history is asked to
    introduce themselves, and nobody who first of all needed help is spared it.
    """
    history = coach.history
    screenings = [answers for answers in history.screenings if answers.context != "flare-up"]
    sessions = [played for played in history.sessions if played.start.program_id not in (FLARE_UP, PROGRAM)]
    return not (screenings or sessions or history.happenings or history.ratings)


def place_view(placing: Placing, library: Library, now: datetime) -> PlaceView:
    """Where the answers lead, and which parts lie below it."""
    from ui.pages.welcome_placing import PlaceView

    ladder = ladder_of(library)

    def order(**changes: Any) -> int:
        fields = {"checks": placing.checks, "begin": None} | changes
        told = Placed(id="", at=now, usual_pain=placing.usual_pain, last_spasm=placing.last_spasm(now), **fields)
        return begin_part(told, ladder)

    suggested, chosen = order(), order(begin=placing.begin)
    part = ladder.parts[chosen]
    stage = library.stage_of(part)
    return PlaceView(
        title=_("Your plan begins in stage {stage}, with “{part}”").format(stage=stage.id, part=part.name),
        text=part.goal,
        lower=tuple(
            (own, _("Rather “{part}”").format(part=ladder.parts[place].name))
            for own in reversed(get_args(PlanPart))
            if (place := ladder.of_part(own)) is not None and place < suggested
        ),
        checks=order(checks="done") != order(checks="failed"),
    )


def check_lines(library: Library) -> tuple[LineView, ...]:
    """The two movements of the placement, with what to do in place of a dosage."""
    told = {
        "sit-to-stand": _("Five times from a chair, at your own pace"),
        "cat-camel": _("On hands and knees: round and hollow, five times, small"),
    }
    found = [library.exercise(own) for own in told]
    return tuple(LineView(e.id, e.name, e.position, told[e.id]) for e in found)


class WelcomeDesk(QObject):
    """Owned by the window. `begin` shows the first start; each answer is kept when the person goes on."""

    def __init__(self, window: MainWindow, coach: Coach, player: SoundPlayer, flows: Flows) -> None:
        super().__init__(window)
        self._window, self._coach, self._player, self._flows = window, coach, player, flows
        self._page: WelcomePage | None = None
        self._sound_test = SoundTest(coach, player, self)
        self._sound_test.looked.connect(self._sound_looked)
        self._kept: dict[str, object] = {}

    def begin(self) -> None:
        """Show it from the beginning."""
        page = self.page()
        page.begin(self._coach.library.screening, self._region(), check_lines(self._coach.library))
        page.hello.show_sound(self._speaks, self._player.why_silent)
        self._window.show_flow(page)

    def page(self) -> WelcomePage:
        """The page, made on first use."""
        if self._page is None:
            from ui.pages.welcome import WelcomePage

            page = self._page = WelcomePage(self._coach.plan.today)
            page.safe.connect(self._answer_safety)
            page.cleared.connect(self._flows.safety.ask_cleared)
            page.placed.connect(self._place)
            page.wants_place.connect(self._show_place)
            page.back_told.connect(self._tell_back)
            page.days_told.connect(self._tell_days)
            page.wants_first.connect(self._show_first)
            page.start.connect(self._start)
            page.left.connect(self.leave)
            page.hello.voice.connect(self._voice)
            page.hello.test.connect(self._test)
        return self._page

    @Slot()
    def leave(self) -> None:
        """To Today; what was told so far is kept."""
        self._window.changed()
        self._window.go("today")

    def _region(self) -> str | None:
        return region_of(self._coach.settings.session.region)

    # -- answers ---------------------------------------------------------------------------------------------

    @Slot(object)
    def _answer_safety(self, yes: tuple[str, ...]) -> None:
        try:
            safety = self._coach.answer_screening("first-run", yes)
        except CoachError as err:
            # An answer that could not be kept must not open a session.
            self._window.notice.tell(str(err))
            self.leave()
            return
        page = self.page()
        if safety.verdict in ("stop", "hold") and safety.yes:
            tier: Tier = "stop" if safety.verdict == "stop" else "hold"
            page.show_advice(self._coach.library.screening, self._region(), tier, safety.yes)
        else:
            page.go_on()

    @Slot(object)
    def _show_place(self, placing: Placing | None) -> None:
        now = self._coach.clock.moment().wall
        self.page().show_place(None if placing is None else place_view(placing, self._coach.library, now))

    @Slot(object)
    def _place(self, placing: Placing) -> None:
        now = self._coach.clock.moment().wall
        if self._is_new("placed", placing):
            self._attempt(
                self._coach.plan.place,
                float(placing.usual_pain), placing.last_spasm(now), placing.checks, placing.begin,
            )  # fmt: skip

    @Slot(object, object)
    def _tell_back(self, worse: Direction | None, groups: tuple[Circumstance, ...]) -> None:
        if worse is not None and self._is_new("worse", worse):
            self._attempt(self._coach.plan.tell_direction, worse)
        if self._is_new("groups", groups, ()):
            self._attempt(self._coach.plan.tell_about, circumstances=groups)

    @Slot(object)
    def _tell_days(self, told: dict[str, Any]) -> None:
        if self._is_new("days", told):
            self._attempt(self._coach.plan.tell_about, **told)

    def _is_new(self, key: str, told: object, at_first: object = None) -> bool:
        """Whether it differs from what was kept on the way here: going back and on again tells nothing twice."""
        new = told != self._kept.get(key, at_first)
        self._kept[key] = told
        return new

    def _attempt(self, tell: Any, *told: Any, **named: Any) -> None:
        try:
            tell(*told, **named)
        except CoachError as err:
            self._window.notice.tell(str(err))

    @Slot()
    def _show_first(self) -> None:
        self.page().show_first(self._coach.today())

    @Slot()
    def _start(self) -> None:
        self.leave()
        self._flows.start_due(False)

    # -- sound -----------------------------------------------------------------------------------------------

    @Slot(bool)
    def _voice(self, on: bool) -> None:
        sound = msgspec.structs.replace(self._coach.settings.sound, density="full" if on else "sounds")
        self._attempt(self._coach.change_settings, msgspec.structs.replace(self._coach.settings, sound=sound))
        self._player.follow(sound)

    @property
    def _speaks(self) -> bool:
        return self._coach.settings.sound.density in ("full", "brief")

    @Slot()
    def _test(self) -> None:
        """A tone, then a sentence of the voice where it is on."""
        self._sound_test.play(speaks=self._speaks)

    @Slot()
    def _sound_looked(self) -> None:
        if not self._player.is_opening:
            self.page().hello.show_sound(self._speaks, self._player.why_silent or self._coach.voice_notice)
