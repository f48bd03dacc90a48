"""Search over names and glosses, in both languages at once: accents and case folded, abbreviations, typing errors.

The index is SQLite's FTS5, which every CPython carries: it ranks by bm25, takes prefixes, and is made in memory in a
fraction of a second. What it cannot do, find the word that was meant, rapidfuzz does over the words of the index.
Words are folded before they reach either, so that both and the marks in a result agree on what a word is.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log1p
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Literal, URIRef

from tct.namespaces import BASE, PREFIXES, TCT, compact
from tct.store import Solutions, Store

QUESTION: Final = "question"
"""The kind of a question of the catalogue, beside the classes of the graph."""

_NAMES: Final = (RDFS.label, SKOS.prefLabel, DCTERMS.title, SKOS.altLabel, SKOS.notation, TCT.iso3166, TCT.docket)
_CAPTIONS: Final = frozenset({RDFS.label, SKOS.prefLabel, DCTERMS.title, TCT.gloss})
_TEXTS: Final = (TCT.gloss, SKOS.definition, DCTERMS.description)
_LITERALS: Final = f"""SELECT ?node ?property ?text WHERE {{
  VALUES ?property {{ {" ".join(URIRef(iri).n3() for iri in (*_NAMES, *_TEXTS))} }}
  ?node ?property ?text FILTER(isIRI(?node) && STRSTARTS(STR(?node), "{BASE}"))
}} ORDER BY ?node ?property ?text"""
_KINDS: Final = f"""SELECT ?node ?kind WHERE {{
  ?node a ?kind FILTER(isIRI(?kind) && STRSTARTS(STR(?node), "{BASE}"))
}} ORDER BY ?node ?kind"""
_LINKS: Final = f"""SELECT ?node (COUNT(*) AS ?links) WHERE {{
  ?other ?property ?node FILTER(isIRI(?node) && STRSTARTS(STR(?node), "{BASE}"))
}} GROUP BY ?node"""
_PROPERTIES: Final = frozenset({str(OWL.ObjectProperty), str(OWL.DatatypeProperty), str(OWL.AnnotationProperty)})
_WORD: Final = re.compile(r"(?:[^\W_]\.){2,}[^\W_]?|[^\W_]+")
_WEIGHTS: Final = (8.0, 1.0)
_SEEN: Final = 2000
"""Matches that are ranked at most; no reader goes further."""


@dataclass(frozen=True)
class Entry:
    """What can be found: an address or IRI, its kind (a CURIE, or `QUESTION`), captions by language, names, texts."""

    iri: str
    kind: str
    captions: dict[str, str]
    names: tuple[str, ...]
    texts: tuple[tuple[str, str], ...] = ()
    """Longer texts with their language: glosses and definitions."""

    sort: str = ""
    """What its kind is called: words that find it too, but that nobody is shown."""

    links: int = 0
    """How many statements refer to it: of two that match alike, the one that is spoken of more comes first."""

    def caption(self, language: str) -> str:
        """Return its name in a language, else in English, else in any, else its CURIE."""
        found = self.captions
        return found.get(language) or found.get("en") or next(iter(found.values()), compact(self.iri))


@dataclass(frozen=True)
class Hit:
    """A result: its caption, another name that matched (or ''), a text; the words that matched are marked."""

    entry: Entry
    caption: list[tuple[str, bool]]
    also: list[tuple[str, bool]]
    text: list[tuple[str, bool]]


@dataclass
class Found:
    """The answer to a search: a page of hits, how many there are, their kinds, and how the words were read."""

    total: int = 0
    hits: list[Hit] = field(default_factory=list)
    kinds: list[tuple[str, int]] = field(default_factory=list)
    """Kinds of everything that matched, whatever kind was chosen, most frequent first."""

    read_as: dict[str, list[str]] = field(default_factory=dict)
    """Words that nothing holds, and the ones that were looked for instead ([] where there is none near)."""

    partial: bool = False
    """Whether nothing holds all the words, so that what holds some of them is shown."""


class Index:
    """An index of entries in memory; safe to ask from several threads."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index entries."""
        self._entries = list(entries)
        self._names = [[fold(name) for name in entry.names] for entry in self._entries]
        self._lock = threading.Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        self._base.execute("CREATE VIRTUAL TABLE entry USING fts5(names, texts, prefix='2 3', tokenize='unicode61')")
        rows = [
            (place, " ".join(names), fold(" ".join([*(text for text, _ in entry.texts), entry.sort])))
            for place, (entry, names) in enumerate(zip(self._entries, self._names, strict=True))
        ]
        self._base.executemany("INSERT INTO entry(rowid, names, texts) VALUES (?, ?, ?)", rows)
        self._words = frozenset(word for _, *both in rows for text in both for word in text.split())

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._entries)

    @property
    def kinds(self) -> list[str]:
        """The kinds of the entries, sorted."""
        return sorted({entry.kind for entry in self._entries})

    def search(self, text: str, language: str = "en", kind: str = "", first: int = 0, limit: int = 20) -> Found:
        """Return what matches every word of a text, best first; where nothing does, what matches some."""
        words = list(dict.fromkeys(fold(text).split()))
        found = Found()
        wanted = [[word] if self._match([[word]]) else self._near(word) for word in words]
        found.read_as = {word: near for word, near in zip(words, wanted, strict=True) if near != [word]}
        known = [near for near in wanted if near]
        places = self._match(known) if len(known) == len(words) else {}
        if not places and known:  # without the little words first, as they are in a question
            found.partial = True
            known = [near for near in known if len(near[0]) > 3] or known
            places = self._match(known) or self._match(known, " OR ")
        if not places:
            return found
        ranked = sorted(places, key=lambda place: (-self._score(place, places[place], known), place))
        counts = Counter(self._entries[place].kind for place in ranked)
        found.kinds = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        chosen = [place for place in ranked if kind in {"", self._entries[place].kind}]
        found.total = len(chosen)
        found.hits = [self._hit(self._entries[place], known, language) for place in chosen[first : first + limit]]
        return found

    def _match(self, wanted: Sequence[Sequence[str]], between: str = " AND ") -> dict[int, float]:
        """Return the places that hold the words (any one of each list, as the beginning of a word), with a score."""
        if not wanted:
            return {}
        expression = between.join(f"({' OR '.join(self._quoted(word) for word in near)})" for near in wanted)
        query = "SELECT rowid, -bm25(entry, ?, ?) FROM entry WHERE entry MATCH ? ORDER BY 2 DESC LIMIT ?"
        with self._lock:
            return dict(self._base.execute(query, (*_WEIGHTS, expression, _SEEN)).fetchall())

    def _near(self, word: str) -> list[str]:
        """Return the words of the index that a word may be a misspelling of, the nearest only."""
        if len(word) < 3 or not word.isalpha():
            return []
        most = 1 if len(word) < 6 else 2
        found = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=most, limit=20)
        if len(word) == 3:  # of so short a word only two letters that changed places
            found = [item for item in found if sorted(item[0]) == sorted(word)]
        least = min((distance for _, distance, _ in found), default=0)
        return sorted(near for near, distance, _ in found if distance == least)

    def _quoted(self, word: str) -> str:
        """Return a word for FTS5: as the beginning of one, but for a short one that is a word by itself (``or``)."""
        return f'"{word}"' if len(word) < 3 or (len(word) < 5 and word in self._words) else f'"{word}"*'

    def _score(self, place: int, score: float, known: Sequence[Sequence[str]]) -> float:
        """Return a rank: the whole name before a beginning before the words of a name before those of a text."""
        phrase = " ".join(near[0] for near in known)
        names = self._names[place]
        score += 2 * log1p(self._entries[place].links)
        if phrase in names:
            return score + 300
        if any(name.startswith(f"{phrase} ") for name in names):
            return score + 200
        held = {word for name in names for word in name.split()}
        return score + (100 if all(set(near) & held for near in known) else 0)

    def _hit(self, entry: Entry, known: Sequence[Sequence[str]], language: str) -> Hit:
        words = [word for near in known for word in near]
        caption = marks(entry.caption(language), words)
        others = [marks(name, words) for name in entry.names if name != entry.caption(language)]
        shown = any(marked for _, marked in caption)
        also = [] if shown else next((found for found in others if any(marked for _, marked in found)), [])
        spoken = [text for text, tongue in entry.texts if tongue == language and text != entry.caption(language)]
        other = [] if shown or also else [marks(text, words) for text, tongue in entry.texts if tongue != language]
        texts = [marks(text, words) for text in spoken] + [text for text in other if any(marked for _, marked in text)]
        return Hit(entry, caption, also, next(iter(texts), []))


