"""One wrong triple changes the answer to the question that it matters to: the expected answers are no accident."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Final

import pytest

from support import ROOT
from tct.namespaces import PREFIXES, version_prefixes
from tct.questions import difference, read_question, run, same
from tct.store import OxigraphStore

QUESTIONS: Final = ROOT / "queries" / "questions"
NAMES: Final = {**PREFIXES, **version_prefixes(["mexico-2026-01-21"])}
PROLOGUE: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in NAMES.items())


@dataclass(frozen=True)
class Mutation:
    """A triple of a named graph that goes, one that comes in, or one in place of the other."""

    graph: str
    delete: str = ""
    insert: str = ""

    def holds(self, store: OxigraphStore, triple: str) -> bool:
        """Whether the graph has a triple."""
        return store.answer(f"ASK {{ GRAPH graph:{self.graph} {{ {triple} }} }}", NAMES) is True

    def apply(self, store: OxigraphStore) -> None:
        """Change the store."""
        updates = [("DELETE", self.delete), ("INSERT", self.insert)]
        parts = [f"{verb} DATA {{ GRAPH graph:{self.graph} {{ {triple} }} }}" for verb, triple in updates if triple]
        store.engine.update(PROLOGUE + " ;\n".join(parts))


def read_mutations() -> dict[str, Mutation]:
    """Return the mutations, by the slug of their question."""
    table = tomllib.loads((ROOT / "tests" / "mutations.toml").read_text(encoding="utf-8"))
    return {slug: Mutation(**mutation) for slug, mutation in table.items()}


MUTATIONS: Final = read_mutations()


def test_there_are_at_least_twenty_mutations() -> None:
    assert len(MUTATIONS) >= 20


@pytest.mark.parametrize("slug", MUTATIONS)
def test_a_wrong_triple_changes_the_answer(slug: str, nquads: bytes) -> None:
    mutation = MUTATIONS[slug]
    question = read_question(QUESTIONS / f"{slug}.rq")
    store = OxigraphStore.create(nquads)

    assert mutation.delete or mutation.insert
    assert not mutation.delete or mutation.holds(store, mutation.delete)
    assert not mutation.insert or not mutation.holds(store, mutation.insert)
    before = run(question, store)
    assert difference(question.expected, before) == ""

    mutation.apply(store)
    assert not same(before, run(question, store))
