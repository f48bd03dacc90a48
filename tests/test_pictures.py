"""The pictures: what they show is what the graph says, as data and as tables, with and without scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import Dataset

from support import ROOT
from tct.build import Build
from tct.errors import SourceError, SyntaxProblem
from tct.layout import Layout
from tct.namespaces import BASE, TCT, compact
from tct.store import MemoryStore, OxigraphStore
from tct.web import pictures
from tct.web.bars import axes, scale
from tct.web.drawn import Picture, draw, read_layers, read_positions, shape
from tct.web.page import SCRIPTED
from visit import Html, Visitor

DIRECTORY = ROOT / "queries" / "pictures"
NAMES = ("map", "timeline", "graph", "counts")


@pytest.fixture(scope="module")
def client(layout: Layout, built: Build) -> Visitor:
    """A client of the site."""
    return Visitor(layout, built)


def picture(name: str, store: OxigraphStore, lang: str = "en") -> Picture:
    """Return a picture of the real graph."""
    return draw(name, read_layers(DIRECTORY)[name], store, lang, {}, read_positions(DIRECTORY / "positions.toml"))


def table(drawn: Picture, layer: int, *columns: str) -> list[tuple[str, ...]]:
    """Return some columns of a layer as CURIEs or texts, several values with a blank between them."""
    rows = drawn.layers[layer].rows
    return [
        tuple(
            " ".join(compact(link.iri) if link.iri else link.text for link in row.cells.get(name, []))
            for name in columns
        )
        for row in rows
    ]


def data(client: Visitor, name: str, lang: str = "en") -> dict[str, Any]:
    """Return a picture as the scripts read it."""
    found: dict[str, Any] = client.get(f"/{name}.json", {"lang": lang}).json()
    return found


def test_every_picture_has_layers_and_a_page() -> None:
    assert set(read_layers(DIRECTORY)) == set(pictures.SCRIPTS) == set(NAMES)


def test_the_map_shows_the_route_of_each_leg_and_the_count_of_each_flow(store: OxigraphStore) -> None:
    drawn = picture("map", store)
    assert table(drawn, 1, "item", "from", "to", "transport") == [
        ("movement:mexico-bus-south", "place:us-mexico-border", "", "transport:bus"),
        ("movement:mexico-bus-to-tapachula", "place:us-mexico-border", "place:tapachula", "transport:bus"),
        ("movement:mexico-bus-to-villahermosa", "place:us-mexico-border", "place:villahermosa", "transport:bus"),
        ("movement:mexico-el-paso-to-santa-teresa", "place:el-paso", "place:santa-teresa-crossing", ""),
        ("movement:mexico-elderly-cubans-to-arizona", "", "place:arizona", ""),
        ("movement:mexico-elderly-cubans-to-nogales", "", "place:nogales-sonora", ""),
    ]
    counted = [row for row in drawn.layers[0].rows if "count" in row.cells]
    parts = {compact(row.cells["item"][0].iri): drawn.parts[row.cells["count"][0].iri] for row in counted}
    assert parts["movement:us-to-mexico-2025"]["lower"] == 11886
    assert "upper" not in parts["movement:us-to-mexico-2025"]
    assert not {"lower", "upper"} & set(parts["movement:mexico-mexican-nationals-to-mexico"])


def test_the_map_shows_every_flow_between_countries_and_every_place_where_something_happened(
    store: OxigraphStore,
) -> None:
    drawn = picture("map", store)
    for layer, properties in ((0, (TCT.sendingCountry, TCT.receivingCountry)), (2, (TCT.place,))):
        patterns = " ".join(f"?s <{name}> ?o{number} ." for number, name in enumerate(properties))
        answer = store.answer(f"SELECT DISTINCT ?s {{ {patterns} }}")
        found = {str(row[0]) for row in answer.rows}  # type: ignore[union-attr]
        assert {row.cells["item"][0].iri for row in drawn.layers[layer].rows} == found


def test_countries_have_the_code_by_which_their_shape_is_found_and_places_where_they_lie(client: Visitor) -> None:
    nodes = data(client, "map")["nodes"]
    countries = {node["id"]: node.get("iso3166") for node in nodes.values() if node["id"].startswith("country:")}
    assert countries == {
        "country:gt": "GT", "country:hn": "HN", "country:mx": "MX", "country:ss": "SS", "country:sv": "SV",
        "country:us": "US",
    }  # fmt: skip
    paso = nodes[f"{BASE}place/el-paso"]
    assert (paso["at"], paso["around"], paso["url"]) == ([31.759, -106.487], False, "/place/el-paso?lang=en")
    assert nodes[f"{BASE}place/arizona"]["around"] is True
    assert nodes[f"{BASE}place/us-mexico-border"]["inCountry"] == [f"{BASE}country/mx", f"{BASE}country/us"]


def test_places_that_the_map_cannot_draw_are_named_below_it(client: Visitor) -> None:
    drawn = client.get("/map", {"lang": "en"}).text
    ports = "place/us-ports-of-entry"
    assert drawn.count(f'href="/{ports}?lang=en"') == 1 + pictures.built(pictures.SCRIPTS["map"])


@pytest.mark.parametrize(
    ("edtf", "first", "last", "expected"),
    [
        ("2025-01-20/2025-12-10", "2025-01-20", "2025-12-10", "span"),
        ("2026-01-21", "2026-01-21", "2026-01-21", "day"),
        ("2022", "2022-01-01", "2022-12-31", "within"),
        ("2022/2023", "2022-01-01", "2023-12-31", "within"),
        ("[2017-01-20..2021-01-20]", "2017-01-20", "2021-01-20", "within"),
        ("2025?-02", "2025-02-01", "2025-02-28", "unsure"),
        ("2024?/2026-01-21", "2024-01-01", "2026-01-21", "unsure"),
        ("2024~", "2024-01-01", "2024-12-31", "unsure"),
        ("2017-01-20/..", "2017-01-20", None, "open"),
        ("../2017-01-20", None, "2017-01-20", "open"),
    ],
)
def test_a_period_is_drawn_as_exactly_as_it_is_known(
    edtf: str, first: str | None, last: str | None, expected: str
) -> None:
    assert shape(edtf, first, last) == expected


def test_the_timeline_holds_every_period_of_a_named_node_with_its_bounds(store: OxigraphStore) -> None:
    drawn = picture("timeline", store)
    when = {(row[0], row[1]): row[2] for row in table(drawn, 0, "item", "part", "period")}
    assert len(when) == 25
    period = drawn.parts[drawn.layers[0].rows[0].cells["period"][0].iri]
    assert period["shape"] in {"day", "span", "within"}
    shapes = {
        key[0]: drawn.parts[row.cells["period"][0].iri]["shape"]
        for key, row in zip(when, drawn.layers[0].rows, strict=True)
    }
    assert shapes["movement:us-to-mexico-2025"] == "span"
    assert shapes["agreement:us-mexico"] == "within"
    assert shapes["pressure:mexico-tariff-25-percent"] == "unsure"
    assert ("tct:Lawsuit", "lawsuit:dvd-v-dhs") in table(drawn, 1, "kind", "item")
    assert {row[1] for row in table(drawn, 1, "kind", "item")} & {key[0] for key in when} == set()


def test_the_graph_links_a_lawsuit_to_its_parties_with_what_says_so(store: OxigraphStore) -> None:
    drawn = picture("graph", store)
    rows = drawn.layers[0].rows
    suit = {
        (compact(row.cells["role"][0].iri), compact(row.cells["target"][0].iri)): row.claims
        for row in rows
        if row.cells["source"][0].iri == f"{BASE}lawsuit/dvd-v-dhs"
    }
    assert {target for role, target in suit if role == "tct:defendant"} == {"agency:dhs"}
    assert [compact(claim.iri) for claim in suit["tct:defendant", "agency:dhs"]] == ["claim:mexico-dvd-listed"]
    assert {role for role, _ in suit} == {"tct:challenges", "tct:court", "tct:defendant"}


def test_each_claim_beside_a_row_speaks_of_what_the_row_shows(store: OxigraphStore) -> None:
    for name in NAMES:
        for shown in picture(name, store).layers:
            about = {str(TCT[curie.removeprefix("tct:")]) for curie in shown.layer.about if ":" in curie}
            for row in shown.rows:
                wanted = about | {link.iri for part in shown.layer.about for link in row.cells.get(part, [])}
                for claim in row.claims:
                    named = {link.iri for link in claim.properties}
                    assert not named or named & wanted, (name, claim.iri)


def test_bars_end_where_a_bound_is_known_only(store: OxigraphStore) -> None:
    found = {axis.unit: axis for axis in axes(picture("counts", store), "en")}
    assert list(found) == ["persons", "miles", "years", "hours", "Percent", "Share"]
    people = [(compact(bar.text.iri), bar.kind, bar.lower, bar.upper) for bar in found["persons"].bars]
    assert people == [
        ("movement:us-to-mexico-2025", "floor", 11886 / 15000, None),
        ("detention:mexico-mexican-nationals", "none", None, None),
        ("movement:mexico-mexican-nationals-to-mexico", "none", None, None),
    ]
    assert [bar.kind for bar in found["miles"].bars] == ["exact", "floor", "floor", "floor"]
    assert [bar.kind for bar in found["hours"].bars] == ["ceiling"]
    assert [text for _, text in found["persons"].ticks] == ["0", "5,000", "10,000", "15,000"]
    assert found["Share"].ticks == []
    assert [text for _, text in axes(picture("counts", store, "es"), "es")[0].ticks][1] == "5\N{NO-BREAK SPACE}000"


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], (0, 0)), ([0], (0, 0)), ([1], (0.5, 1.5)), ([11886], (5000, 15000)), ([0.3, 0.02], (0.1, 0.4))],
)
def test_an_axis_leaves_room_beyond_the_largest_value(values: list[float], expected: tuple[float, float]) -> None:
    assert scale(values) == pytest.approx(expected)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_holds_its_rows_as_tables_with_evidence_and_the_query(client: Visitor, name: str, lang: str) -> None:
    answer = client.get(f"/{name}", {"lang": lang})
    html = Html(answer.text)
    assert (answer.status_code, answer.headers["content-language"]) == (200, lang)
    content = data(client, name, lang)
    links = [link["href"] for link in html.all("a")]
    for layer in content["layers"]:
        assert layer["title"] in html.text
        assert any(link.startswith("/sparql?query=") and link.endswith(f"&lang={lang}") for link in links)
        for row in layer["rows"]:
            for value in (value for values in row["cells"].values() for value in values if value in content["nodes"]):
                assert content["nodes"][value]["text"].partition(" “")[0] in html.text or value.startswith(
                    f"{BASE}leg/"
                )
            for claim in row["claims"]:
                assert f"/{claim.removeprefix(BASE)}?lang={lang}" in links
    assert [link for link in links if not link.startswith(("/", "#", "https://", "http://"))] == []
    assert html.stray == []
    assert len(html.ids) == len(set(html.ids))
    assert f"/{name}.json?lang={lang}" in {link["href"] for link in html.all("link")}


@pytest.mark.parametrize("name", NAMES)
def test_no_script_and_no_style_stands_within_a_page(client: Visitor, name: str) -> None:
    answer = client.get(f"/{name}")
    html = Html(answer.text)
    has_script = bool(pictures.SCRIPTS[name]) and pictures.built(pictures.SCRIPTS[name])
    assert [script["src"] for script in html.all("script")] == ([f"/static/vendor/{name}.js"] if has_script else [])
    assert html.all("style") == []
    assert [
        attributes for _, attributes in html.tags if any(key == "style" or key[:2] == "on" for key in attributes)
    ] == []
    policies = answer.headers.get_list("content-security-policy")
    assert len(policies) == 1
    assert (policies[0] == SCRIPTED) == has_script
    assert "unsafe" not in policies[0]


def test_without_the_npm_packages_a_page_says_so_and_keeps_its_tables(
    client: Visitor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pictures, "_STATIC", tmp_path)
    for name, text in (("map", "at least 11,886 persons"), ("timeline", "25 percent"), ("graph", "D.V.D. v.")):
        answer = client.get(f"/{name}", {"lang": "en"})
        html = Html(answer.text)
        assert "`make setup`" in html.text
        assert text in html.text
        assert html.all("script") == []
        assert "script-src" not in answer.headers["content-security-policy"]


def test_the_data_is_tagged_and_given_in_the_language_asked_for(client: Visitor) -> None:
    first = client.get("/counts.json", {"lang": "es"})
    assert first.headers["content-type"] == "application/json"
    again = client.get("/counts.json", {"lang": "es"}, {"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/counts.json", {"lang": "en"}).headers["etag"] != first.headers["etag"]
    assert first.json()["layers"][0]["title"] == "Personas"
    assert client.get("/counts", {"lang": "es"}, {"Accept": "application/json"}).json() == first.json()
    assert client.get("/counts", {"lang": "es", "format": "json"}).json() == first.json()


@pytest.mark.parametrize(
    ("path", "headers", "status", "said"),
    [
        ("/map?lang=fr", {}, 400, "fr"),
        ("/map.json?lang=xx", {"Accept": "application/json"}, 400, "xx"),
        ("/map?format=pdf", {}, 406, "pdf"),
        ("/map", {"Accept": "image/png"}, 406, "image/png"),
    ],
)
def test_what_is_not_offered_is_refused(
    client: Visitor, path: str, headers: dict[str, str], status: int, said: str
) -> None:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status
    assert said in answer.text


HOSTILE = """
@prefix tct: <https://w3id.org/third-country-transfers/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<javascript:alert(1)> a tct:Lawsuit ; rdfs:label "</script><script>alert(1)</script>"@en ;
  tct:court <data:text/html,x> .
