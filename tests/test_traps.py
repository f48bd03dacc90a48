"""The traps of the Mexico page (section 0 of the design): each read right in the graph that is built of the tree.

One test a trap, in the order of the design's table; the answers are whole, so what would be too much fails too.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from rdflib import URIRef

from support import ROOT
from tct.namespaces import PREFIXES, SH, SHAPE, compact, version_prefixes
from tct.passages import verify
from tct.shapes import Shapes
from tct.sources import read_version
from tct.store import OxigraphStore, Solutions
from tct.text import digest, sentences

VERSION: Final = "mexico-2026-01-21"
VERSION_FILE: Final = ROOT / "data" / "sources" / f"{VERSION}.toml"
NAMES: Final = {**PREFIXES, **version_prefixes([VERSION])}
MX: Final = f"{VERSION}:"
BOTH_TRUMP_TERMS: Final = "2017-01-20/2026-01-21"
NO_ROWS: Final[list[tuple[str, ...]]] = []


def rows(store: OxigraphStore, query: str) -> list[tuple[str, ...]]:
    """Return the distinct rows of a SELECT, sorted: CURIEs, and the text of literals; '' where unbound."""
    answer = store.answer(query, NAMES)
    assert isinstance(answer, Solutions)
    found = {
        tuple("" if term is None else compact(str(term)) if isinstance(term, URIRef) else str(term) for term in row)
        for row in answer.rows
    }
    return sorted(found)


def column(store: OxigraphStore, query: str) -> list[str]:
    """Return the rows of a SELECT of one variable."""
    return [value for (value,) in rows(store, query)]


def note(store: OxigraphStore, claim: str) -> str:
    """Return the English note of a claim; fails where there is not exactly one, or none in Spanish."""
    found = rows(
        store,
        f"""SELECT ?en ?es WHERE {{ {claim} tct:note ?en , ?es .
          FILTER(LANG(?en) = "en" && LANG(?es) = "es") }}""",
    )
    assert len(found) == 1
    return found[0][0]


def properties(store: OxigraphStore, subject: str) -> list[str]:
    """Return the properties of a node, without its label and the graph that defines it."""
    return column(
        store,
        f"SELECT ?p WHERE {{ {subject} ?p ?o FILTER(?p NOT IN (rdfs:label, rdfs:isDefinedBy)) }}",
    )


def silences(store: OxigraphStore, about: str) -> list[tuple[str, ...]]:
    """Return (silence, property) of what this edition does not say about a node."""
    return rows(
        store,
        f"""SELECT ?silence ?property WHERE {{
          ?silence a tct:Silence ; tct:about {about} ; tct:onProperty ?property ; tct:inVersion document:{VERSION} ;
            tct:evidencedBy/tct:basis claim-basis:own-reading }}""",
    )


def facts_of(*passages: str) -> str:
    """Return the SPARQL pattern that binds ?claim and ?fact to what some passages state."""
    names = " ".join(f"{MX}{name}" for name in passages)
    return f"VALUES ?passage {{ {names} }} ?claim tct:statedIn ?passage . ?fact tct:evidencedBy ?claim ."


def test_01_the_sentence_that_stands_twice_is_one_fact_and_one_claim_with_two_passages(store: OxigraphStore) -> None:
    assert rows(store, "SELECT ?fact ?p WHERE { ?fact ?p ?quantity . ?quantity tct:number 11886 }") == [
        ("movement:us-to-mexico-2025", "tct:count"),
    ]
    assert rows(
        store,
        """SELECT ?claim ?passage WHERE {
          movement:us-to-mexico-2025 tct:evidencedBy ?claim .
          ?claim tct:onProperty tct:count ; tct:statedIn ?passage }""",
    ) == [("claim:mexico-count", f"{MX}p5s2"), ("claim:mexico-count", f"{MX}p8s2")]
    assert rows(
        store,
        """SELECT ?a ?b WHERE { ?a a tct:Passage ; tct:sha256 ?sha . ?b a tct:Passage ; tct:sha256 ?sha
          FILTER(STR(?a) < STR(?b)) }""",
    ) == [(f"{MX}p5s2", f"{MX}p8s2")]


def test_02_the_number_without_a_source_is_the_pages_own(store: OxigraphStore) -> None:
    assert rows(
        store,
        """SELECT ?basis ?saidBy ?reportedBy ?certainty WHERE {
          claim:mexico-count tct:basis ?basis ; tct:saidBy ?saidBy ; tct:certainty ?certainty
          OPTIONAL { claim:mexico-count tct:reportedBy ?reportedBy } }""",
    ) == [("claim-basis:own-voice", "party:mexico-authors", "", "claim-certainty:stated")]
    assert "No source is named" in note(store, "claim:mexico-count")
    assert "p8s1" in note(store, "claim:mexico-count")
    assert ("silence:mexico-count-source", "prov:hadPrimarySource") in silences(store, "movement:us-to-mexico-2025")
    assert rows(
        store,
        """SELECT ?absence ?responsible ?concerns WHERE {
          ?absence tct:absent absent-thing:published-data ; tct:responsible ?responsible ; tct:concerns ?concerns }""",
    ) == [("absence:mexico-data-on-returned-non-mexicans", "country:mx", "movement:us-to-mexico")]


def test_03_two_thousand_is_a_bus_ride_of_more_and_a_border_of_just_that(store: OxigraphStore) -> None:
    assert rows(
        store,
        f"""SELECT ?fact ?p ?qualifier ?unit ?open ?words ?passage WHERE {{
          ?quantity tct:number 2000 ; tct:qualifier ?qualifier ; tct:unit ?unit ; tct:verbatim ?words .
          ?fact ?p ?quantity ; tct:evidencedBy/tct:statedIn ?passage .
          OPTIONAL {{ ?quantity tct:lowerOpen ?open }}
          FILTER(STRSTARTS(STR(?passage), STR({MX}))) }}""",
    ) == [
        (
            "condition:mexico-shared-land-border",
            "tct:distance",
            "count-qualifier:exactly",
            "unit:mile",
            "",
            "2,000-mile",
            f"{MX}p14s2",
        ),
        *(
            (
                f"movement:mexico-bus-{end}",
                "tct:distance",
                "count-qualifier:more-than",
                "unit:mile",
                "true",
                "more than 2,000 miles",
                f"{MX}p10s1",
            )
            for end in ("south", "to-tapachula", "to-villahermosa")
        ),
    ]


def test_04_the_masked_officers_belong_to_no_agency_and_a_silence_says_so(store: OxigraphStore) -> None:
    assert rows(store, "SELECT ?who WHERE { movement:mexico-over-the-wall tct:carriedOutBy ?who }") == [
        ("party:mexico-masked-officers",),
    ]
    assert properties(store, "party:mexico-masked-officers") == ["rdf:type"]
    assert column(store, "SELECT ?type WHERE { party:mexico-masked-officers a ?type }") == ["tct:UnnamedActor"]
    assert silences(store, "party:mexico-masked-officers") == [
        ("silence:mexico-masked-officers-agency", "org:subOrganizationOf"),
    ]
    assert rows(store, "SELECT ?fact ?p WHERE { ?fact ?p party:mexico-masked-officers FILTER(?p != tct:about) }") == [
        ("movement:mexico-el-paso-to-santa-teresa", "tct:handedTo"),
        ("movement:mexico-over-the-wall", "tct:carriedOutBy"),
        ("violation:mexico-beatings", "tct:perpetrator"),
        ("violation:mexico-threat-of-jail-abroad", "tct:perpetrator"),
        ("violation:mexico-threat-of-prosecution", "tct:perpetrator"),
    ]
    # What the two sentences give to an agency ends with the hand-over.
    assert rows(
        store,
        f"SELECT ?fact ?p ?agency WHERE {{ {facts_of('p9s3', 'p9s4')} ?fact ?p ?agency . ?agency a tct:Agency }}",
    ) == [
        ("movement:mexico-el-paso-to-santa-teresa", "tct:carriedOutBy", "agency:ice"),
        ("violation:mexico-shackling", "tct:perpetrator", "agency:ice"),
    ]


def test_05_the_federal_judge_sits_in_an_unnamed_court_of_this_file_with_a_warning(
    store: OxigraphStore, shapes: Shapes
) -> None:
    assert rows(
        store, "SELECT ?court ?p WHERE { ruling:mexico-dvd-order-to-return ?p ?court . ?court a tct:Court }"
    ) == [
        ("court:mexico-us-federal-court", "tct:issuedBy"),
    ]
    assert rows(store, "SELECT ?g ?type WHERE { GRAPH ?g { court:mexico-us-federal-court a ?type } }") == [
        ("graph:mexico", "tct:Court"),
        ("graph:mexico", "tct:UnnamedActor"),
    ]
    assert properties(store, "court:mexico-us-federal-court") == ["rdf:type", "tct:ofCountry"]
    assert silences(store, "ruling:mexico-dvd-order-to-return") == [
        ("silence:mexico-dvd-order-court", "tct:inProceeding"),
        ("silence:mexico-dvd-order-date", "tct:during"),
        ("silence:mexico-dvd-order-judge", "tct:judge"),
    ]
    # The warning: what rule 44 selects, as the shape has it.
    assert shapes.graph.value(SHAPE["lawsuit-court-unnamed"], SH.severity) == SH.Warning
    select = shapes.graph.value(SHAPE["lawsuit-court-unnamed-court"], SH.select)
    assert rows(store, str(select)) == [("lawsuit:dvd-v-dhs", "court:mexico-us-federal-court")]


def test_06_the_lawsuit_that_is_listed_is_not_called_the_only_one(store: OxigraphStore) -> None:
    assert rows(store, f"SELECT ?claim ?fact WHERE {{ {facts_of('p6s1')} }}") == [
        ("claim:mexico-dvd-listed", "lawsuit:dvd-v-dhs"),
    ]
    assert "does not say that there is no other" in note(store, "claim:mexico-dvd-listed")
    # Nobody says that the list is complete, or that further suits are lacking.
    assert rows(store, "SELECT ?list WHERE { ?list a tct:Completeness }") == NO_ROWS
    assert rows(store, "SELECT ?absence WHERE { ?absence a tct:Absence ; tct:concerns lawsuit:dvd-v-dhs }") == NO_ROWS


def test_07_the_february_has_no_stated_year(store: OxigraphStore) -> None:
    assert rows(
        store,
        """SELECT ?edtf ?words ?anchor WHERE {
          pressure:mexico-tariff-25-percent tct:during ?period . ?period tct:edtf ?edtf ; tct:verbatim ?words
          OPTIONAL { ?period tct:anchoredTo ?anchor } }""",
    ) == [("2025?-02", "in February", "")]
    assert silences(store, "pressure:mexico-tariff-25-percent") == [("silence:mexico-tariff-year", "tct:anchoredTo")]
    assert "The year is not stated" in note(store, "claim:mexico-tariff-25-percent")


def test_08_where_the_man_was_raped_is_left_open(store: OxigraphStore) -> None:
    assert properties(store, "violation:mexico-1-earlier-rape") == [
        "rdf:type",
        "tct:affects",
        "tct:evidencedBy",
        "tct:perpetrator",
        "tct:violationType",
    ]
    assert properties(store, "party:mexico-rape-perpetrator") == ["rdf:type"]
    assert silences(store, "violation:mexico-1-earlier-rape") == [
        ("silence:mexico-1-earlier-rape-place", "tct:place"),
    ]
    assert "may be Mexico or Guatemala" in note(store, "claim:mexico-case-1-testimony")


def test_09_advocates_documented_reports_so_the_acts_are_reported(store: OxigraphStore) -> None:
    assert rows(
        store,
        f"""SELECT ?fact ?saidBy ?reportedBy ?basis ?certainty WHERE {{ {facts_of("p9s2")}
          ?claim tct:saidBy ?saidBy ; tct:basis ?basis ; tct:certainty ?certainty
          OPTIONAL {{ ?claim tct:reportedBy ?reportedBy }} }}""",
    ) == [
        (
            fact,
            "party:mexico-advocates",
            "party:mexico-authors",
            "claim-basis:advocates-report",
            "claim-certainty:reported",
        )
        for fact in ("movement:mexico-ice-informal-expulsions", "violation:mexico-removal-without-process")
    ]
    assert "reports, not the acts" in note(store, "claim:mexico-ice-informal-expulsions")


def test_10_some_cases_are_beatings_and_not_some_of_those_who_tell_of_them(store: OxigraphStore) -> None:
    assert rows(
        store,
        f"""SELECT ?fact ?saidBy ?qualifier ?words ?unit WHERE {{ {facts_of("p9s4")}
          ?claim tct:saidBy ?saidBy
          OPTIONAL {{ ?fact tct:extent ?extent . ?extent tct:qualifier ?qualifier ; tct:verbatim ?words
            OPTIONAL {{ ?extent tct:unit ?unit }} }} }}""",
    ) == [
        ("violation:mexico-beatings", "party:mexico-detainees", "count-qualifier:some", "in some cases", ""),
        ("violation:mexico-threat-of-jail-abroad", "party:mexico-detainees", "", "", ""),
        ("violation:mexico-threat-of-prosecution", "party:mexico-detainees", "", "", ""),
    ]
    assert "counts cases, not those who reported" in note(store, "claim:mexico-beatings")


def test_11_which_trump_administration_is_left_open_where_the_page_leaves_it_open(store: OxigraphStore) -> None:
    assert column(store, "SELECT ?type WHERE { party:mexico-a-trump-administration a ?type }") == ["tct:UnnamedActor"]
    assert properties(store, "party:mexico-a-trump-administration") == ["rdf:type", "tct:ofCountry"]
    assert rows(store, "SELECT ?node ?p WHERE { ?node ?p party:mexico-a-trump-administration }") == [
        ("movement:mexico-2-us-to-mexico", "tct:carriedOutBy"),
        ("movement:mexico-people-who-could-face-harm", "tct:carriedOutBy"),
        ("period:movement-us-to-mexico-protected-people-during", "tct:anchoredTo"),
    ]
    assert column(store, "SELECT ?edtf WHERE { movement:us-to-mexico-protected-people tct:during/tct:edtf ?edtf }") == [
        BOTH_TRUMP_TERMS
    ]
    assert silences(store, "movement:us-to-mexico-protected-people") == [
        ("silence:mexico-protected-people-administration", "tct:carriedOutBy"),
    ]
    assert silences(store, "movement:mexico-people-who-could-face-harm") == [
        ("silence:mexico-who-could-face-harm-when", "tct:during"),
    ]
    # Nothing that these sentences state names one of the two.
    assert (
        rows(
            store,
            f"""SELECT ?fact ?p WHERE {{ {facts_of("p8s4", "p13s3")}
              ?fact (tct:during|tct:began)? ?node . ?node ?p ?administration .
              ?administration a tct:Administration }}""",
        )
        == NO_ROWS
    )


def test_12_a_start_under_the_first_administration_is_a_window_of_four_years(store: OxigraphStore) -> None:
    assert rows(
        store,
        """SELECT ?edtf ?notBefore ?notAfter ?anchor WHERE {
          agreement:us-mexico tct:began ?period .
          ?period tct:edtf ?edtf ; tct:notBefore ?notBefore ; tct:notAfter ?notAfter ; tct:anchoredTo ?anchor }""",
    ) == [("[2017-01-20..2021-01-20]", "2017-01-20", "2021-01-20", "party:first-trump-administration")]
    # Of the single day, only the administration itself has its start.
    assert column(store, 'SELECT ?fact WHERE { ?fact ?p ?period . ?period tct:edtf "2017-01-20"^^edtf:EDTF }') == [
        "party:first-trump-administration",
    ]


def test_13_authorities_and_criminal_groups_are_named_together(store: OxigraphStore) -> None:
    exposures = [
        f"violation:mexico-exposure-to-{kind}"
        for kind in ("abuse", "exploitation", "kidnapping", "rape", "repeated-detention", "robbery")
    ]
    both = ("party:mexico-criminal-groups", "party:mexico-mexican-authorities")
    assert rows(
        store,
        f"""SELECT ?fact ?who ?certainty WHERE {{ {facts_of("p13s1")}
          ?fact tct:perpetrator ?who . ?claim tct:certainty ?certainty }}""",
    ) == [(fact, who, "claim-certainty:possible") for fact in exposures for who in both]
    for fact in exposures:
        assert silences(store, fact) == [("silence:mexico-who-commits-which-abuse", "tct:carriedOutBy")]
        assert rows(store, f"SELECT ?who WHERE {{ {fact} tct:carriedOutBy ?who }}") == NO_ROWS


def test_14_two_thirds_of_which_carries_a_note(store: OxigraphStore) -> None:
    assert rows(
        store,
        """SELECT ?fact ?numerator ?denominator ?qualifier ?number ?lower ?upper ?certainty WHERE {
          ?fact tct:share ?share ; tct:evidencedBy/tct:certainty ?certainty .
          ?share tct:numerator ?numerator ; tct:denominator ?denominator ; tct:qualifier ?qualifier
          OPTIONAL { ?share tct:number ?number } OPTIONAL { ?share tct:lower ?lower }
          OPTIONAL { ?share tct:upper ?upper } }""",
    ) == [
        (
            "condition:mexico-organized-crime-share",
            "2",
            "3",
            "count-qualifier:estimated",
            "",
            "",
            "",
            "claim-certainty:estimated",
        ),
    ]
    said = note(store, "claim:mexico-organized-crime-share")
    assert "share of homicides" in said
    assert "could also mean violent crime" in said


def test_15_the_count_gives_at_least_36_5_a_day(store: OxigraphStore) -> None:
    assert rows(
        store,
        """SELECT ?lower ?upper ?days ?leastPerDay WHERE {
          movement:us-to-mexico-2025 tct:count ?count ; tct:during/tct:days ?days .
          ?count tct:lower ?lower
          OPTIONAL { ?count tct:upper ?upper }
          BIND(FLOOR(?lower * 10 / ?days) / 10 AS ?leastPerDay) }""",
    ) == [("11886", "", "325", "36.5")]


def test_16_what_happens_after_arrival_follows_the_undated_movement(store: OxigraphStore) -> None:
    after = facts_of("p10s1", "p10s2", "p10s3", "p10s4", "p10s5")
    assert column(
        store, f"SELECT ?start WHERE {{ {after} ?fact tct:follows+ ?start . ?start a tct:ThirdCountryTransfer }}"
    ) == [
        "movement:us-to-mexico",
    ]
    nationals = ("guatemalans", "hondurans", "salvadorans")
    home = ("guatemala", "honduras", "el-salvador")
    assert column(store, "SELECT ?fact WHERE { ?fact tct:follows movement:us-to-mexico }") == sorted(
        [
            "movement:mexico-bus-south",
            "movement:mexico-bus-to-tapachula",
            "movement:mexico-bus-to-villahermosa",
            *(f"movement:mexico-{who}-to-{where}" for who, where in zip(nationals, home, strict=True)),
            "movement:mexico-protected-guatemalans-onward",
            "movement:mexico-protected-salvadorans-onward",
            "outcome:mexico-bussed-south",
            "outcome:mexico-cubans-released",
            *(f"outcome:mexico-{who}-deported" for who in nationals),
            "outcome:mexico-separated-from-family",
            "outcome:mexico-venezuelans-released",
        ]
    )
    assert rows(store, "SELECT ?fact WHERE { ?fact tct:follows movement:us-to-mexico-2025 }") == NO_ROWS
    dated = "VALUES ?p { tct:during tct:began tct:ended tct:count }"
    assert rows(store, f"SELECT ?fact ?p WHERE {{ {after} {dated} ?fact ?p ?value }}") == NO_ROWS
    assert rows(store, f"SELECT ?p WHERE {{ {dated} movement:us-to-mexico ?p ?value }}") == NO_ROWS


def test_17_imumis_findings_are_about_people_in_detention(store: OxigraphStore) -> None:
    assert rows(
        store,
        f"""SELECT ?fact ?who WHERE {{ {facts_of("p11s1")}
          ?claim tct:saidBy party:imumi . ?fact tct:affects ?who }}""",
    ) == [
        (f"violation:mexico-{what}", "group:mexico-people-in-migration-detention")
        for what in (
            "no-contact-with-consulates",
            "no-contact-with-lawyers",
            "not-told-of-asylum",
            "prolonged-detention",
        )
    ]
    assert properties(store, "group:mexico-people-in-migration-detention") == ["dcterms:source", "rdf:type"]


def test_18_mexico_receives_people_and_mexicans_are_sent_elsewhere(store: OxigraphStore) -> None:
    assert rows(
        store,
        """SELECT ?movement ?sender ?receiver WHERE {
          ?movement a tct:ThirdCountryTransfer ; tct:sendingCountry ?sender ; tct:receivingCountry ?receiver ;
            tct:moved/tct:subgroupOf*/tct:nationality country:mx }""",
    ) == [
        ("movement:mexico-mexican-nationals-to-honduras", "country:us", "country:hn"),
        ("movement:mexico-mexican-nationals-to-south-sudan", "country:us", "country:ss"),
    ]
    for where in ("honduras", "south-sudan"):
        assert "not a full list" in note(store, f"claim:mexico-mexicans-to-{where}")
    # The other role: of all transfers to Mexico, none moves Mexicans.
    assert (
        rows(
            store,
            """SELECT ?movement WHERE {
              ?movement a tct:ThirdCountryTransfer ; tct:receivingCountry country:mx ;
                tct:moved/tct:subgroupOf*/tct:nationality country:mx }""",
        )
        == NO_ROWS
    )
    assert column(
        store,
        "SELECT ?receiver WHERE { ?movement a tct:ThirdCountryTransfer ; tct:receivingCountry ?receiver }",
    ) == ["country:hn", "country:mx", "country:ss"]


def test_19_thousands_count_detention_and_deportation_and_have_no_number(store: OxigraphStore) -> None:
    assert rows(
        store,
        """SELECT ?fact ?type ?p ?number ?lower ?upper WHERE {
          ?quantity tct:qualifier count-qualifier:thousands . ?fact ?p ?quantity ; a ?type
          OPTIONAL { ?quantity tct:number ?number } OPTIONAL { ?quantity tct:lower ?lower }
          OPTIONAL { ?quantity tct:upper ?upper } }""",
    ) == [
        ("detention:mexico-mexican-nationals", "tct:Detention", "tct:count", "", "", ""),
        ("movement:mexico-mexican-nationals-to-mexico", "tct:ReturnToOrigin", "tct:count", "", "", ""),
    ]
    for where in ("honduras", "south-sudan"):
        movement = f"movement:mexico-mexican-nationals-to-{where}"
        assert rows(store, f"SELECT ?p WHERE {{ VALUES ?p {{ tct:count tct:extent }} {movement} ?p ?q }}") == NO_ROWS
        assert silences(store, movement) == [("silence:mexico-mexican-nationals-sent-how-many", "tct:count")]


def test_20_the_trade_agreement_is_no_transfer_agreement(store: OxigraphStore) -> None:
    assert rows(store, "SELECT ?type ?kind WHERE { policy:usmca a ?type ; tct:policyType ?kind }") == [
        ("tct:Policy", "policy-type:trade-agreement"),
    ]
    assert rows(store, "SELECT ?agreement ?form WHERE { ?agreement a tct:Agreement ; tct:form ?form }") == [
        ("agreement:us-mexico", "agreement-form:unwritten"),
    ]
    assert rows(store, "SELECT ?fact ?p WHERE { ?fact ?p policy:usmca }") == [
        ("condition:mexico-integrated-supply-chains", "tct:underPolicy"),
    ]


def test_21_nogales_is_the_city_in_mexico(store: OxigraphStore) -> None:
    assert column(
        store,
        "SELECT ?place WHERE { movement:mexico-elderly-cubans-to-nogales tct:hasLeg/tct:toPlace ?place }",
    ) == ["place:nogales-sonora"]
    assert rows(
        store, "SELECT ?country ?same WHERE { place:nogales-sonora tct:inCountry ?country ; skos:exactMatch ?same }"
    ) == [
        ("country:mx", "https://sws.geonames.org/4004886/"),
    ]
    assert rows(store, "SELECT ?node ?p WHERE { ?node ?p ?o FILTER(CONTAINS(STR(?o), '5306611')) }") == NO_ROWS


def test_22_new_york_is_the_state_and_a_note_says_so(store: OxigraphStore) -> None:
    assert column(store, "SELECT ?place WHERE { arrest:mexico-elderly-cubans-new-york tct:place ?place }") == [
        "place:new-york",
    ]
    assert rows(store, "SELECT ?type ?same WHERE { place:new-york tct:placeType ?type ; skos:exactMatch ?same }") == [
        ("place-type:state", "https://sws.geonames.org/5128638/"),
    ]
    assert "is read as the state" in note(store, "claim:mexico-elderly-cubans-arrests")


def test_23_what_happens_to_haitians_and_nicaraguans_is_not_stated(store: OxigraphStore) -> None:
    for nationality, country in (("haitian", "ht"), ("nicaraguan", "ni")):
        group = f"group:{nationality}-nationals"
        silence = f"silence:mexico-{nationality}s-after-arrival"
        assert silences(store, group) == [(silence, "tct:affects")]
        assert rows(store, f"SELECT ?node ?p WHERE {{ ?node ?p {group} }}") == [(silence, "tct:about")]
        assert column(store, f"SELECT ?movement WHERE {{ ?movement tct:primaryNationality country:{country} }}") == [
            "movement:us-to-mexico-2025",
            "movement:us-to-mexico-under-pressure",
        ]
    # The five whose way after arrival is told.
    assert column(
        store,
        f"""SELECT ?country WHERE {{ {facts_of("p10s3", "p10s4")}
          ?fact (tct:affects|tct:moved)/tct:nationality ?country }}""",
    ) == ["country:cu", "country:gt", "country:hn", "country:sv", "country:ve"]


def test_24_unlawfully_is_the_pages_word_and_no_courts_finding(store: OxigraphStore) -> None:
    assert rows(
        store,
        """SELECT ?claim ?saidBy ?basis ?certainty WHERE {
          movement:mexico-1-us-to-mexico tct:evidencedBy ?claim .
          ?claim tct:saidBy ?saidBy ; tct:basis ?basis ; tct:certainty ?certainty }""",
    ) == [("claim:mexico-case-1-sent", "party:mexico-authors", "claim-basis:own-voice", "claim-certainty:stated")]
    assert "not a court's finding" in note(store, "claim:mexico-case-1-sent")
    # What befell the man: no violation is made of his being sent to Mexico.
    assert rows(
        store,
        """SELECT ?violation ?perpetrator ?certainty WHERE {
          ?violation a tct:Violation ; tct:affects person:mexico-1 ; tct:perpetrator ?perpetrator ;
            tct:evidencedBy/tct:certainty ?certainty }""",
    ) == [
        ("violation:mexico-1-earlier-rape", "party:mexico-rape-perpetrator", "claim-certainty:reported"),
        ("violation:mexico-1-removal", "party:mexico-mexican-authorities", "claim-certainty:stated"),
    ]
    # The one ruling about him orders his return; it finds nothing.
    assert rows(
        store, "SELECT ?ruling ?type WHERE { ?ruling tct:concerns person:mexico-1 ; tct:rulingType ?type }"
    ) == [
        ("ruling:mexico-dvd-order-to-return", "ruling-type:order-to-return"),
    ]


def test_25_rulings_are_reported_and_no_court_paper_was_read(store: OxigraphStore) -> None:
    assert rows(
        store,
        """SELECT ?ruling ?basis ?saidBy ?passage WHERE {
          ?ruling a tct:Ruling ; tct:evidencedBy ?claim .
          ?claim tct:basis ?basis ; tct:saidBy ?saidBy ; tct:statedIn ?passage }""",
    ) == [
        (
            "ruling:mexico-2022-reception-guidelines",
            "claim-basis:reported-ruling",
            "party:mexico-authors",
            f"{MX}p12s2",
        ),
        ("ruling:mexico-dvd-order-to-return", "claim-basis:reported-ruling", "party:mexico-authors", f"{MX}p10s8"),
    ]
    assert column(
        store,
        f"SELECT ?basis WHERE {{ {facts_of('p10s8', 'p12s2')} ?claim tct:basis ?basis }}",
    ) == ["claim-basis:reported-ruling"]
    assert "No court paper was read" in note(store, "claim:mexico-dvd-order")
    assert column(store, "SELECT ?version WHERE { ?version a tct:DocumentVersion }") == [f"document:{VERSION}"]


def test_26_positions_count_code_points_of_a_text_that_is_not_normalised(store: OxigraphStore) -> None:
    table = tomllib.loads(VERSION_FILE.read_text(encoding="utf-8"))
    assert (table["code_points"], table["bytes"]) == (8041, 8084)
    spans = [(p.name, p.start, p.end) for p in read_version(VERSION_FILE).passages]
    assert (len(spans), spans[0], spans[-1]) == (46, ("p1s1", 0, 6), ("p14s7", 7698, 8041))
    assert rows(
        store,
        f"""SELECT ?start ?end WHERE {{ ?passage oa:hasSource document:{VERSION} ; oa:hasSelector ?position .
          ?position oa:start ?start ; oa:end ?end }}""",
    ) == sorted((str(start), str(end)) for _, start, end in spans)


def test_26_the_text_has_its_misprint_its_odd_spaces_and_its_digest(sources: Path) -> None:
    version = read_version(VERSION_FILE)
    text = version.read_text(sources)
    assert text is not None
    assert (len(text), len(text.encode("utf-8"))) == (8041, 8084)
    assert digest(text) == version.sha256
    assert verify(version, text) == []
    assert [(p.name, p.start, p.end) for p in version.passages] == [(s.name, s.start, s.end) for s in sentences(text)]
    spans = {passage.name: text[passage.start : passage.end] for passage in version.passages}
    assert [name for name, span in spans.items() if "documreents" in span] == ["p9s5"]
    assert text.count("\u00a0") == 7
    outside_ascii = {character for character in text if not character.isascii()}
    assert outside_ascii == set("\u00a0\u2013\u2014\u2019\u201c\u201d\u00f3\u00e9")
