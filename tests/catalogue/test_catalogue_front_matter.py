"""Front matter: what is read, and what is said of what is malformed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dxgraph import corpus
from dxgraph.catalogue import load
from dxgraph.engine.protocol import Form
from dxgraph.engine.query.projection import projection
from dxgraph.errors import DataError, InputError

GOOD = """\
#+ summary: Things of an area
#+ description: >-
#+   All things
#+   of an area.
#+ tags:
#+   - things
#+ defaults:
#+   - area: https://w3id.org/dxgraph/area/bac-giang
#+   - lang: vi
#+ enumerate:
#+   - lang:
#+     - vi
#+     - en
#+ x-dx:
#+   order: 7
#+   vi:
#+     summary: Mọi thứ của một địa bàn
#+     description: Mọi thứ của một địa bàn.
#+   parameters:
#+     area:
#+       kind: area
#+       vi: Địa bàn
#+       en: Area
#+     year:
#+       kind: year
#+       vi: Năm
#+       en: Year
#+     lang:
#+       kind: language
#+       vi: Ngôn ngữ
#+       en: Language

PREFIX dx: <https://w3id.org/dxgraph/ontology#>
# ?_no_parameter in a comment, nor "?__in_a_string" is one
SELECT ?thing
WHERE {
  ?thing dx:in ?_area_iri ; dx:label ?label ; dx:year ?year .
  FILTER(LANG(?label) = ?_lang && ?label != "?__in_a_string")
  FILTER(COALESCE(?year = ?__year_integer, true))
}
"""
COLUMNS = """\
thing:
  heading: [Thứ, Thing]
  meaning: [Một thứ, A thing]
