"""A sample actor; it is fictional."""

from alianza_desktop.documents.actor_sheet_content import ActorSheet


def actor() -> ActorSheet:
    return ActorSheet(
        alliance="Alianza Multiactor Condorcanqui",
        territory="Provincia de Condorcanqui, Amazonas",
        name="Municipalidad Provincial de Condorcanqui",
        short_name="MP Condorcanqui",
        sector="public",
        level="provincial",
        ruc="20168999926",
        place="Provincia de Condorcanqui, Amazonas",
        lists=(
            (
                "competence",
                ("Planificar el desarrollo de la provincia", "Dar licencias de comercio"),
            ),
            (
                "capacity",
                (
                    (
                        "Formular y ejecutar proyectos de inversión de riego, caminos y servicios con su "
                        "propio equipo de ingeniería, en coordinación con los tres distritos"
                    ),
                ),
            ),
            (
                "resource",
                ("Auditorio para 200 personas", "Dos deslizadores", "Vivero de 40,000 plantones"),
            ),
            ("experience", ()),
        ),
    )
