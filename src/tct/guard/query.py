"""The guard: what a query or an update may touch, decided on its parse and never on its text alone."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tct.errors import QueryRefused
from tct.guard import update as updates
from tct.guard import walk
from tct.guard.diagnose import syntax
from tct.guard.lexer import Token, depth, plain, tokens
from tct.guard.parse import Failure, parse_query, parse_update
from tct.guard.templates import Memory, Verdict, template

MAX_LENGTH: Final = 100_000
"""Longest query, in characters, that is parsed at all."""

MAX_NESTING: Final = 100
"""Deepest nesting of brackets: the parser recurses, and an engine's stack is not unlimited."""

_FORMS: Final = {
    "SelectQuery": "select",
    "AskQuery": "ask",
    "ConstructQuery": "construct",
    "DescribeQuery": "describe",
}
_UPDATES: Final = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "ADD", "MOVE", "COPY", "CREATE"}


@dataclass(frozen=True)
class Guarded:
    """A query that may run.

    ``text`` is what may be sent to the engine: the query, its comments blanked. ``form`` is select, ask, construct or
    describe. Two runs of a ``volatile`` query may differ byte for byte, so that it is never cached. ``shape`` is a
    short digest of the query without its constants. ``services`` are the endpoints that its SERVICE clauses name: they
    are asked by `tct.federate`, never by the engine. ``graphs`` are those of its FROM and FROM NAMED clauses.
    """

    text: str
    form: str
    volatile: bool = False
    shape: str = ""
    services: tuple[str, ...] = ()
    graphs: tuple[str, ...] = ()

    @property
    def gives_graph(self) -> bool:
        """Whether the answer is a graph rather than a table or a boolean."""
        return self.form in {"construct", "describe"}