"""


def folder(path: Path, text: str, columns: str = COLUMNS, name: str = "things-of-area.rq") -> Path:
    (path / name).write_text(text, encoding="utf-8")
    (path / "columns.yaml").write_text(columns, encoding="utf-8")
    return path


def refused(path: Path, text: str, **given: str) -> DataError:
    with pytest.raises(DataError) as caught:
        load(folder(path, text, **given))
    return caught.value


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


def test_a_query_is_read_whole(tmp_path: Path) -> None:
    (query,) = load(folder(tmp_path, GOOD))
    assert (query.name, query.order, query.tags, query.form) == (
        "things-of-area",
        7,
        ("things",),
        Form.SELECT,
    )
    assert query.summary == {"vi": "Mọi thứ của một địa bàn", "en": "Things of an area"}
    assert query.description["en"] == "All things of an area."
    assert [(p.name, p.kind.name, p.variable, p.required) for p in query.parameters] == [
        ("area", "area", "_area_iri", True),
        ("year", "year", "__year_integer", False),
        ("lang", "language", "_lang", True),
    ]
    assert [p.default for p in query.parameters] == [
        "https://w3id.org/dxgraph/area/bac-giang",
        None,
        "vi",
    ]
    assert query.parameters[2].choices == ("vi", "en")
    assert [(column.name, column.heading["vi"]) for column in query.columns] == [("thing", "Thứ")]
    assert "#+" not in query.text
    assert query.text.startswith("PREFIX dx:")


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("#+ tags:\n#+   - things", "#+ tags: [things", "#+ defaults:", "no YAML"),
        ("#+ summary: Things of an area", "#+ summary:", "#+ summary:", "summary"),
        ("#+ summary: Things of an area\n", "", "#+ description", "summary"),
        ("#+ tags:", "#+ tag:", "#+ tag:", "'tag' is no key"),
        ("#+   order: 7", "#+   order: first", "#+   order", "whole number"),
        ("#+       kind: area", "#+       kind: country", "kind: country", "no kind"),
        ("#+       kind: area", "#+       kind: year", "kind: year", "must end in _integer"),
        ("#+     year:\n", "#+     month:\n", "#+   parameters:", "'year' is not described"),
        ("?__year_integer", "?year", "#+     year:", "no variable for the parameter 'year'"),
        ("?__year_integer", "?__a_b_iri", "COALESCE", "no variable of one parameter"),
        (
            "#+   - area: https://w3id.org/dxgraph/area/bac-giang",
            "#+   - area: a b",
            "#+ defaults:",
            "default does not fit",
        ),
        ("#+   - lang: vi\n", "#+   - lang: fr\n", "#+ defaults:", "default does not fit"),
        ("#+     - en\n", "", "#+ enumerate:", "vi, en"),
        ("#+   - area: https", "#+     area: https", "#+ defaults:", "no YAML"),
        ("#+       vi: Năm\n", "", "#+     year:", "exactly kind, vi and en"),
        ("SELECT ?thing", "SELECT ?thing ?more", "SELECT", "no heading"),
        ("SELECT ?thing", "LIST ?thing", "PREFIX", "no SELECT"),
    ],
)
def test_what_is_malformed_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, at: str, says: str
) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    error = refused(tmp_path, text)
    assert says in error.message, error.message
    assert str(error.path).endswith("things-of-area.rq")
    if says != "no YAML":
        assert error.line == line_of(text, at)
    else:
        assert error.line is not None


def test_defaults_must_be_the_list_that_grlc_reads(tmp_path: Path) -> None:
    text = GOOD.replace("#+   - area: https", "#+   area: https").replace(
        "#+   - lang: vi\n#+ enum", "#+   lang: vi\n#+ enum"
    )
    error = refused(tmp_path, text)
    assert error.message == "defaults must be a list of pairs."
    assert error.line == line_of(text, "#+ defaults:")


def test_a_query_without_front_matter_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, "SELECT ?thing { ?thing ?p ?o }\n")
    assert "no front matter" in error.message


@pytest.mark.parametrize("name", ["Things.rq", "things_of.rq", "things--of.rq"])
def test_a_name_that_makes_no_address_is_refused(tmp_path: Path, name: str) -> None:
    assert "no name for a query" in refused(tmp_path, GOOD, name=name).message


def test_a_heading_needs_both_languages(tmp_path: Path) -> None:
    error = refused(tmp_path, GOOD, columns="thing:\n  heading: [Thứ]\n  meaning: [a, b]\n")
    assert "thing must have a heading" in error.message
    assert str(error.path).endswith("columns.yaml")


def test_a_label_column_shares_the_heading_of_its_thing(tmp_path: Path) -> None:
    text = GOOD.replace("SELECT ?thing", "SELECT ?thing ?thing_label")
    (query,) = load(folder(tmp_path, text))
    assert [(c.name, c.heading["en"], c.shown) for c in query.columns] == [
        ("thing", "Thing (IRI)", False),
        ("thing_label", "Thing", True),
    ]


def test_a_folder_without_queries_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no named query"):
        load(tmp_path)


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    load(folder(tmp_path, GOOD))
    longer = GOOD.replace("Things of an area", "All things of an area")
    path = folder(tmp_path, longer) / "things-of-area.rq"
    import os

    os.utime(path, ns=(1, 1))
    (query,) = load(tmp_path)
    assert query.summary["en"] == "All things of an area"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SELECT ?a ?b WHERE { ?a ?p ?b }", ["a", "b"]),
        ("SELECT DISTINCT ?a { ?a ?p ?b }", ["a"]),
        ("SELECT (COUNT(?x) AS ?n) ?a FROM <g:g> WHERE { ?a ?p ?x } GROUP BY ?a", ["n", "a"]),
    ],
)
def test_the_shown_columns_are_read_from_the_text(text: str, names: list[str]) -> None:
    assert [token.text[1:] for token in projection(text)] == names


# --- Our own queries ----------------------------------------------------------------------------


def test_our_queries_are_those_that_are_promised() -> None:
    assert [query.name for query in load()] == [
        "targets-of-area",
        "compare-areas",
        "against-national",
        "national-gaps",
        "inherited-targets",
        "document-chain",
        "evidence",
        "abolished-level",
        "rank-targets",
        "conflicts",
        "targets-and-outcomes",
        "qualitative-targets",
        "document-record",
        "verdicts",
        "outcomes",
        "ranking",
        "revisions",
        "promises-kept",
        "merged-provinces",
        "by-region",
        "coverage-of-country",
        "coverage-ledger",
        "yardsticks-disagree",
        "definitions",
        "issuers",
        "mergers",
    ]


def test_our_queries_keep_to_what_grlc_can_replace_as_text() -> None:
    """grlc puts values into the text: where a variable is shown or tested by BOUND, that breaks it;
    and for an integer it adds the prefix xsd before every SELECT unless it is there."""
    for query in load():
        assert not [c for c in query.columns if c.name.startswith("_")], query.name
        assert "BOUND(?_" not in query.text, query.name
        if any(p.kind.ending == "_integer" for p in query.parameters):
            assert "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>" in query.text, query.name


def test_our_front_matter_is_read_as_grlc_reads_it() -> None:
    """As its reader does: the lines that begin with #+, those characters stripped, as YAML."""
    for path in sorted((corpus.root() / "queries").glob("*.rq")):
        lines = path.read_text(encoding="utf-8").split("\n")
        read = yaml.safe_load("\n".join(row.lstrip("#+") for row in lines if row.startswith("#+")))
        assert isinstance(read["summary"], str)
        assert isinstance(read["tags"], list)
        for key in ("defaults", "enumerate"):
            assert all(len(pair) == 1 for pair in read.get(key, []))


def test_texts_stand_in_both_languages_and_differ() -> None:
    for query in load():
        for texts in (query.summary, query.description, *(p.label for p in query.parameters)):
            assert texts["vi"].strip() != texts["en"].strip()
        for column in query.columns:
            assert column.heading["vi"]
            assert column.meaning["vi"] != column.meaning["en"]