<data:text/html,x> a tct:Court ; rdfs:label "<img src=x onerror=alert(2)>"@en .
"""


def test_a_hostile_iri_is_no_link_and_a_hostile_name_is_text() -> None:
    graph = Dataset(default_union=True)
    graph.parse(data=HOSTILE, format="turtle")
    drawn = draw("graph", read_layers(DIRECTORY)["graph"], MemoryStore(graph), "en", {})
    (row,) = drawn.layers[0].rows
    assert row.cells["source"][0].text == "</script><script>alert(1)</script>"
    from tct.web.page import href

    assert [href(row.cells[name][0].iri, "en") for name in ("source", "target")] == ["", ""]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('#+ layer = "flow"\nSELECT ?item {}', "title"),
        ('#+ layer = "flow"\n#+ title.en = "x"\nSELECT ?item {}', "title is given in en and es"),
        ('#+ layer = "x"\n#+ title.en = "x"\n#+ title.es = "x"\n#+ key = ["y"]\nSELECT ?item {}', "the key names ?y"),
        ('#+ layer = "x"\n#+ title.en = "x"\n#+ title.es = "x"\n#+ colour = 1\nSELECT ?item {}', "colour"),
        ("#+ layer = \nSELECT ?item {}", "Invalid value"),
    ],
)
def test_a_bad_header_is_named_with_its_file(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "10-x.rq").write_text(text, encoding="utf-8")
    with pytest.raises(SyntaxProblem, match=r"10-x\.rq") as error:
        read_layers(tmp_path)
    assert said in str(error.value)


@pytest.mark.parametrize(
    "entry", ["{ }", "{ at = [1] }", '{ at = ["1", "2"] }', "{ at = [91, 0] }", "{ at = [0, 181] }"]
)
def test_a_bad_position_is_named(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "positions.toml"
    path.write_text(f'"place:x" = {entry}\n', encoding="utf-8")
    with pytest.raises(SourceError, match="place:x"):
        read_positions(path)


def test_every_position_is_one_of_a_place_of_the_graph(store: OxigraphStore) -> None:
    answer = store.answer(f"SELECT DISTINCT ?s {{ ?s a <{TCT.Place}> }}")
    places = {str(row[0]) for row in answer.rows}  # type: ignore[union-attr]
    positions = read_positions(DIRECTORY / "positions.toml")
    assert set(positions) <= places
    assert json.loads(json.dumps(positions)) == positions
