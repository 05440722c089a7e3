"""What tests only read is made once a session: our graph, what drafting knows, our service.

A test that changes what it is given, or asks for other settings, makes its own.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterable, Iterator
from types import FrameType

import httpx2 as httpx
import pytest
from httpx2._config import DEFAULT_TIMEOUT_CONFIG
from hypothesis import HealthCheck, settings

from dxgraph.corpus import Snapshot
from dxgraph.drafting.knowledge import Knowledge, learn
from dxgraph.web.application import Application
from support import graph
from support.pages import own_application, published_once, served_graph

# Five seconds, which a client waits that is told nothing else, can pass on a busy machine.
for phase in ("connect", "read", "write", "pool"):
    setattr(DEFAULT_TIMEOUT_CONFIG, phase, 60.0)
# So can 200 milliseconds for an example, and a second for making ten.
settings.register_profile(
    "shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("shared machine")


def _interrupted(number: int, frame: FrameType | None) -> None:
    signal.default_int_handler(number, frame)


# Where nobody else waits for an interrupt, asyncio.run does. Python 3.11 then writes the task in
# words, twice, with all that it gave: two seconds of a processor for the names of our graph.
signal.signal(signal.SIGINT, _interrupted)

# The graph, its names and the pages stay for all tests; to look through them for garbage again and
# again is a twelfth of the processor time.
gc.set_threshold(200_000, 20, 100)

# A service that a test starts computes nothing that the test does not ask for.
os.environ.setdefault("DXGRAPH_READY_MB", "0")
# Nor does it start more processes on a machine with many processors.
os.environ.setdefault("DXGRAPH_HTTP_PROCESSES", "1")

SLOW = (
    # Chromium
    "test_browser_accessibility.py",
    "test_browser_copying.py",
    "test_browser_markup.py",
    "test_browser_pages.py",
    "test_browser_tasks.py",
    "test_editor_browser.py",
    # pySHACL as the judge, an OWL reasoner, another query engine
    "test_shapes_reference.py",
    "test_ontology_owl.py",
    "test_comunica.py",
    # programs started, ended and killed
    "test_cli.py",
    "test_checking.py::test_the_command",
    "test_cli_publish.py",
    "test_formats.py::test_a_query_of_the_command_line",
    "test_formats.py::test_an_export",
    "test_history_diff.py",
    "test_history_published.py::test_the_release_command",
    "test_mcp.py",
    "test_mcp_short.py",
    "test_guides.py",
    "test_serve.py",
    "test_two_services.py",
    "test_web_fronts.py",
    "test_web_supervisor.py",
    "test_web_server.py",
    "test_wheel.py",
    "test_benchmarks.py",
    # queries and texts made to hang, every mistake in every document, every address
    "test_engine_runaways.py",
    "test_runaways.py",
    "test_mutations.py",
    "test_description.py",
    "test_openapi_true.py",
    "test_drafting_end_to_end.py",
    "test_drafting_from_files.py",
    "test_drafting_batch.py",
    "test_drafting_scans.py::test_of_a_hundred_figures_of_scans",
    "test_corpus_served_again.py::test_a_dump_of_ours",
    "test_dumps.py",
    "test_pages_data.py",
    "test_spreadsheet.py",
    "test_cube_constraints.py",
    "test_drafting_reading.py::test_the_same_piece_over_and_over_does_not_hang",
    "test_pages.py::test_every_iri_of_ours_answers_with_rdf_that_parses",
    # wheels built, the graph validated, all pieces of all answers, all examples of all shapes
    "test_editor_build.py::test_a_wheel_carries",
    "test_pages_catalogue.py::test_who_asks_for_nothing",
    "test_catalogue_pieces.py::test_all_pieces_together",
    "test_shapes_promises.py::test_a_constraint",
    # hundreds of questions, and of sentences at random
    "test_kinds.py::test_each_paraphrase",
    "test_questions.py::test_a_program_gets",
    "test_nonsense.py::test_ten_thousand",
    "test_checking.py::test_another_number_is_never_printed_so",
    "test_checking.py::test_nothing_at_random_is_printed_so",
    # full runs of the validation, to compare
    "test_validation_changed.py",
)
"""Files and tests that `make test-fast` leaves out; `make test` runs all."""


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    for item in items:
        if f"{item.path.name}::{item.name}".startswith(SLOW):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return graph.own_snapshot()


@pytest.fixture
def graph_at_hand() -> Iterator[None]:
    """Commands of the test that ask for our own graph are given the one of this process."""
    with graph.graph_at_hand():
        yield


@pytest.fixture(scope="session", autouse=True)
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What services publish of our own graph is made once a session, whichever first asks for it:
    four seconds of a processor for the dumps, as many for the validation."""
    folder = tmp_path_factory.getbasetemp()
    with published_once(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder):
        yield


@pytest.fixture(scope="session")
def knowledge(snapshot: Snapshot) -> Knowledge:
    return learn(snapshot.store)


@pytest.fixture(scope="session")
def app() -> Iterator[Application]:
    """Our own graph with all its pages, for tests that need no connection."""
    with own_application() as application:
        yield application


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where our own graph is served."""
    with served_graph() as address:
        yield address


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """A program that asks our service, and says nothing that the test does not say."""
    with httpx.Client(base_url=address, timeout=120) as client:
        client.headers.pop("accept")
        yield client
