"""Words of the editor, the question pages, the evidence table and the page of the API."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "answer_evidence": ("Evidence table to print or file", "Tabla de evidencia para imprimir o presentar"),
    "answer_edit": ("Open in the query editor", "Abrir en el editor de consultas"),
    "answer_sources": ("Who says so, how firmly, where", "Quién lo dice, con qué certeza, dónde"),
    "answer_spreadsheet": ("CSV for a spreadsheet", "CSV para hoja de cálculo"),
    "call": ("The same call from a program", "La misma llamada desde un programa"),
    "call_lead": (
        "This address answers in every result format, by the Accept header or by its ending: {endings}.",
        "Esta dirección responde en todos los formatos de resultado, por la cabecera Accept o por su terminación: "
        "{endings}.",
    ),
    "evidence_title": ("Evidence table", "Tabla de evidencia"),
    "evidence_of": ("Evidence table: {what}", "Tabla de evidencia: {what}"),
    "evidence_lead": (
        "Each line is one claim on one fact, in our words; no sentence of a source stands in it. A passage such as "
        "p4s1 is the first sentence of the fourth paragraph (lines that are not empty count) of the edition.",
        "Cada línea es una afirmación sobre un hecho, en nuestras palabras; no contiene oraciones de las fuentes. Un "
        "pasaje como p4s1 es la primera oración del cuarto párrafo (cuentan las líneas que no están vacías) de la "
        "edición.",
    ),
    "evidence_which": (
        "Give a question or an entity: /evidence?question=… or /evidence?entity=…; every question page and entity page "
        "has a link that does.",
        "Indique una pregunta o una entidad: /evidence?question=… o /evidence?entity=…; cada página de pregunta y de "
        "entidad tiene un enlace que lo hace.",
    ),
    "evidence_none": (
        "The graph holds no claim on this. That is no proof that nothing happened.",
        "El grafo no contiene ninguna afirmación sobre esto. Eso no prueba que nada haya ocurrido.",
    ),
    "evidence_back": ("Back to what it is about", "Volver a aquello de lo que trata"),
    "evidence_lines": ("Lines: {count}", "Líneas: {count}"),
    "evidence_number": ("No.", "N.º"),
    "evidence_fact": ("Fact", "Hecho"),
    "evidence_claim": ("Claim, in our words", "Afirmación, en nuestras palabras"),
    "evidence_stands": ("Supports or denies", "Apoya o niega"),
    "evidence_supports": ("supports", "apoya"),
    "evidence_denies": ("denies", "niega"),
    "evidence_who": ("Said by", "Lo dice"),
    "evidence_relayed": ("Relayed by", "Lo transmite"),
    "evidence_certainty": ("Certainty", "Certeza"),
    "evidence_confidence": ("Confidence", "Confianza"),
    "evidence_basis": ("Basis", "Fundamento"),
    "evidence_on": ("On", "Sobre"),
    "evidence_passage": ("Passage", "Pasaje"),
    "evidence_document": ("Document", "Documento"),
    "evidence_edition": ("Edition", "Edición"),
    "evidence_where": ("Address", "Dirección"),
    "evidence_sha256": ("SHA-256 of the text", "SHA-256 del texto"),
    "evidence_notes": ("Notes", "Notas"),
    "evidence_iri": ("{name}: permanent address", "{name}: dirección permanente"),
    "evidence_release": (
        "Release {version} of {date}.",
        "Versión {version} del {date}.",
    ),
    "edit_lead": (
        "Ask the graph in SPARQL 1.1. Names are completed from the graph itself: Ctrl and space. Ctrl and Enter runs.",
        "Pregunte al grafo en SPARQL 1.1. Los nombres se completan con el propio grafo: Ctrl y espacio. "
        "Ctrl e Intro ejecuta.",
    ),
    "edit_query": ("Query", "Consulta"),
    "edit_example": ("Start from a question", "Partir de una pregunta"),
    "edit_load": ("Load", "Cargar"),
    "edit_run": ("Run", "Ejecutar"),
    "edit_download": ("Answer as a file, made by the server", "Respuesta como archivo, hecho por el servidor"),
    "edit_tables": ("SELECT, ASK", "SELECT, ASK"),
    "edit_graphs": ("CONSTRUCT, DESCRIBE", "CONSTRUCT, DESCRIBE"),
    "edit_share": ("Address of this query", "Dirección de esta consulta"),
    "edit_copy": ("Copy the address", "Copiar la dirección"),
    "edit_copied": ("Copied", "Copiada"),
    "edit_result": ("Result", "Resultado"),
    "edit_rows": ("rows", "filas"),
    "edit_shown": ("are shown; a file has all", "se muestran; un archivo las tiene todas"),
    "edit_waiting": ("The server is working…", "El servidor está trabajando…"),
    "edit_stop": ("Stop", "Detener"),
    "edit_failed": ("The server did not answer", "El servidor no respondió"),
    "edit_plain": (
        "Without scripts, write here and choose a format below; the server answers.",
        "Sin scripts, escriba aquí y elija un formato abajo; el servidor responde.",
    ),
    "edit_lacks": (
        "This server was set up without the npm packages of the editor; the plain form works all the same.",
        "Este servidor se instaló sin los paquetes npm del editor; el formulario sencillo funciona igual.",
    ),
    "docs_title": ("The API", "La API"),
    "docs_lead": (
        "Every address for programs. The description itself is {address} (OpenAPI); any SPARQL client can use /sparql.",
        "Todas las direcciones para programas. La descripción misma está en {address} (OpenAPI); cualquier cliente "
        "SPARQL puede usar /sparql.",
    ),
    "docs_address": ("Address", "Dirección"),
    "docs_what": ("What it gives", "Qué ofrece"),
    "docs_method": ("Method", "Método"),
}
