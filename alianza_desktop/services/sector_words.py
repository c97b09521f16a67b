"""The sector that an organisation's name makes plain; nothing when it does not («por completar»).

A small table of whole words, folded; the first line that fits wins, so a narrower word stands above a wider
one («instituto nacional» is the state's, «instituto» is a school). Used when a list has no sector column; a
sector that somebody wrote always wins. Names that are only people or places («Bagua») say nothing.
"""

import re
from typing import Final

from alianza_desktop.core.format_es import fold

_SOCIETY: Final = r"""
    comunidad(es)? (nativas?|campesinas?) | consejo permanente | federacion | sindicato | ong | fundacion
    pueblos? (awajun|wampis|originarios?) | organizacion(es)? (indigenas?|sociales|de base) | rondas
    frente de defensa | vicariato | parroquia | diocesis | iglesia | caritas | asociacion civil
    club de madres
"""
_PRODUCERS: Final = r"""
    asociacion(es)? de (productores|empresarios|comerciantes|artesanos|transportistas|cafetaleros)
"""
_ACADEMIA: Final = r"""
    universidad(es)? | facultad | escuela (de posgrado|superior) | centro de investigacion
    instituto (superior|tecnologico|de educacion) | i\.?e\.?s\.?t\.?p\.?
"""
_PUBLIC: Final = r"""
    municipalidad | municipio | gobierno (regional|local) | gore | ministerio | presidencia del consejo | pcm
    minedu | minsa | midagri | midis | minam | mincul | mtc | produce | ugel | unidad de gestion educativa
    (direccion|gerencia) regional | red de salud | diresa | hospital | centro de salud | essalud
    plan binacional | secretaria de | policia | ejercito | poder judicial | fiscalia | defensoria
    contraloria | superintendencia | sunat | sunarp | reniec | onpe | indecopi | osiptel | pronatel | sernanp
    senasa | serfor | foncodes | agro ?rural | devida | (sub)?prefectura | institucion educativa | congreso
    (autoridad|servicio|programa|registro|instituto) nacional | empresa municipal
    instituto (geologico|geografico|del mar|peruano) | instituto de investigaciones de la amazonia
"""
_PRIVATE: Final = r"""
    cooperativa | empresa | camara de comercio | banco | caja (rural|municipal) | consorcio | compania
    corporacion | s\.? ?a\.?$ | s\.? ?a\.? ?[ac]\.?$ | e\.?i\.?r\.?l\.?$ | s\.?r\.?l\.?$
"""


def _any_of(words: str) -> re.Pattern[str]:
    """Return a pattern of whole words from a table above: one on each side of a bar or a line's end."""
    patterns = re.split(r" \| |\n\s*", words.strip())
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


_TABLE: Final = (
    ("society", _any_of(_SOCIETY)),
    ("private", _any_of(_PRODUCERS)),
    ("academia", _any_of(_ACADEMIA)),
    ("public", _any_of(_PUBLIC)),
    ("academia", _any_of("instituto")),
    ("private", _any_of(_PRIVATE)),
    ("society", _any_of("asociacion")),
)


def plain_sector(organization: str) -> str:
    """Return the code of the sector that the name makes plain, or nothing."""
    name = fold(organization)
    return next((sector for sector, words in _TABLE if words.search(name)), "")
