from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.conftest import Show
from ui.widgets import Elide, Para, Text


def test_what_a_person_typed_is_shown_as_typed(qtbot: QtBot) -> None:
    para = Para("<b>5</b> & <script>6\nnext")
    qtbot.addWidget(para)
    assert "<script>" not in para.text()
    assert "&lt;b&gt;5&lt;/b&gt; &amp; &lt;script&gt;6<br>next" in para.text()
    assert para.plain() == para.accessibleName() == "<b>5</b> & <script>6\nnext"


def test_markup_is_ours_and_values_are_not(qtbot: QtBot) -> None:
    para = Para()
    qtbot.addWidget(para)
    para.set_markup("Restack next: <b>{card}</b>.<br>Then rest.", card="<i>hips & glutes</i>")
    assert "<b>&lt;i&gt;hips &amp; glutes&lt;/i&gt;</b>" in para.text()
    assert para.plain() == "Restack next: <i>hips & glutes</i>.\nThen rest."


def test_labels_never_obey_markup(qtbot: QtBot) -> None:
    text = Text("<h1>no</h1>")
    qtbot.addWidget(text)
    assert text.sizeHint().width() > Text("no").sizeHint().width() * 2


def test_an_elided_line_tells_all_in_its_tooltip(show: Show) -> None:
    line = Elide("Hips & glutes are stiff after a long day at the desk")
    show(line, 120, 40)
    assert "Hips &amp; glutes" in line.toolTip()
    line.setText("Hips")
    assert line.toolTip() == ""


def test_a_wrapped_text_may_be_as_narrow_as_its_longest_word(qtbot: QtBot) -> None:
    text = Text("a few short words and counterrotation", wrap=True)
    qtbot.addWidget(text)
    longest = Text("counterrotation").sizeHint().width()
    assert abs(text.minimumSizeHint().width() - longest) <= 3
