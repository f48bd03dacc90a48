"""What a client asks to be changed: an update, or one operation of the Graph Store Protocol."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["update", "put", "post", "delete"]


@dataclass(frozen=True)
class Change:
    """One write.

    An update has a ``text`` that the guard has let through. An operation on a graph has the IRI of the graph (None:
    the graph without a name) and documents: pairs of a syntax (``ttl``, ``nt``) and a text. Relative IRIs of either are
    resolved against ``base``.
    """

    kind: Kind
    text: str = ""
    graph: str | None = None
    base: str = ""
    documents: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, data: dict[str, Any]) -> Change:
        """Return a change from its fields, as JSON gives them back."""
        documents = tuple((str(form), str(text)) for form, text in data["documents"])
        return cls(data["kind"], data["text"], data["graph"], data["base"], documents)
