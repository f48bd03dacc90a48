"""How to cite the dataset, a node of it or the answer to a question: CSL-JSON, BibTeX, and a line in APA style.

A citation names the version and the digest of the release, and the permanent address. There is no clock in it: the
day is that of the release. The APA style (7th edition, 10.9, data sets) is written here for this one kind of work,
because the style files of a citation processor weigh more than this project; the tests compare it with a processor.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tct.build import Manifest
from tct.namespaces import BASE

PROJECT: Final = BASE.rstrip("/").rpartition("/")[2]
"""The name of the project, as file names and keys of citations begin."""

_APA: Final = {
    "en": ("[Data set]", "In {title} (Version {version})", "(Version {version})"),
    "es": ("[Conjunto de datos]", "En {title} (Versión {version})", "(Versión {version})"),
}
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_TEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        **{character: f"\\{character}" for character in "$&#_%"},
    }
)


@dataclass(frozen=True)
class Citation:
    """What is cited: the dataset (``container`` is ''), or something in it, in a language."""

    key: str
    title: str
    container: str
    author: str
    issued: date
    version: str
    digest: str
    url: str
    language: str


def cite(manifest: Manifest, language: str, title: str = "", url: str = "", key: str = "") -> Citation:
    """Return the citation of a release, or of a part of it: its title, permanent address, and a key of its own."""
    whole = manifest.title[language]
    name = "" if url == BASE else " ".join(title.split()).rstrip(".")
    return Citation(
        key=re.sub(r"[^A-Za-z0-9.]+", "-", f"{PROJECT}-{manifest.version}-{key}").strip("-"),
        title=name or whole,
        container=whole if name else "",
        author=manifest.creator,
        issued=date.fromisoformat(manifest.date),
        version=manifest.version,
        digest=manifest.digest,
        url=url or BASE,
        language=language,
    )


def note(citation: Citation) -> str:
    """Return what tells one state of the data from another, whatever the version says."""
    return f"SHA-256 of the dataset: {citation.digest}"


def csl(citation: Citation) -> dict[str, Any]:
    """Return the item as CSL-JSON (Citation Style Language 1.0.2, csl-data.json), as Zotero and others read it."""
    held = {"container-title": citation.container} if citation.container else {}
    return {
        "id": citation.key,
        "type": "dataset",
        "title": citation.title,
        **held,
        "author": [{"literal": citation.author}],
        "issued": {"date-parts": [[citation.issued.year, citation.issued.month, citation.issued.day]]},
        "version": citation.version,
        "URL": citation.url,
        "language": citation.language,
        "note": note(citation),
    }


def csl_json(citation: Citation) -> str:
    """Return CSL-JSON as a document: a list of one item."""
    return json.dumps([csl(citation)], ensure_ascii=False, indent=2) + "\n"


def apa(citation: Citation) -> str:
    """Return the reference in APA style, without its italics; a publisher that is the author is left out (9.29)."""
    kind, within, edition = _APA[citation.language]
    year = f"({citation.issued.year})"
    author = citation.author if citation.author.endswith(".") else f"{citation.author}."
    if citation.container:
        what = f"{citation.title} {kind}. {within.format(title=citation.container, version=citation.version)}"
    else:
        what = f"{citation.title} {edition.format(version=citation.version)} {kind}"
    return f"{author} {year}. {what}. {citation.url}"


def bibtex(citation: Citation) -> str:
    """Return the item for BibTeX: ``@misc``, which every style knows; text in UTF-8, TeX's own characters escaped."""
    kind, within, _ = _APA[citation.language]
    held = {"howpublished": f"{within.format(title=citation.container, version=citation.version)} {kind}"}
    fields: Mapping[str, str] = {
        "author": f"{{{_tex(citation.author)}}}",
        "title": f"{{{_tex(citation.title)}}}",
        **({name: _tex(text) for name, text in held.items()} if citation.container else {"howpublished": kind}),
        "year": str(citation.issued.year),
        "version": _tex(citation.version),
        "url": re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", citation.url),
        "note": _tex(note(citation)),
    }
    lines = [f"  {name} = {{{text}}}" for name, text in fields.items()]
    lines.insert(-3, f"  month = {_MONTHS[citation.issued.month - 1]}")
    return f"@misc{{{citation.key},\n" + ",\n".join(lines) + "\n}\n"


def _tex(text: str) -> str:
    """Return a text in which no character means anything to TeX."""
    return text.translate(_TEX)