def fold(text: str) -> str:
    """Return the words of a text, without accents and case, joined by spaces; ``U.S.`` is one word.

    >>> fold("Migración, U.S. v. D.V.D.")
    'migracion us v dvd'
    """
    return " ".join(_folded(found[0]) for found in _WORD.finditer(unicodedata.normalize("NFC", text)))


def marks(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """Return a text in pieces, each with whether it is a word that begins with one of the words.

    >>> marks("Su migración.", ["migra"])
    [('Su ', False), ('migración', True), ('.', False)]
    """
    pieces: list[tuple[str, bool]] = []
    end = 0
    for found in _WORD.finditer(text):
        if _folded(found[0]).startswith(tuple(words)):
            pieces += [(text[end : found.start()], False), (found[0], True)]
            end = found.end()
    return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]


def _folded(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def entries(store: Store) -> Iterator[Entry]:
    """Yield an entry for each named node below the base.

    A person whom a source leaves unnamed is found by the public caption only: no other name, no gloss, no note.
    """
    kinds: dict[str, set[str]] = {}
    for node, kind in _rows(store, _KINDS):
        kinds.setdefault(str(node), set()).add(str(kind))
    links = {str(node): int(str(number)) for node, number in _rows(store, _LINKS)}
    literals: dict[str, list[tuple[URIRef, Literal]]] = {}
    for node, prop, text in _rows(store, _LITERALS):
        if isinstance(text, Literal):
            literals.setdefault(str(node), []).append((URIRef(str(prop)), text))
    for iri, pairs in literals.items():
        private = str(TCT.AnonymousPerson) in kinds.get(iri, set())
        kept = [pair for pair in pairs if pair[0] == RDFS.label] if private else pairs
        if kept:
            sort = " ".join(str(text) for kind in sorted(kinds.get(iri, ())) for _, text in literals.get(kind, [])[:2])
            yield _entry(iri, _kind(kinds.get(iri, set())), kept, sort, links.get(iri, 0))


def _entry(iri: str, kind: str, pairs: list[tuple[URIRef, Literal]], sort: str, links: int) -> Entry:
    captions = {str(text.language or "en"): str(text) for prop, text in reversed(pairs) if prop in _CAPTIONS}
    names = dict.fromkeys(str(text) for prop, text in pairs if prop in _NAMES)
    texts = dict.fromkeys((str(text), str(text.language or "")) for prop, text in pairs if prop in _TEXTS)
    return Entry(iri, kind, captions, tuple(names), tuple(texts), sort, links)


def _kind(kinds: set[str]) -> str:
    """Return one kind of a node as a CURIE: an own class before any other; the sorts of property are one kind."""
    if kinds & _PROPERTIES:
        return compact(str(RDF.Property))
    own = sorted(kinds, key=lambda kind: (not kind.startswith(TCT), kind))
    return compact(own[0]) if own else ""


def _rows(store: Store, query: str) -> tuple[tuple[object, ...], ...]:
    answer = store.answer(query, PREFIXES)
    return answer.rows if isinstance(answer, Solutions) else ()
