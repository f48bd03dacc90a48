"""What the README shows is what happens."""

from __future__ import annotations

import re
import shlex

import pytest

from servers import tct
from support import ROOT
from tct.build import Build, inputs_digest, publish
from tct.dataset import Graphs
from tct.layout import Layout
from tct.questions import Catalogue

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = [line.partition("#")[0][2:].strip() for line in README.splitlines() if line.startswith("$ tct ")]


@pytest.fixture(scope="module")
def out(graphs: Graphs, layout: Layout, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A finished build of the checkout."""
    return publish(graphs, tmp_path_factory.mktemp("readme"), inputs_digest(layout))


@pytest.mark.parametrize("command", SHOWN)
def test_every_command_that_is_shown_works(command: str, out: Build) -> None:
    arguments = shlex.split(command)[1:]
    output = () if arguments == ["check"] else ("--output", str(out.directory.parent.parent))
    assert tct(*arguments, *output).returncode == 0
    assert len(SHOWN) == 8


def test_the_answer_that_is_shown_is_the_answer(out: Build) -> None:
    shown = re.search(r"\$ tct ask agreement-form --format md\n(.*?)```", README, re.DOTALL)
    assert shown
    done = tct("ask", "agreement-form", "--format", "md", "--output", str(out.directory.parent.parent))
    assert done.stdout == shown[1]


def test_the_query_that_is_shown_is_that_of_the_catalogue() -> None:
    shown = re.search(r"```sparql\n(.*?)```", README, re.DOTALL)
    assert shown
    query = Catalogue(ROOT / "queries" / "questions").get("agreement-form").sparql
    assert shown[1] == query.replace("$sender", "country:us").replace("$receiver", "country:mx")


def test_the_numbers_that_are_shown_are_true() -> None:
    assert f"the {len(Catalogue(ROOT / 'queries' / 'questions'))} questions" in README
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make (\w+)`", README)) <= targets
