"""Settings, from the environment (``TCT_…``); command-line options win over them."""

from __future__ import annotations

from pathlib import Path

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

    deadline: float = 10.0
    """Seconds after which a query is stopped, waiting included."""

    workers: int = 1
    """Processes that evaluate queries."""

    queue: int = 32
    """Queries that may wait; one more is answered 503."""

    max_bytes: int = 64 * 1024 * 1024
    """Largest answer, in bytes."""

    memory: int = 1024 * 1024 * 1024
    """Address space that a query process may take, in bytes, beyond what it starts with."""
