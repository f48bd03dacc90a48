"""Words of downloads, of citations and of the page about the dataset."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "dl_lead": (
        "The whole dataset, and each of its graphs, as files. Nothing is left out of them: what the pages show is "
        "made from the same data.",
        "Todo el conjunto de datos, y cada uno de sus grafos, como archivos. No se omite nada: lo que muestran las "
        "páginas se hace con los mismos datos.",
    ),
    "dl_release": ("Release {version} of {date}", "Versión {version} del {date}"),
    "dl_digest": (
        "SHA-256 of the canonical N-Quads, which name the release",
        "SHA-256 de los N-Quads canónicos, que identifica la versión",
    ),
    "dl_whole": ("The whole dataset", "Todo el conjunto de datos"),
    "dl_format": ("Format", "Formato"),
    "dl_file": ("File", "Archivo"),
    "dl_packed": ("gzip", "gzip"),
    "dl_sum": ("SHA-256 of the file", "SHA-256 del archivo"),
    "dl_nq": ("Triples with their graphs, a line each", "Tripletas con sus grafos, una por línea"),
    "dl_trig": ("With graphs, for people to read", "Con grafos, legible para personas"),
    "dl_ttl": ("All triples, for people to read", "Todas las tripletas, legible para personas"),
    "dl_nt": ("All triples, a line each", "Todas las tripletas, una por línea"),
    "dl_rdf": ("All triples as XML, for older tools", "Todas las tripletas en XML, para herramientas antiguas"),
    "dl_jsonld": ("JSON with graphs, for programmers", "JSON con grafos, para programar"),
    "dl_crate": ("With a description for repositories: RO-Crate", "Con una descripción para repositorios: RO-Crate"),
    "dl_crate_lead": (
        "One zip archive with the dataset in four formats, its context, its validation report, and a description that "
        "data repositories read (RO-Crate 1.2).",
        "Un archivo zip con el conjunto de datos en cuatro formatos, su contexto, su informe de validación y una "
        "descripción que leen los repositorios de datos (RO-Crate 1.2).",
    ),
    "dl_graphs": ("By graph", "Por grafo"),
    "dl_graphs_lead": (
        "A graph holds what one file of facts says, or one kind of background: the ontology, the lists of terms, the "
        "passages, what rules inferred.",
        "Un grafo contiene lo que dice un archivo de hechos, o un tipo de trasfondo: la ontología, las listas de "
        "términos, los pasajes, lo que infirieron las reglas.",
    ),
    "dl_graph": ("Graph", "Grafo"),
    "dl_triples": ("Triples", "Tripletas"),
    "dl_check": ("Check what you downloaded", "Compruebe lo que descargó"),
    "dl_check_lead": (
        "The list {sums} holds the SHA-256 of every file. The same release always gives the same bytes.",
        "La lista {sums} contiene el SHA-256 de cada archivo. La misma versión da siempre los mismos bytes.",
    ),
    "dl_other": ("For programs", "Para programas"),
    "dl_as_json": ("This list as JSON", "Esta lista en JSON"),
    "dl_catalog": ("Catalogue (DCAT)", "Catálogo (DCAT)"),
    "dl_void": ("Description (VoID)", "Descripción (VoID)"),
    "dl_context": ("JSON-LD context", "Contexto JSON-LD"),
    "cite_title": ("How to cite", "Cómo citar"),
    "cite_this": ("How to cite this", "Cómo citar esto"),
    "cite_dataset": ("the dataset", "el conjunto de datos"),
    "cite_lead": (
        "Copy the line, or take the file for your reference manager. The version and the digest say which state of "
        "the data you saw.",
        "Copie la línea, o tome el archivo para su gestor de referencias. La versión y el resumen criptográfico dicen "
        "qué estado de los datos vio.",
    ),
    "cite_source": (
        "A fact in a filing or an article needs its source too: cite the document and the passage that it rests on.",
        "Un hecho en un escrito o un artículo necesita también su fuente: cite el documento y el pasaje en que se "
        "apoya.",
    ),
    "cite_evidence": ("The sources, as a table", "Las fuentes, en una tabla"),
    "cite_apa": ("Reference (APA style)", "Referencia (estilo APA)"),
    "cite_thing": ("Back to the page", "Volver a la página"),
    "cite_file": ("as a file", "como archivo"),
    "cite_whole": ("Cite the whole dataset", "Citar todo el conjunto de datos"),
    "cite_more": ("BibTeX, CSL-JSON", "BibTeX, CSL-JSON"),
    "ab_what": ("What this is", "Qué es esto"),
    "ab_what_text": (
        "A knowledge graph: facts about transfers of people to countries that are not their own, each tied to the "
        "claims that back it. A claim says who says so, how firmly, and in which passage of which edition of which "
        "document.",
        "Un grafo de conocimiento: hechos sobre traslados de personas a países que no son el suyo, cada uno unido a "
        "las afirmaciones que lo respaldan. Una afirmación dice quién lo sostiene, con qué firmeza y en qué pasaje de "
        "qué edición de qué documento.",
    ),
    "ab_how": ("How to read it", "Cómo leerlo"),
    "ab_how_text": (
        "A number with “at least” is a lower bound. Dashed marks stand for what is reported, alleged or inferred; "
        "full marks for what is stated or documented. “Not stated” means that we read the document and it does not "
        "say. An empty answer proves nothing: the graph holds only what its sources say.",
        "Una cifra con «al menos» es un límite inferior. Las marcas discontinuas señalan lo que se informa, se alega o "
        "se infiere; las continuas, lo que se declara o está documentado. «No indicado» significa que leímos el "
        "documento y no lo dice. Una respuesta vacía no prueba nada: el grafo solo contiene lo que dicen sus fuentes.",
    ),
    "ab_not": ("What it is not", "Qué no es"),
    "ab_not_text": (
        "It holds no text of its sources, and names private persons only where the public caption of a lawsuit does: "
        "read the source at its address before you rely on a fact.",
        "No contiene el texto de sus fuentes, y nombra a particulares solo donde lo hace la carátula pública de una "
        "demanda: lea la fuente en su dirección antes de apoyarse en un hecho.",
    ),
    "ab_use": ("Where to start", "Por dónde empezar"),
    "ab_use_text": (
        "{count} questions have an answer with its evidence; every name leads to a page. For more, write a query.",
        "{count} preguntas tienen respuesta con su evidencia; cada nombre lleva a una página. Para más, escriba una "
        "consulta.",
    ),
    "ab_licence": ("Licence", "Licencia"),
    "ab_licence_text": (
        "Data and ontology: CC BY 4.0. Use them for anything, and say where they come from.",
        "Datos y ontología: CC BY 4.0. Úselos para lo que quiera, y diga de dónde vienen.",
    ),
    "ab_error": ("Something is wrong?", "¿Hay un error?"),
    "ab_error_text": (
        "Tell us: errors are corrected, and what is withdrawn keeps a page that says why.",
        "Avísenos: los errores se corrigen, y lo que se retira conserva una página que dice por qué.",
    ),
}
