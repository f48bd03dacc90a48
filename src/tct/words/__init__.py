"""The interface's own words in English and Spanish; the words of the domain come from the graph.

Each part of the site has a module with ``TEXTS``: a key, then its words in English and in Spanish, so that no key
stands in one language only. A key is used in one module; two that hold the same one are an error at import.
"""

from __future__ import annotations

from typing import Final

from tct.words import asking, citing, entities, finding, general, pictures

LANGUAGES: Final = ("en", "es")


def _merged() -> dict[str, dict[str, str]]:
    """Return the words by language and key; raises ValueError for a key that two modules hold."""
    words: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for module in (general, entities, asking, finding, citing, pictures):
        for key, texts in module.TEXTS.items():
            if key in words["en"]:
                raise ValueError(f"{module.__name__}: the key {key!r} stands in another module already")
            for language, text in zip(LANGUAGES, texts, strict=True):
                words[language][key] = text
    return words


WORDS: Final = _merged()
