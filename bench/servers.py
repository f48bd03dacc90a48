"""The servers that are compared: how each takes its data, starts, and is told a deadline."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from bench.process import NotStarted, Running, first_answer, free_port, group
from bench.release import stamp
from bench.wire import Target

ROOT: Final = Path(__file__).resolve().parent.parent
PEERS: Final = ROOT / ".venv-bench" / "bin"
DBA: Final = "dba"  # Virtuoso's own first password; it listens on loopback, in a scratch directory


@dataclass
class Engine:
    """A server over one graph: its N-Quads, and a directory of its own."""

    nquads: Path
    directory: Path

    name: ClassVar[str]
    label: ClassVar[str]
    path: ClassVar[str] = "/"
    largest: ClassVar[int] = 1000
    """The largest scale that it is asked for."""
    loads_as_it_starts: ClassVar[bool] = False

    @classmethod
    def missing(cls) -> str:
        """Say what is not installed, '' where nothing is missing."""
        return ""

    def version(self) -> str:
        """Return the version of the server."""
        raise NotImplementedError

    def load(self) -> None:
        """Put the N-Quads on disk as the server wants them; servers that load as they start do nothing."""

    def command(self, port: int, deadline: float | None) -> tuple[list[str], dict[str, str]]:
        """Return the command and environment that start it."""
        raise NotImplementedError

    @contextmanager
    def running(self, deadline: float | None, patience: float = 900.0) -> Iterator[Running]:
        """Start the server, with a deadline for each query where one is given and it knows one; stop it in the end.

        Raises NotStarted, with the last line of its log.
        """
        port = free_port()
        command, env = self.command(port, deadline)
        log = self.directory / "log"
        start = time.perf_counter()
        with group(command, log, env, self.directory) as process:
            target = Target(port, self.path)
            try:
                first_answer(target, process, patience)
            except NotStarted as error:
                said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-3:]
                raise NotStarted(f"{self.label}: {error}: {' / '.join(said)}") from error
            yield Running(target, process, time.perf_counter() - start)


class Tct(Engine):
    """This server, over a release on disk."""

    name, label, path = "tct", "this server", "/sparql"

    def version(self) -> str:
        """Return the version of the package."""
        from importlib.metadata import version

        return version("third-country-transfers")

    def load(self) -> None:
        """Write a release: the store that `tct serve` reads."""
        subprocess.run(
            [sys.executable, "-m", "bench.release", str(self.nquads), str(self.directory / "out")], cwd=ROOT, check=True
        )

    def command(self, port: int, deadline: float | None) -> tuple[list[str], dict[str, str]]:
        """Serve with the default limits but the deadline, and with answers of any size, as the peers send them."""
        stamp(self.directory / "out")
        env = {"TCT_DEADLINE": f"{deadline or 3600:g}", "TCT_MAX_BYTES": str(1 << 31), "TCT_MAX_ROWS": str(10**9)}
        tct = str(Path(sys.executable).parent / "tct")
        where = ["--root", str(ROOT), "--output", str(self.directory / "out")]
        return [tct, "serve", "--host", "127.0.0.1", "--port", str(port), *where], env


class Oxigraph(Engine):
    """The server of the engine that this one embeds: `oxigraph serve-read-only`."""

    name, label, path = "oxigraph", "Oxigraph server", "/query"

    @classmethod
    def missing(cls) -> str:
        """Say whether the package is installed."""
        return "" if (PEERS / "oxigraph").exists() else "make bench installs it into .venv-bench"

    def version(self) -> str:
        """Return what it says of itself."""
        return _said([str(PEERS / "oxigraph"), "--version"]).split()[-1]

    def load(self) -> None:
        """Load with its own bulk loader, then compact."""
        location = str(self.directory / "store")
        subprocess.run(
            [PEERS / "oxigraph", "load", "--location", location, "--file", self.nquads, "--format", "nq"],
            check=True, capture_output=True,
        )  # fmt: skip
        subprocess.run([PEERS / "oxigraph", "optimize", "--location", location], check=True, capture_output=True)

    def command(self, port: int, deadline: float | None) -> tuple[list[str], dict[str, str]]:
        """Serve the union of all graphs, as the others do.

        Without a deadline it gets no ``--timeout-s``: with one, version 0.5.13 starts a thread for each query that
        lives until the deadline, and the process ends for want of threads after some 30,000 quick queries.
        """
        where = ["--location", str(self.directory / "store"), "--bind", f"127.0.0.1:{port}"]
        limit = ["--timeout-s", str(max(1, round(deadline)))] if deadline else []
        return [str(PEERS / "oxigraph"), "serve-read-only", *where, "--union-default-graph", *limit], {}


class RdflibMemory(Engine):
    """rdflib-endpoint over rdflib's own store; it loads as it starts, and knows no deadline."""

    name, label, path, largest = "rdflib-memory", "rdflib-endpoint, memory", "/", 100
    loads_as_it_starts: ClassVar[bool] = True
    store: ClassVar[list[str]] = []

    @classmethod
    def missing(cls) -> str:
        """Say whether the package is installed."""
        return "" if (PEERS / "rdflib-endpoint").exists() else "make bench installs it into .venv-bench"

    def version(self) -> str:
        """Return the version of the package."""
        code = "from importlib.metadata import version; print(version('rdflib-endpoint'))"
        return _said([str(PEERS / "python"), "-c", code])

    def command(self, port: int, deadline: float | None) -> tuple[list[str], dict[str, str]]:  # noqa: ARG002
        """Serve the file; it has no deadline to set."""
        where = ["--host", "127.0.0.1", "--port", str(port)]
        return [str(PEERS / "rdflib-endpoint"), "serve", *where, *self.store, str(self.nquads)], {}


