"""Labels of terms in a language, from the graph itself; a claim is shown by its gloss."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Literal, URIRef

from tct.namespaces import PREFIXES, compact
from tct.store import Solutions, Store, Term

_QUERY = """SELECT ?node ?label WHERE {{
  VALUES ?node {{ {nodes} }}
  VALUES ?property {{ rdfs:label skos:prefLabel tct:gloss }}
  ?node ?property ?label .
}}"""


class Labels:
    """Labels in one language, then in English, then the CURIE; asked for in batches and kept."""

    def __init__(self, store: Store, language: str = "en") -> None:
        """Look labels up in a store; ``language`` is en or es."""
        self.store, self.language = store, language
        self._known: dict[str, str] = {}

    def learn(self, terms: Iterable[Term | None]) -> None:
        """Look up the labels of terms that are not known yet, in one query."""
        wanted = sorted({str(t) for t in terms if isinstance(t, URIRef) and str(t) not in self._known})
        if not wanted:
            return
        found: dict[str, dict[str, str]] = {}
        query = _QUERY.format(nodes=" ".join(URIRef(iri).n3() for iri in wanted))
        answer = self.store.answer(query, PREFIXES)
        if isinstance(answer, Solutions):
            for node, label in answer.rows:
                if isinstance(label, Literal):
                    found.setdefault(str(node), {})[str(label.language)] = str(label)
        for iri in wanted:
            labels = found.get(iri, {})
            self._known[iri] = labels.get(self.language) or labels.get("en") or compact(iri)

    def of(self, term: Term | None) -> str:
        """Return the label of an IRI, or the text of a literal; '' for None."""
        if term is None:
            return ""
        if not isinstance(term, URIRef):
            return str(term)
        if str(term) not in self._known:
            self.learn([term])
        return self._known[str(term)]
