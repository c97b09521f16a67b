"""The sector that a name makes plain."""

import pytest

from alianza_desktop.services.sector_words import plain_sector


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Municipalidad Distrital de Río Santiago", "public"),
        ("GOBIERNO REGIONAL DE AMAZONAS", "public"),
        ("Ministerio de Educación", "public"),
        ("UGEL Condorcanqui", "public"),
        ("RENIEC", "public"),
        ("Secretaría de Gobierno y Transformación Digital - PCM", "public"),
        ("Plan Binacional de Desarrollo", "public"),
        ("Instituto Nacional de Salud", "public"),
        ("Universidad ESAN", "academia"),
        ("Instituto Superior Tecnológico Público", "academia"),
        ("Instituto San Ignacio", "academia"),
        ("Cooperativa Agraria de Cacao", "private"),
        ("Agroexportadora del Norte S.A.C.", "private"),
        ("Transportes Nieva EIRL", "private"),
        ("Cámara de Comercio de Bagua", "private"),
        ("Asociación de Productores de Cacao", "private"),
        ("Asociación Juvenil de Nieva", "society"),
        ("Consejo Permanente del Pueblo Awajún", "society"),
        ("Comunidad Nativa Huampami", "society"),
        ("Bagua", ""),
        ("Proyecto Gorest", ""),
        ("", ""),
    ],
)
def test_plain_names(name: str, sector: str) -> None:
    assert plain_sector(name) == sector
