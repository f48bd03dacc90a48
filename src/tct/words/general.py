"""Words of every page: the frame, the navigation, the home page, questions, evidence, errors."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "intro": (
        "A knowledge graph of the transfers of migrants to countries that are not their own. "
        "Each answer below says who says so, and in which passage.",
        "Un grafo de conocimiento sobre el traslado de migrantes a países que no son el suyo. "
        "Cada respuesta dice quién lo afirma y en qué pasaje.",
    ),
    "why": ("Why it matters", "Por qué importa"),
    "answer": ("Answer", "Respuesta"),
    "none": (
        "No rows: the graph holds nothing that matches. That is no proof that nothing happened.",
        "Sin filas: el grafo no contiene nada que coincida. Eso no prueba que nada haya ocurrido.",
    ),
    "parameters": ("Change the question", "Cambiar la pregunta"),
    "ask": ("Ask", "Preguntar"),
    "query": ("The SPARQL behind it", "La consulta SPARQL"),
    "data": ("The same answer as data", "La misma respuesta como datos"),
    "passages": (
        "A passage such as p4s1 is the first sentence of the fourth paragraph (lines that are not "
        "empty count) of the edition in its name.",
        "Un pasaje como p4s1 es la primera oración del cuarto párrafo (cuentan las líneas que no están "
        "vacías) de la edición que indica su nombre.",
    ),
    "back": ("All questions", "Todas las preguntas"),
    "home": ("Home", "Inicio"),
    "endpoint": ("SPARQL endpoint", "Punto de acceso SPARQL"),
    "other": ("Español", "English"),
    "release": ("Release", "Versión"),
    "error": ("This did not work", "Esto no funcionó"),
    "skip": ("To the content", "Ir al contenido"),
    "name": ("name", "nombre"),
    "group": ("group", "grupo"),
    "question": ("question", "pregunta"),
    "says": ("Said by", "Lo dice:"),
    "denies": ("Denied by", "Lo niega:"),
    "relayed": ("relayed by", "lo transmite"),
    "on": ("on", "sobre"),
    "note": ("note", "nota"),
    "incoming": ("Referred to by", "Se refieren a esto"),
    "evidence": ("Who says so, how firmly, where", "Quién lo dice, con qué certeza, dónde"),
    "site": ("Third-country transfers", "Traslados a terceros países"),
    "pages": ("Pages", "Páginas"),
    "questions": ("Questions", "Preguntas"),
    "search": ("Search", "Buscar"),
    "search_for": ("Search names and claims", "Buscar nombres y afirmaciones"),
    "map": ("Map", "Mapa"),
    "timeline": ("Timeline", "Cronología"),
    "graph": ("Graph", "Red"),
    "counts": ("Counts", "Cifras"),
    "editor": ("Query editor", "Editor de consultas"),
    "ontology": ("Ontology", "Ontología"),
    "validation": ("Validation", "Validación"),
    "downloads": ("Downloads", "Descargas"),
    "corrections": ("Corrections", "Correcciones"),
    "about": ("About, how to cite", "Acerca de, cómo citar"),
    "api": ("API", "API"),
    "search_hint": (
        "Find a country, an agency, a lawsuit, a claim",
        "Encontrar un país, una institución, una demanda, una afirmación",
    ),
    "map_hint": ("Who was sent from where to where", "Quién fue enviado de dónde a dónde"),
    "timeline_hint": (
        "When it happened, as precisely as the sources say",
        "Cuándo ocurrió, con la precisión de las fuentes",
    ),
    "graph_hint": (
        "How agencies, agreements, groups and lawsuits hang together",
        "Cómo se relacionan instituciones, acuerdos, grupos y demandas",
    ),
    "counts_hint": ("Every number with its bounds and its words", "Cada cifra con sus límites y sus palabras"),
    "editor_hint": ("Write SPARQL with help", "Escribir SPARQL con ayuda"),
    "ontology_hint": ("What each class and property means", "Qué significa cada clase y propiedad"),
    "validation_hint": ("Which rules the data keeps", "Qué reglas cumplen los datos"),
    "downloads_hint": ("The whole dataset, with checksums", "Todo el conjunto de datos, con sumas de verificación"),
    "corrections_hint": ("What was withdrawn; how to report an error", "Qué se retiró; cómo avisar de un error"),
    "about_hint": ("What this is, its limits, how to cite it", "Qué es, sus límites, cómo citarlo"),
    "api_hint": ("Every address for programs", "Todas las direcciones para programas"),
    "explore": ("Explore", "Explorar"),
    "countries": ("Countries", "Países"),
    "lawsuits": ("Lawsuits", "Demandas"),
    "sources": ("Sources", "Fuentes"),
    "agencies": ("Agencies and courts", "Instituciones y tribunales"),
    "nearest": ("Perhaps you meant", "Quizá buscaba"),
}
