"""What is made once a release and kept while it is served: the index of search, the model of the ontology."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from tct.web.state import Served, State

T = TypeVar("T")


class Kept(Generic[T]):
    """Something that is made of a release when it is first asked for, and made anew when another one is served."""

    def __init__(self, make: Callable[[State], T]) -> None:
        """Keep what ``make`` returns, one for each running application."""
        self._make = make
        self._lock = threading.Lock()
        self._made: WeakKeyDictionary[State, tuple[Served, T]] = WeakKeyDictionary()

    def of(self, state: State) -> T:
        """Return it for the release that is served now; the first that asks makes it, others wait."""
        served = state.served
        with self._lock:
            made = self._made.get(state)
            if made is None or made[0] is not served:
                made = self._made[state] = (served, self._make(state))
            return made[1]