class Guard:
    """Lets queries through that only read what is served. Safe between threads."""

    def __init__(
        self,
        graphs: Collection[str],
        *,
        services: Collection[str] = (),
        max_length: int = MAX_LENGTH,
        max_nesting: int = MAX_NESTING,
        shapes: Iterable[str] = (),
        memory: Memory | None = None,
    ) -> None:
        """Serve these named graphs, and let SERVICE name these endpoints only.

        ``shapes`` are texts of queries that are parsed now, so that they and their like are known later.
        """
        self.graphs, self.services = frozenset(graphs), frozenset(services)
        self.max_length, self.max_nesting = max_length, max_nesting
        self._memory = memory or Memory()
        for text in shapes:
            self.query(text)

    def serving(self, graphs: Collection[str]) -> Guard:
        """Return a guard of other graphs that remembers the same queries; costs nothing."""
        return Guard(
            graphs,
            services=self.services,
            max_length=self.max_length,
            max_nesting=self.max_nesting,
            memory=self._memory,
        )

    def query(self, text: str) -> Guarded:
        """Return the query if it only reads what is served.

        Raises QuerySyntax for what is not SPARQL 1.1, and QueryRefused for an update, SERVICE of an endpoint that is
        not listed, FROM or FROM NAMED of a graph that is not served (400), and a query too long (413), too deeply
        nested (400) or too costly to parse (413). The first parse of a query takes 1 to 40 ms (at worst one second);
        see `known`.
        """
        self._check_length(text, "query")
        return self._known(text) or self._parsed(text)

    def known(self, text: str) -> Guarded | None:
        """Return the query if it, or one that differs in constants only, was let through before; else None.

        Takes about 10 µs, so that it may be called on an event loop; `query` may then be called elsewhere. Raises what
        `query` raises for a query that is too long or names a graph or an endpoint that it may not.
        """
        self._check_length(text, "query")
        return self._known(text)

    def dataset(self, default: Sequence[str], named: Sequence[str]) -> None:
        """Raise QueryRefused (400, with the list of graphs) unless the protocol's graph parameters name served ones."""
        for iri in (*default, *named):
            self._check_graph(iri)

    def update(self, text: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> str:
        """Return the update that may be applied; ``using`` and ``using_named`` are written into it as USING clauses.

        Raises QuerySyntax for what is not SPARQL 1.1 Update, QueryRefused (400) for LOAD, SERVICE, a query, and the
        parameters together with USING or WITH in the text, and the caps of `query`.
        """
        self._check_length(text, "update")
        text = plain(text)
        found = self._tokens(text, "update")
        try:
            tree = parse_update(text, updates.MAX_STEPS)
        except Failure as failure:
            if not _holds(found, _UPDATES) and _parses(parse_query, text):
                raise QueryRefused("this is a query; send it to the query endpoint") from failure
            raise syntax(text, failure, "SPARQL 1.1 Update") from failure
        updates.check(tree, found)
        return updates.with_using(text, tree, using, using_named)

    def _known(self, text: str) -> Guarded | None:
        if seen := self._memory.text(text):
            return self._allowed(*seen)
        key = template(text)
        if key is None:
            text = plain(text)
            key = template(text)
        verdict = self._memory.template(key) if key is not None else None
        return None if verdict is None else self._allowed(text, verdict)

    def examine(self, original: str) -> tuple[str, Verdict]:
        """Parse a query: return what may be sent to the engine, and what it would touch; whether it may is not asked.

        Raises QuerySyntax and QueryRefused as `query` does for what does not parse.
        """
        text = plain(original)
        found = self._tokens(text, "query")
        try:
            declarations, tree = parse_query(text)
        except Failure as failure:
            if _holds(found, _UPDATES) and _parses(parse_update, text):
                raise QueryRefused("this is an update; the query endpoint only reads") from failure
            raise syntax(text, failure) from failure
        return text, _verdict(declarations, tree, found)

    def learn(self, original: str, text: str, verdict: Verdict) -> None:
        """Remember what `examine` returned, here or in another process of ours."""
        self._memory.keep(original, text, verdict)

    def _parsed(self, original: str) -> Guarded:
        text, verdict = self.examine(original)
        guarded = self._allowed(text, verdict)
        self.learn(original, text, verdict)
        return guarded

    def _allowed(self, text: str, verdict: Verdict) -> Guarded:
        for service in verdict.services:
            if service not in self.services:
                listed = ", ".join(f"<{iri}>" for iri in sorted(self.services))
                raise QueryRefused(
                    f"SERVICE is not allowed for <{service}>; it is for {listed}" if listed else walk.NO_SERVICE
                )
        for iri in verdict.graphs:
            self._check_graph(iri)
        return Guarded(text, verdict.form, verdict.volatile, verdict.shape, verdict.services, verdict.graphs)

    def _check_graph(self, iri: str) -> None:
        if iri not in self.graphs:
            listed = ", ".join(f"<{graph}>" for graph in sorted(self.graphs)) or "none"
            raise QueryRefused(f"<{iri}> is not a graph of this dataset; the graphs are {listed}")

    def _check_length(self, text: str, kind: str) -> None:
        if len(text) > self.max_length:
            raise QueryRefused(f"the {kind} has {len(text)} characters; at most {self.max_length} are read", 413)

    def _tokens(self, text: str, kind: str) -> list[Token]:
        found = list(tokens(text))
        if depth(found) > self.max_nesting:
            raise QueryRefused(f"brackets are nested deeper than {self.max_nesting}; write the {kind} flatter")
        walk.check_values(found)
        return found


def guard(query: str, graphs: Collection[str]) -> Guarded:
    """Return one query if it only reads these graphs and asks no other endpoint; raises what `Guard.query` raises."""
    return Guard(graphs).query(query)


def _verdict(declarations: Any, tree: Any, found: list[Token]) -> Verdict:
    """Read a tree. Raises QueryRefused where the words of the text and the tree do not tell the same."""
    names = walk.Names(declarations)
    services, graphs = walk.services(tree, names), walk.graphs(tree, names)
    for word, seen in (("SERVICE", services), ("FROM", graphs)):
        if updates.count(found, word) != len(seen):
            raise QueryRefused(f"{word} stands where the parser does not see it; write the query more plainly")
    return Verdict(_FORMS[tree.name], bool(services) or walk.is_volatile(tree), _shape(found), graphs, services)


def _shape(found: list[Token]) -> str:
    """Return a digest (16 hexadecimal digits) of a query without its declarations and constants."""
    pieces = []
    skip = 0
    for token in found:
        if skip:
            skip -= 1
        elif token.kind == "word":
            word = token.text.upper()
            skip = {"PREFIX": 2, "BASE": 1}.get(word, 0)
            pieces.append("" if skip else "0" if word in {"TRUE", "FALSE"} else "a" if token.text == "a" else word)
        elif token.kind in {"iri", "pname"}:
            pieces.append("<>")
        elif token.kind in {"string", "number"}:
            pieces.append("0")
        elif token.kind != "lang":
            pieces.append(token.text)
    return hashlib.sha256(" ".join(filter(None, pieces)).encode()).hexdigest()[:16]


def _holds(found: list[Token], words: set[str]) -> bool:
    return any(token.kind == "word" and token.text.upper() in words for token in found)


def _parses(parser: Any, text: str) -> bool:
    try:
        parser(text)
    except (Failure, QueryRefused):
        return False
    return True
