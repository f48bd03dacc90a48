"""The interface's own words in English and Spanish; the words of the domain come from the graph."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("en", "es")

WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "questions": "Questions",
        "intro": "A knowledge graph of the transfers of migrants to countries that are not their own. "
        "Each answer below says who says so, and in which passage.",
        "why": "Why it matters",
        "answer": "Answer",
        "none": "No rows: the graph holds nothing that matches. That is no proof that nothing happened.",
        "parameters": "Change the question",
        "ask": "Ask",
        "query": "The SPARQL behind it",
        "data": "The same answer as data",
        "passages": "A passage such as p4s1 is the first sentence of the fourth paragraph (lines that are not "
        "empty count) of the edition in its name.",
        "back": "All questions",
        "endpoint": "SPARQL endpoint",
        "other": "Español",
        "release": "Release",
        "error": "This did not work",
        "skip": "To the content",
        "name": "name",
        "group": "group",
        "question": "question",
        "says": "Said by",
        "denies": "Denied by",
        "relayed": "relayed by",
        "on": "on",
        "note": "note",
        "incoming": "Referred to by",
        "evidence": "Who says so, how firmly, where",
    },
    "es": {
        "questions": "Preguntas",
        "intro": "Un grafo de conocimiento sobre el traslado de migrantes a países que no son el suyo. "
        "Cada respuesta dice quién lo afirma y en qué pasaje.",
        "why": "Por qué importa",
        "answer": "Respuesta",
        "none": "Sin filas: el grafo no contiene nada que coincida. Eso no prueba que nada haya ocurrido.",
        "parameters": "Cambiar la pregunta",
        "ask": "Preguntar",
        "query": "La consulta SPARQL",
        "data": "La misma respuesta como datos",
        "passages": "Un pasaje como p4s1 es la primera oración del cuarto párrafo (cuentan las líneas que no están "
        "vacías) de la edición que indica su nombre.",
        "back": "Todas las preguntas",
        "endpoint": "Punto de acceso SPARQL",
        "other": "English",
        "release": "Versión",
        "error": "Esto no funcionó",
        "skip": "Ir al contenido",
        "name": "nombre",
        "group": "grupo",
        "question": "pregunta",
        "says": "Lo dice:",
        "denies": "Lo niega:",
        "relayed": "lo transmite",
        "on": "sobre",
        "note": "nota",
        "incoming": "Se refieren a esto",
        "evidence": "Quién lo dice, con qué certeza, dónde",
    },
}
