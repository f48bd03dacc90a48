"""Search: what is found by which words, in which order, and what is refused; the page and its JSON."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from tct.build import Build
from tct.layout import Layout
from tct.namespaces import BASE
from tct.search import Entry, Found, Index, entries, fold, marks
from tct.store import OxigraphStore
from visit import Html, Visitor, is_sound


def entry(iri: str, kind: str, *names: str, text: str = "", links: int = 0) -> Entry:
    """Return an entry whose first name is its caption."""
    texts = ((text, "en"),) if text else ()
    return Entry(iri, kind, {"en": names[0]} if names else {}, names, texts, links=links)


OFFICE = entry("x:1", "a", "National Office of Lakes", "Oficina Nacional de Migración", "NOL", text="It keeps lakes.")
SUIT = entry("x:2", "b", "D.V.D. v. U.S. Office", text="A suit about the lakes.")
FLOOD = entry("x:3", "b", "Flood", text="High water at the National Office.")
LAKE = entry("x:4", "c", "Lakes")
SMALL = Index([OFFICE, SUIT, FLOOD, LAKE])


def iris(found: Found) -> list[str]:
    """Return what was found, in order."""
    return [hit.entry.iri for hit in found.hits]


@pytest.fixture(scope="module")
def index(store: OxigraphStore) -> Index:
    """The index of the real graph."""
    return Index(entries(store))


@pytest.fixture(scope="module")
def client(layout: Layout, built: Build) -> Visitor:
    """A client of the site."""
    return Visitor(layout, built)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lakes", ["x:4", "x:1", "x:2"]),
        ("LAKES", ["x:4", "x:1", "x:2"]),
        ("nol", ["x:1"]),
        ("migracion", ["x:1"]),
        ("MIGRACIÓN", ["x:1"]),
        ("migracio\u0301n", ["x:1"]),
        ("migrac", ["x:1"]),
        ("national office", ["x:1", "x:3"]),
        ("dvd", ["x:2"]),
        ("D.V.D. v US", ["x:2"]),
        ("u.s.", ["x:2"]),
        ("lakes flood", ["x:3", "x:4", "x:1", "x:2"]),
        ("", []),
        ("  ", []),
        ('"*() -:^', []),
    ],
)
def test_words_are_found_whatever_their_accents_and_case(text: str, expected: list[str]) -> None:
    found = SMALL.search(text)
    assert sorted(iris(found)) == sorted(expected)
    assert iris(found)[:1] == expected[:1]


def test_a_typing_error_is_read_as_the_nearest_word_and_says_so() -> None:
    found = SMALL.search("offcie lakse")
    assert found.read_as == {"offcie": ["office"], "lakse": ["lakes"]}
    assert iris(found) == ["x:1", "x:2"]
    assert SMALL.search("NLO").read_as == {"nlo": ["nol"]}
    assert SMALL.search("xyzzyq").read_as == {"xyzzyq": []}
    assert SMALL.search("1234").read_as == {"1234": []}


def test_what_holds_some_of_the_words_is_shown_where_nothing_holds_all() -> None:
    found = SMALL.search("flood xyzzyq")
    assert (found.partial, iris(found), found.read_as) == (True, ["x:3"], {"xyzzyq": []})
    asked = SMALL.search("is a flood of the office")
    assert (asked.partial, iris(asked)) == (True, ["x:3"])


def test_kinds_are_counted_whatever_kind_is_chosen() -> None:
    found = SMALL.search("lakes", kind="b")
    assert iris(found) == ["x:2"]
    assert found.kinds == [("a", 1), ("b", 1), ("c", 1)]
    assert (found.total, SMALL.search("lakes").total) == (1, 3)


def test_pages_follow_one_another() -> None:
    whole = iris(SMALL.search("lakes"))
    assert [iris(SMALL.search("lakes", first=place, limit=1)) for place in range(4)] == [*([iri] for iri in whole), []]


def test_of_two_of_one_name_the_one_that_is_spoken_of_comes_first() -> None:
    few, many = entry("x:a", "a", "Dam", links=1), entry("x:b", "a", "Dam", links=90)
    assert iris(Index([few, many]).search("dam")) == ["x:b", "x:a"]


def test_words_are_marked_in_what_is_shown() -> None:
    (hit, *_) = SMALL.search("migracion").hits
    assert "".join(text for text, _ in hit.caption) == "National Office of Lakes"
    assert hit.also == [("Oficina Nacional de ", False), ("Migración", True)]
    assert marks("U.S. law", ["us"]) == [("U.S.", True), (" law", False)]


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_the_search_nor_the_marks(text: str) -> None:
    SMALL.search(text)
    assert "".join(piece for piece, _ in marks(text, fold(text).split() or ["x"])) == text


@given(st.sampled_from(["lakes", "national", "migracion", "flood", "office"]), st.data())
@settings(max_examples=100, deadline=None)
def test_one_wrong_letter_finds_the_same(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    wrong = word[:place] + "q" + word[place + 1 :]
    assert sorted(iris(SMALL.search(wrong))) == sorted(iris(SMALL.search(word)))


def test_threads_may_search_at_once() -> None:
    answers: list[list[str]] = []
    threads = [threading.Thread(target=lambda: answers.append(iris(SMALL.search("lakes")))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == [iris(SMALL.search("lakes"))] * 16


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("INM", "agency/inm"),
        ("cbp", "agency/cbp"),
        ("IMN", "agency/inm"),
        ("Instituto Nacional de Migracion", "agency/inm"),
        ("Mexcio", "country/mx"),
        ("méxico", "country/mx"),
        ("MX", "country/mx"),
        ("DVD", "lawsuit/dvd-v-dhs"),
        ("D.V.D. v. Department of Homeland Security", "lawsuit/dvd-v-dhs"),
        ("chain refoulment", "scheme/pattern/chain-refoulement"),
        ("remain in mexico", "policy/remain-in-mexico"),
    ],
)
def test_a_reader_finds_it_first(index: Index, text: str, first: str) -> None:
    assert iris(index.search(text, "en"))[0] == BASE + first


def test_instances_are_found_by_what_their_class_is_called(index: Index) -> None:
    for word in ("lawsuit", "litigio"):
        assert f"{BASE}lawsuit/dvd-v-dhs" in iris(index.search(word, limit=100))


PERSON = """
@prefix tct: <https://w3id.org/third-country-transfers/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix dcterms: <http://purl.org/dc/terms/> .
<https://w3id.org/third-country-transfers/person/x-1> a tct:AnonymousPerson ;
  rdfs:label "A person at the lake"@en ; skos:altLabel "Zebedee Quorn"@en ; skos:notation "ZQ77" ;
  dcterms:description "Zebedee lives by the lake."@en ; skos:definition "Quorn"@en ; tct:note "Quorn family"@en .
