"""Words of search, the ontology's pages and the validation page."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    # search
    "find_in_page": ("Search again", "Buscar de nuevo"),
    "find_label": ("Names, abbreviations, words of a claim", "Nombres, siglas, palabras de una afirmación"),
    "find_hint": (
        "Looks in names, abbreviations, definitions and claims, in English and Spanish at once. Accents, capitals and "
        "small typing errors do not matter.",
        "Busca en nombres, siglas, definiciones y afirmaciones, en inglés y español a la vez. No importan los acentos, "
        "las mayúsculas ni pequeños errores de tecleo.",
    ),
    "find_total": ("Results: {}", "Resultados: {}"),
    "find_read_as": (
        "Nothing holds the word “{0}”; it was read as “{1}”.",
        "Nada contiene la palabra «{0}»; se leyó como «{1}».",
    ),
    "find_unknown": (
        "Nothing holds the word “{0}”, nor one like it.",
        "Nada contiene la palabra «{0}» ni otra parecida.",
    ),
    "find_partial": (
        "Nothing holds all of these words; this holds some of them.",
        "Nada contiene todas estas palabras; esto contiene algunas.",
    ),
    "find_kinds": ("Kinds", "Clases"),
    "find_every": ("All", "Todo"),
    "find_more_kinds": ("More kinds", "Más clases"),
    "find_results": ("Results", "Resultados"),
    "find_also": ("Also:", "También:"),
    "find_none": (
        "Nothing matches. That is no proof that nothing happened: the graph holds what its sources say.",
        "Nada coincide. Eso no prueba que nada haya ocurrido: el grafo contiene lo que dicen sus fuentes.",
    ),
    "find_before": ("Previous results", "Resultados anteriores"),
    "find_after": ("More results", "Más resultados"),
    "find_data": ("The same as JSON", "Lo mismo en JSON"),
    "kind_question": ("Question", "Pregunta"),
    "kind_dcat:Dataset": ("Dataset", "Conjunto de datos"),
    "kind_owl:Class": ("Class of the ontology", "Clase de la ontología"),
    "kind_owl:Ontology": ("Ontology", "Ontología"),
    "kind_prov:Plan": ("Rule of inference", "Regla de inferencia"),
    "kind_rdf:Property": ("Property of the ontology", "Propiedad de la ontología"),
    "kind_skos:Concept": ("Concept", "Concepto"),
    "kind_skos:ConceptScheme": ("List of concepts", "Lista de conceptos"),
    # the ontology
    "ont_version": ("Version of the ontology:", "Versión de la ontología:"),
    "ont_as_data": ("As data:", "Como datos:"),
    "ont_picture": ("The model in one picture", "El modelo en una imagen"),
    "ont_picture_is": (
        "Kinds of things, from left to right, and what links them; point at a line to see the properties. "
        "The table below says the same.",
        "Clases de cosas, de izquierda a derecha, y lo que las une; señale una línea para ver las propiedades. "
        "La tabla de abajo dice lo mismo.",
    ),
    "ont_picture_table": ("The picture as a table", "La imagen como tabla"),
    "ont_from": ("From", "De"),
    "ont_to": ("To", "A"),
    "ont_by": ("By these properties", "Por estas propiedades"),
    "ont_concept": ("Concept", "Concepto"),
    "ont_classes": ("Classes", "Clases"),
    "ont_properties": ("Properties", "Propiedades"),
    "ont_schemes": ("Lists of concepts", "Listas de conceptos"),
    "ont_schemes_are": (
        "Values that a property takes from a closed list. Each list and each concept has a page of its own.",
        "Valores que una propiedad toma de una lista cerrada. Cada lista y cada concepto tiene su página.",
    ),
    "ont_rules_are": (
        "The rules that the data keeps are on the page",
        "Las reglas que cumplen los datos están en la página",
    ),
    "ont_kind_of": ("Is a kind of", "Es una clase de"),
    "ont_kinds": ("Its kinds", "Sus clases"),
    "ont_instances": ("In the graph", "En el grafo"),
    "ont_instances_direct": ("{}, its kinds included", "{}, con sus clases"),
    "ont_triples": ("{} statements", "{} enunciados"),
    "ont_property": ("Property", "Propiedad"),
    "ont_meaning": ("Meaning", "Significado"),
    "ont_of": ("Of", "De"),
    "ont_value": ("Value", "Valor"),
    "ont_used": ("Used", "Usada"),
    "ont_all": ("The whole ontology", "Toda la ontología"),
    "ont_class": ("Class", "Clase"),
    "ont_object": ("Property whose value is a thing", "Propiedad cuyo valor es una cosa"),
    "ont_datatype": (
        "Property whose value is a text, number or date",
        "Propiedad cuyo valor es un texto, número o fecha",
    ),
    "ont_annotation": ("Property of properties", "Propiedad de propiedades"),
    "ont_definition": ("Definition", "Definición"),
    "ont_example": ("Example", "Ejemplo"),
    "ont_examples": ("Examples from the graph", "Ejemplos del grafo"),
    "ont_no_examples": ("The graph uses this term nowhere yet.", "El grafo aún no usa este término."),
    "ont_single": (
        "One value only; a second one is a conflict that must be declared.",
        "Un solo valor; un segundo es un conflicto que debe declararse.",
    ),
    "ont_several": ("May have several values.", "Puede tener varios valores."),
    "ont_values": ("How many values", "Cuántos valores"),
    "ont_values_from": ("Values are from the list", "Sus valores son de la lista"),
    "ont_bears": ("What may be said of it", "Qué puede decirse de ello"),
    "ont_points": ("What may point to it", "Qué puede señalarlo"),
    "ont_own": ("its own", "propia"),
    "ont_where": ("Stated for", "Enunciada para"),
    "ont_checked": ("Rules that check it", "Reglas que lo comprueban"),
    "ont_matches": ("In other vocabularies", "En otros vocabularios"),
    "ont_scheme": ("List of concepts", "Lista de conceptos"),
    "ont_concepts": ("Concepts", "Conceptos"),
    "ont_uses": ("Uses", "Usos"),
    "ont_used_by": ("Used by", "La usan"),
    "ont_broader": ("below", "bajo"),
    "ont_more": ("First {0} of {1}", "Primeros {0} de {1}"),
    # validation
    "val_lead": (
        "Before a release is published, a program checks it against every rule below. A release that breaks one is "
        "not published; a warning is published and listed.",
        "Antes de publicar una versión, un programa la coteja con cada regla de abajo. Una versión que infringe una "
        "no se publica; una advertencia se publica y se lista.",
    ),
    "val_conforms": ("The release keeps every rule.", "La versión cumple todas las reglas."),
    "val_breaks": ("The release breaks rules.", "La versión infringe reglas."),
    "val_counts": (
        "Rules: {0}. Violations: {1}. Warnings: {2}.",
        "Reglas: {0}. Infracciones: {1}. Advertencias: {2}.",
    ),
    "val_not_run": (
        "Rules that compare with the source texts are run by whoever holds the texts, not here: {}.",
        "Las reglas que comparan con los textos fuente las ejecuta quien tiene los textos, no aquí: {}.",
    ),
    "val_older": (
        "The data has been written to since. Each write was checked by the same rules before it counted; the counts "
        "below are those of the release that it began from.",
        "Los datos se han modificado desde entonces. Cada modificación se cotejó con las mismas reglas antes de valer; "
        "los recuentos de abajo son los de la versión de partida.",
    ),
    "val_none": (
        "This release was made without a report. Run the build to have one.",
        "Esta versión se hizo sin informe. Ejecute la compilación para tenerlo.",
    ),
    "val_findings": ("Findings", "Hallazgos"),
    "val_no_findings": ("None.", "Ninguno."),
    "val_node": ("About", "Sobre"),
    "val_finding": ("Finding", "Hallazgo"),
    "val_rule": ("Rule", "Regla"),
    "val_severity": ("Severity", "Gravedad"),
    "val_violation": ("violation", "infracción"),
    "val_warning": ("warning", "advertencia"),
    "val_rules": ("The rules", "Las reglas"),
    "val_examined": ("Nodes examined: {}", "Nodos examinados: {}"),
    "val_such_as": ("such as", "como"),
    "val_says": ("What it says when it is broken", "Qué dice cuando se infringe"),
    "val_looks_at": ("Looks at", "Examina"),
    "val_constrains": ("Constrains", "Restringe"),
    "val_written": ("Written in {}", "Escrita en {}"),
    "val_follows": ("Follows from the ontology", "Se sigue de la ontología"),
    "val_idle": ("Examined nothing:", "No examinó nada:"),
    "val_data": ("The report as JSON", "El informe en JSON"),
}