class RdflibOxigraph(RdflibMemory):
    """rdflib-endpoint over Oxigraph's store: rdflib still evaluates."""

    name, label = "rdflib-oxigraph", "rdflib-endpoint, Oxigraph"
    store: ClassVar[list[str]] = ["--store", "Oxigraph"]


_INI = """\
[Database]
DatabaseFile = {here}/virtuoso.db
ErrorLogFile = {here}/virtuoso.log
LockFile = {here}/virtuoso.lck
TransactionFile = {here}/virtuoso.trx
xa_persistent_file = {here}/virtuoso.pxa
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {here}/temp.db
TransactionFile = {here}/temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 20
CheckpointInterval = 0
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
DirsAllowed = {data}, {here}
ThreadsPerQuery = 2
AsyncQueueMaxThreads = 2
MaxQueryMem = 2G
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {here}
MaxClientConnections = 20
MaxKeepAlives = 20
KeepAliveTimeout = 120
ServerThreads = 20
[SPARQL]
ResultSetMaxRows = 100000000
{limit}
"""


class Virtuoso(Engine):
    """Virtuoso 7 of the distribution, over a database of its own in a scratch directory."""

    name, label, path = "virtuoso", "Virtuoso 7", "/sparql"

    @classmethod
    def missing(cls) -> str:
        """Say whether the distribution's package is installed."""
        found = shutil.which("virtuoso-t") and shutil.which("isql-vt")
        return "" if found else "apt-get install virtuoso-opensource-7-bin"

    def version(self) -> str:
        """Return what it says of itself."""
        said = subprocess.run(["virtuoso-t", "-?"], capture_output=True, text=True, check=False)
        return next(
            (line.split()[1] for line in (said.stdout + said.stderr).splitlines() if line[:8] == "Version "), "?"
        )

    def load(self) -> None:
        """Load every named graph with its bulk loader, write a checkpoint, and shut down."""
        sql = free_port()
        self._configure(free_port(), sql, None)
        with group(self._foreground(), self.directory / "log", cwd=self.directory) as process:
            self._wait(sql, process)
            self._sql(sql, f"ld_dir('{self.nquads.parent}', '{self.nquads.name}', 'urn:default');")
            self._sql(sql, "rdf_loader_run();")
            failed = self._sql(sql, "select ll_error from DB.DBA.load_list where ll_error is not null;")
            if "0 Rows" not in failed:
                raise NotStarted(f"Virtuoso did not load: {failed}")
            self._sql(sql, "checkpoint;")
            self._sql(sql, "shutdown;", check=False)
            process.wait(120)

    def command(self, port: int, deadline: float | None) -> tuple[list[str], dict[str, str]]:
        """Serve the database; seconds are whole numbers to it."""
        self._configure(port, free_port(), deadline)
        return self._foreground(), {}

    def _foreground(self) -> list[str]:
        return ["virtuoso-t", "+foreground", "+configfile", str(self.directory / "virtuoso.ini")]

    def _configure(self, http: int, sql: int, deadline: float | None) -> None:
        limit = f"MaxQueryExecutionTime = {max(1, round(deadline))}" if deadline else ""
        text = _INI.format(here=self.directory, data=self.nquads.parent, http=http, sql=sql, limit=limit)
        (self.directory / "virtuoso.ini").write_text(text, encoding="utf-8")

    def _wait(self, sql: int, process: subprocess.Popen[bytes]) -> None:
        for _ in range(600):
            if process.poll() is not None:
                break
            if "1 Rows" in self._sql(sql, "select 1;", check=False):
                return
            time.sleep(0.1)
        raise NotStarted("Virtuoso did not start")

    def _sql(self, port: int, statement: str, check: bool = True) -> str:
        done = subprocess.run(
            ["isql-vt", f"127.0.0.1:{port}", DBA, DBA, f"exec={statement}"], capture_output=True, text=True, check=check
        )
        return done.stdout + done.stderr


ENGINES: Final[dict[str, type[Engine]]] = {
    engine.name: engine for engine in (Tct, Oxigraph, RdflibMemory, RdflibOxigraph, Virtuoso)
}


def _said(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def versions(engines: list[Engine]) -> dict[str, str]:
    """Return the version of each server by its name."""
    return {engine.name: engine.version() for engine in engines}


def dump(value: object, path: Path) -> None:
    """Write results as JSON."""
    path.write_text(json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
