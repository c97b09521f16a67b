"""The form: what is told and when, days, hours and money, faults, Enter, reloads while typing, columns."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from alianza_desktop.ui import field_values, start
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.widgets.form import Form

SPECS = (
    FieldSpec(key="text", label="Entregable"),
    FieldSpec(key="due", label="Plazo", kind="day", note="Cuándo debe estar cumplido"),
    FieldSpec(key="at", label="Hora", kind="hour"),
    FieldSpec(key="amount", label="Monto", kind="money"),
    FieldSpec(key="count", label="Cuántos", kind="number"),
    FieldSpec(key="kind", label="Tipo", kind="choice", choices=(("a", "Acuerdo"), ("c", "Compromiso"))),
    FieldSpec(key="open", label="Permanente", kind="check"),
    FieldSpec(key="phrase", label="Contraseña", kind="secret"),
    FieldSpec(key="notes", label="Observación", kind="long", span=2),
    FieldSpec(key="last", label="Final"),
)
Told = list[tuple[str, str]]


@pytest.fixture
def form(qtbot: QtBot, qapp: QApplication) -> Iterator[Form]:
    start.dress(qapp)
    window = QWidget()  # the form lives inside one, which does not follow its least size
    qtbot.addWidget(window)
    window.resize(800, 600)
    made = Form(SPECS, columns=2)
    made.setParent(window)
    made.resize(800, 600)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()


@pytest.fixture
def told(form: Form) -> Told:
    seen: Told = []
    form.changed.connect(lambda key, value: seen.append((key, value)))
    return seen


def write(form: Form, key: str, text: str) -> None:
    form.focus_field(key)
    field = form.widget(key)
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


@pytest.mark.parametrize(
    ("key", "typed", "value", "seen"),
    [
        ("text", "  Acta de entrega ", "Acta de entrega", "Acta de entrega"),
        ("due", "30/3/2027", "2027-03-30", "30/03/2027"),
        ("due", "30-03-2027", "2027-03-30", "30/03/2027"),
        ("due", "30032027", "2027-03-30", "30/03/2027"),
        ("at", "8.30", "08:30", "08:30"),
        ("amount", "S/ 1,250.5", "125050", "S/ 1,250.50"),
        ("amount", "80000", "8000000", "S/ 80,000.00"),
        ("count", "1,200", "1200", "1200"),
        ("phrase", " con espacio ", " con espacio ", " con espacio "),
    ],
)
def test_a_field_is_told_as_the_store_writes_it_when_it_is_left(
    form: Form, told: Told, key: str, typed: str, value: str, seen: str
) -> None:
    write(form, key, typed)
    assert told == []
    form.focus_field("last")
    field = form.widget(key)
    assert isinstance(field, QLineEdit)
    assert (told, field.text()) == ([(key, value)], seen)
    assert form.values()[key] == value


@pytest.mark.parametrize(
    ("key", "typed"),
    [("due", "31/02/2027"), ("due", "ayer"), ("at", "25:00"), ("amount", "1250,50"), ("count", "doce")],
)
def test_what_is_not_understood_is_said_and_told_to_nobody(
    form: Form, told: Told, key: str, typed: str
) -> None:
    write(form, key, typed)
    form.focus_field("last")
    assert told == []
    assert form.widget(key).accessibleDescription().startswith("No se entiende")
    assert form.widget(key).property("fault") is True
    write(form, key, "")
    assert form.widget(key).property("fault") is False


def test_it_is_told_after_a_pause_and_not_twice(form: Form, told: Told) -> None:
    write(form, "text", "Acta ")
    assert form._idle.isActive()
    form._idle.timeout.emit()
    field = form.widget("text")
    assert isinstance(field, QLineEdit)
    assert field.text() == "Acta "  # the hand is still in it
    form.focus_field("last")
    assert told == [("text", "Acta")]


def test_a_half_written_day_is_no_fault_while_it_is_typed(form: Form, told: Told) -> None:
    write(form, "due", "30/0")
    form._idle.timeout.emit()
    assert told == []
    assert form.widget("due").property("fault") is not True


def test_a_reload_takes_no_letter_away(form: Form, told: Told) -> None:
    form.show_values({"text": "viejo", "last": "uno"})
    write(form, "text", "nuevo a med")
    form.show_values({"text": "viejo", "last": "dos"})
    assert form.values()["text"] == "nuevo a med"
    assert form.values()["last"] == "dos"
    assert form.pending()
    assert told == [("text", "nuevo a med")]
    form.show_values({"text": "de otro"})
    assert form.values()["text"] == "de otro"


def test_pending_says_when_something_is_not_understood(form: Form, told: Told) -> None:
    write(form, "due", "nunca")
    assert not form.pending()
    form.show_values({"due": "2027-03-30"})
    assert form.values()["due"] == "2027-03-30"


def test_a_refused_value_is_told_again(form: Form, told: Told) -> None:
    write(form, "text", "x")
    form.focus_field("last")
    form.show_fault("text", "Ese nombre ya existe.")
    assert form.widget("text").accessibleDescription() == "Ese nombre ya existe."
    write(form, "text", "x")
    form.focus_field("last")
    assert told == [("text", "x"), ("text", "x")]
    form.show_fault("due", "No.")
    form.clear_faults()
    assert form.widget("due").accessibleDescription() == "Cuándo debe estar cumplido"


def test_showing_values_tells_nothing(form: Form, told: Told) -> None:
    form.show_values(
        {"text": "a", "due": "2027-01-02", "amount": "5", "kind": "c", "open": "1", "notes": "b\nc"}
    )
    assert told == []
    assert form.values() == {
        "text": "a", "due": "2027-01-02", "at": "", "amount": "5", "count": "", "kind": "c", "open": "1",
        "phrase": "", "notes": "b\nc", "last": "",
    }  # fmt: skip


def test_choices_and_boxes_are_told_at_once(form: Form, told: Told) -> None:
    QTest.keyClick(form.widget("kind"), Qt.Key.Key_Down)
    QTest.keyClick(form.widget("open"), Qt.Key.Key_Space)
    QTest.keyClick(form.widget("open"), Qt.Key.Key_Space)
    assert told == [("kind", "c"), ("open", "1"), ("open", "")]


def test_other_choices_keep_the_chosen_one(form: Form, told: Told) -> None:
    form.show_values({"kind": "c"})
    form.set_choices("kind", (("p", "Pedido"), ("c", "Compromiso")))
    assert (form.values()["kind"], told) == ("c", [])


def test_enter_goes_on_and_ends_on_the_last_field(form: Form, told: Told, qtbot: QtBot) -> None:
    ended: list[bool] = []
    form.submitted.connect(lambda: ended.append(True))
    write(form, "text", "x")
    for key in ("text", "due", "at", "amount", "count", "kind", "open", "phrase"):
        assert form.window().focusWidget() is form.widget(key)
        QTest.keyClick(form.widget(key), Qt.Key.Key_Return)
    assert form.window().focusWidget() is form.widget("notes")
    QTest.keyClicks(form.widget("notes"), "una")
    QTest.keyClick(form.widget("notes"), Qt.Key.Key_Return)
    QTest.keyClicks(form.widget("notes"), "dos")
    QTest.keyClick(form.widget("notes"), Qt.Key.Key_Tab)
    assert form.window().focusWidget() is form.widget("last")
    assert told == [("text", "x"), ("notes", "una\ndos")]
    QTest.keyClick(form.widget("last"), Qt.Key.Key_Return)
    assert ended == [True]


def test_enter_stays_where_something_is_not_understood(form: Form, told: Told) -> None:
    write(form, "due", "ayer")
    QTest.keyClick(form.widget("due"), Qt.Key.Key_Return)
    assert form.window().focusWidget() is form.widget("due")


def test_a_secret_is_hidden_until_its_eye_is_pressed(form: Form) -> None:
    field = form.widget("phrase")
    assert isinstance(field, QLineEdit)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    eye = field.findChild(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert eye is not None
    assert eye.accessibleName() == "Ver lo escrito"
    QTest.keyClick(eye, Qt.Key.Key_Space)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    assert eye.accessibleName() == "Ocultar lo escrito"


def test_columns_flow_and_a_hidden_field_is_passed_over(form: Form) -> None:
    def place(key: str) -> tuple[int, int]:
        where = form.widget(key).mapTo(form, form.widget(key).rect().topLeft())
        return where.x(), where.y()

    assert place("text")[1] == place("due")[1]
    assert place("notes")[0] == 0
    form.set_columns(1)
    QApplication.processEvents()
    assert place("text")[0] == place("due")[0] == 0
    assert place("due")[1] > place("text")[1]
    form.show_field("due", shown=False)
    form.focus_field("text")
    QTest.keyClick(form.widget("text"), Qt.Key.Key_Return)
    assert form.window().focusWidget() is form.widget("at")


def test_every_field_has_its_name(form: Form) -> None:
    assert {form.widget(spec.key).accessibleName() for spec in SPECS} == {spec.label for spec in SPECS}


def test_a_long_text_stays_whole(form: Form, told: Told) -> None:
    long = "<b>&\"' 😀 مرحبا " * 300
    form.show_values({"text": long, "notes": long})
    assert form.values()["notes"] == long.strip()
    assert form.values()["text"] == long.strip()
    assert form.pending()
    assert told == []


def test_what_came_from_another_laptop_is_shown_as_it_is() -> None:
    assert field_values.shown("day", "pronto") == "pronto"
    assert field_values.shown("money", "-5") == "-5"


def test_what_was_refused_outlives_a_reload_and_is_told_again(qtbot: QtBot) -> None:
    form = Form((FieldSpec(key="text", label="Texto"), FieldSpec(key="other", label="Otro")))
    qtbot.addWidget(form)
    told: list[tuple[str, str]] = []
    form.changed.connect(lambda key, value: told.append((key, value)))
    line = form.widget("text")
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "una frase larga")
    form.pending()
    form.show_fault("text", "El disco está lleno.")
    form.show_values({"text": "", "other": "llegó de otro equipo"})
    assert line.text() == "una frase larga"
    form.pending()  # another record is about to be shown
    assert told == [("text", "una frase larga")] * 2
    form.show_values({"text": "lo del otro registro"})
    assert line.text() == "lo del otro registro"
