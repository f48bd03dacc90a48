"""Settings, from the environment (``TCT_…``); command-line options win over them."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting, its default and what it means."""

    model_config = SettingsConfigDict(env_prefix="TCT_", extra="ignore")

    root: Path | None = None
    """The tree with ontology, data and queries; found by itself in a checkout or an installed package."""

    output: Path = Path("build")
    """The directory of finished builds."""

    sources: Path | None = None
    """The directory of the source texts, where they are at hand."""

    host: str = "127.0.0.1"
    """The address that `tct serve` listens on."""

    port: int = 8000
    """The port that `tct serve` listens on."""

    public_url: str = ""
    """The address that clients reach the server at, e.g. behind a proxy; the listening address where empty."""

    deadline: float = 10.0
    """Seconds after which a query is stopped, waiting included."""

    workers: int = 2
    """Processes that evaluate long queries; two more keep short ones from waiting while these run or are replaced."""

    queue: int = 32
    """Queries that may wait in each of the two lanes, short and long; one more is answered 503."""

    max_bytes: int = 64 * 1024 * 1024
    """Largest answer, in bytes."""

    max_rows: int = 1_000_000
    """Longest answer, in solutions or triples."""

    max_length: int = 100_000
    """Longest query, in characters."""

    memory: int = 1024 * 1024 * 1024
    """Address space that a query process may take, in bytes, beyond what it starts with."""

    cache_bytes: int = 64 * 1024 * 1024
    """Answers kept for repeated queries, in bytes; 0 keeps none."""

    services: str = ""
    """Endpoints that SERVICE may name, as exact IRIs with commas between them; none by default."""

    budget: float = 0.0
    """Seconds of evaluation that one client may use in a window; 0 sets no budget."""

    window: int = 60
    """Seconds of the window of a budget."""

    trusted_proxies: str = ""
    """Addresses or networks, with commas between them, whose X-Forwarded-For is believed; none by default."""

    log: bool = True
    """Whether each request is logged as a line of JSON on standard output."""

    log_queries: bool = False
    """Whether the log holds the text of queries and the addresses of clients."""

    write_token: SecretStr = SecretStr("")
    """The bearer token of a writable instance (`tct serve --writable`)."""
