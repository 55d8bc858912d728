"""What the distribution carries, and that README, docs and metadata say the same."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from typing import TYPE_CHECKING, Any

import pytest

import claimkit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FENCE = re.compile(r"^```(?P<language>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
SPOKEN = {"console", "python"}  # run by conftest.py
SET_UP = {"shell"}  # installs; README's own are run by .ci/run
SHOWN = {"html", "json", "text", "toml"}  # data, shown only
FEWEST_README_EXAMPLES = 3
FEWEST_DOCS_EXAMPLES = 40


@pytest.fixture(scope="module")
def project(repository: Path) -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))


def fences_of(page: Path) -> Iterator[tuple[str, str]]:
    """The fenced blocks of a page that are no directives: language and body."""
    for fence in FENCE.finditer(page.read_text(encoding="utf-8")):
        if not fence["language"].startswith("{"):
            yield fence["language"], fence["body"]


def pages_of(repository: Path) -> list[Path]:
    """README and every page of the docs."""
    return [repository / "README.md", *sorted((repository / "docs").rglob("*.md"))]


def examples_in(page: Path) -> int:
    """How many prompts and plain code blocks of a page run as tests."""
    run = [body for language, body in fences_of(page) if language in SPOKEN]
    return sum(len(re.findall(r"^(?:>>>|\$) ", body, re.MULTILINE)) or 1 for body in run)


def test_the_version_is_that_of_the_distribution() -> None:
    """`claimkit.__version__` reads the metadata, so that it cannot differ from what pip shows."""
    assert claimkit.__version__ == metadata.version("claimkit")


def test_the_changelog_opens_with_the_version_or_what_comes_next(repository: Path, project: dict[str, Any]) -> None:
    """The first entry of the changelog is the unreleased one or the present version."""
    changelog = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[?([^\]\n ]+)", changelog, re.MULTILINE)
    assert newest
    assert newest[1] in ("Unreleased", project["project"]["version"])


def test_the_citation_names_the_version(repository: Path, project: dict[str, Any]) -> None:
    """Who cites claimkit cites the version that they have."""
    assert f"\nversion: {project['project']['version']}\n" in (repository / "CITATION.cff").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["LICENSE", "NOTICE", "py.typed", "models/en/LICENSE"])
def test_the_distribution_has_its_licences_and_its_types(name: str, repository: Path) -> None:
    """Licence texts, notices and the marker of typed packages are there to be packed."""
    home = repository if name in ("LICENSE", "NOTICE") else repository / "src" / "claimkit"
    assert (home / name).is_file()


def test_the_components_are_registered_with_spacy() -> None:
    """spaCy finds our factories by entry point, so that a saved pipeline loads without `import claimkit`."""
    registered = {point.name for point in metadata.entry_points(group="spacy_factories") if "claimkit" in point.value}
    assert registered == {"claimkit_quotes", "claimkit_speakers"}


@pytest.mark.parametrize("group", ["spacy_factories", "console_scripts"])
def test_each_entry_point_can_be_loaded(group: str) -> None:
    """What the metadata promises to spaCy and the shell can be imported."""
    for point in metadata.entry_points(group=group):
        if point.value.startswith("claimkit"):
            assert callable(point.load())


def test_readme_has_examples_that_run(repository: Path) -> None:
    """README shows code, and the tests run it: an empty collection cannot pass."""
    assert examples_in(repository / "README.md") >= FEWEST_README_EXAMPLES


def test_docs_have_examples_that_run(repository: Path) -> None:
    """The docs show code on many pages, and the tests run it."""
    assert sum(map(examples_in, (repository / "docs").rglob("*.md"))) >= FEWEST_DOCS_EXAMPLES


def test_no_block_hides_from_the_tests(repository: Path) -> None:
    """A fenced block is run, or installs something, or shows data; there is no other kind."""
    strangers = {
        f"{page.relative_to(repository)}: {language!r}"
        for page in pages_of(repository)
        for language, _ in fences_of(page)
        if language not in SPOKEN | SET_UP | SHOWN
    }
    assert strangers == set()


def test_shell_blocks_only_install_extras_that_exist(repository: Path, project: dict[str, Any]) -> None:
    """Every extra that a page tells people to install is declared."""
    blocks = [body for page in pages_of(repository) for language, body in fences_of(page) if language in SET_UP]
    named = {extra for body in blocks for extras in re.findall(r"\[([\w,]+)\]", body) for extra in extras.split(",")}
    assert named
    assert named <= set(project["project"]["optional-dependencies"])


def test_readme_opens_with_two_commands_that_set_everything_up(repository: Path) -> None:
    """The first two shell blocks run the main job and the tests, each in one line: .ci/run takes them from here."""
    shell = [body.strip() for language, body in fences_of(repository / "README.md") if language == "shell"]
    run, test = shell[:2]
    assert "\n" not in run
    assert "claimkit compare examples/articles" in run
    assert "\n" not in test
    assert test.endswith("pytest")


def test_pages_write_one_sentence_per_line(repository: Path) -> None:
    """A changed sentence is a changed line: no prose line of the docs holds two sentences."""
    two_sentences = re.compile(r"[a-z)`\"”][.?!] [A-Z`\"“]")
    crowded = []
    for page in (repository / "docs").rglob("*.md"):
        prose = FENCE.sub("", page.read_text(encoding="utf-8"))
        lines = [line for line in prose.splitlines() if not line.startswith("|")]
        crowded += [f"{page.relative_to(repository)}: {line}" for line in lines if two_sentences.search(line)]
    assert crowded == []


def test_the_architecture_page_names_every_module(repository: Path) -> None:
    """The tree of ARCHITECTURE.md lists each module, and no module that is gone."""
    source = repository / "src" / "claimkit"
    tree = (repository / "ARCHITECTURE.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^[ │├└─]*(\w+\.py)\b", tree, re.MULTILINE))
    modules = {module.name for module in source.rglob("*.py") if module.name != "__init__.py"}
    assert sorted(modules - listed) == []
    assert sorted(listed - modules - {"__init__.py", "conftest.py"}) == []