"""


def test_a_person_is_found_by_the_public_caption_only() -> None:
    graph = Graph().parse(data=PERSON, format="turtle")
    index = Index(entries(OxigraphStore.read(graph.serialize(format="nt").encode())))
    for word in ("Zebedee", "Quorn", "ZQ77", "family", "x-1"):
        assert iris(index.search(word)) == [], word
    (hit,) = index.search("lake").hits
    assert (hit.entry.names, hit.entry.texts) == (("A person at the lake",), ())


def test_the_page_shows_results_kinds_and_the_way_to_the_data(client: Visitor) -> None:
    answer = client.get("/search", params={"q": "INM", "lang": "es"})
    page = Html(answer.text)
    is_sound(page)
    assert (answer.status_code, answer.headers["content-language"]) == (200, "es")
    links = [link["href"] for link in page.all("a")]
    assert "/agency/inm?lang=es" in links
    assert "/search?q=INM&kind=tct%3AAgency&lang=es" in links
    assert "/search?q=INM&format=json&lang=es" in links
    assert "Resultados: 3" in page.text
    assert len(page.all("mark")) >= 3


def test_questions_are_found_too(client: Visitor) -> None:
    answer = client.get("/search", params={"q": "lawsuits", "kind": "question"})
    assert "/questions/lawsuits-in-a-country?lang=en" in [link["href"] for link in Html(answer.text).all("a")]


@pytest.mark.parametrize("way", [{"format": "json"}, {}])
def test_the_same_as_json(client: Visitor, built: Build, way: dict[str, str]) -> None:
    answer = client.get("/search", params={"q": "cbp", "limit": "1", **way}, headers={"Accept": "application/json"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {
        "query": "cbp",
        "language": "en",
        "total": 3,
        "partial": False,
        "read_as": {},
        "kinds": [
            {"kind": "tct:Agency", "label": "Agency", "count": 1},
            {"kind": "tct:Claim", "label": "Claim", "count": 1},
            {"kind": "tct:ThirdCountryTransfer", "label": "Third-country transfer", "count": 1},
        ],
        "results": [
            {
                "iri": f"{BASE}agency/cbp",
                "id": "agency:cbp",
                "address": "/agency/cbp?lang=en",
                "kind": "tct:Agency",
                "kind_label": "Agency",
                "label": "U.S. Customs and Border Protection",
                "also": "CBP",
                "text": "",
            }
        ],
        "release": built.manifest.version,
        "sha256": built.manifest.digest,
    }


@pytest.mark.parametrize(
    ("params", "status", "said"),
    [
        ({"q": "x" * 201}, 414, "at most 200 characters, this one has 201"),
        ({"q": "x", "page": "0"}, 400, "page=0: give a number from 1 to 100"),
        ({"q": "x", "page": "²"}, 400, "give a number from 1 to 100"),
        ({"q": "x", "limit": "1000"}, 400, "limit=1000: give a number from 1 to 100"),
        ({"q": "x", "kind": "tct:Lawsit"}, 400, "did you mean tct:Lawsuit"),
        ({"q": "x", "lang": "fr"}, 400, "choose en or es"),
        ({"q": "x", "format": "pdf"}, 406, "pdf is not offered here"),
        ({"format": "json"}, 400, "nothing to search for"),
    ],
)
def test_what_cannot_be_searched_is_refused(client: Visitor, params: dict[str, str], status: int, said: str) -> None:
    answer = client.get("/search", params=params, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in answer.json()["detail"]
    shown = client.get("/search", params=params)
    assert shown.status_code == status
    is_sound(Html(shown.text))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\x00\x1b[31m", "💧"])
def test_a_hostile_text_is_only_text(client: Visitor, text: str) -> None:
    answer = client.get("/search", params={"q": text})
    assert answer.status_code == 200
    page = Html(answer.text)
    is_sound(page)
    assert page.all("img") == []


def test_an_empty_search_says_what_it_looks_in(client: Visitor) -> None:
    answer = client.get("/search")
    assert "Accents, capitals and small typing errors do not matter." in answer.text
    is_sound(Html(answer.text))


def test_the_search_is_described_for_programs(client: Visitor) -> None:
    described = client.get("/openapi.json", headers={"Accept": "application/json"}).json()["paths"]["/search"]["get"]
    assert [parameter["name"] for parameter in described["parameters"]] == [
        "q", "kind", "page", "limit", "lang", "format",
    ]  # fmt: skip
    assert sorted(described["responses"]) == ["200", "400", "406", "414"]


def test_many_kinds_do_not_bury_the_results(client: Visitor) -> None:
    page = Html(client.get("/search", {"q": "mexico", "kind": "tct:Ruling"}).text)
    is_sound(page)
    assert [details.get("open") for details in page.all("details")] == [""]
    assert "/search?q=mexico&lang=en" in [link["href"] for link in page.all("a")]
    closed = Html(client.get("/search", {"q": "mexico"}).text)
    assert [details.get("open") for details in closed.all("details")] == [None]
    assert "/search?q=mexico&page=2&lang=en" in [link["href"] for link in closed.all("a")]
