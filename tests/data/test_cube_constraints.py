"""All 21 integrity constraints of the W3C Data Cube recommendation hold over the whole snapshot.

Each constraint is a query of ours that asks for a violation, after
https://www.w3.org/TR/vocab-data-cube/#wf-rules. Each is also shown a small cube that breaks it, and
it alone; the same cube unbroken breaks none.
"""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from dxgraph import corpus
from dxgraph.terms import DATASET, DX, QB, SDMX_ATTRIBUTE, SDMX_DIMENSION
from support.graph import own_snapshot

PREFIXES = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

# The recommendation's qb:componentProperty, once its normalisation has added that super-property.
COMPONENT = "(qb:componentProperty|qb:dimension|qb:measure|qb:attribute)"
STRUCTURE = "qb:dataSet/qb:structure"

CONSTRAINTS: dict[str, str] = {
    "IC-1 an observation has exactly one data set": """
        SELECT ?observation WHERE {
            ?observation a qb:Observation
            OPTIONAL { ?observation qb:dataSet ?set }
        } GROUP BY ?observation HAVING (COUNT(DISTINCT ?set) != 1)""",
    "IC-2 a data set has exactly one structure": """
        SELECT ?set WHERE {
            ?set a qb:DataSet
            OPTIONAL { ?set qb:structure ?structure }
        } GROUP BY ?set HAVING (COUNT(DISTINCT ?structure) != 1)""",
    "IC-3 a structure has a measure": f"""
        SELECT * WHERE {{
            ?structure a qb:DataStructureDefinition
            FILTER NOT EXISTS {{
                ?structure qb:component/{COMPONENT} ?measure . ?measure a qb:MeasureProperty
            }}
        }}""",
    "IC-4 a dimension has a range": """
        SELECT * WHERE {
            ?dimension a qb:DimensionProperty
            FILTER NOT EXISTS { ?dimension rdfs:range ?range }
        }""",
    # Stricter than the recommendation, which does not look at the sub-classes of skos:Concept.
    "IC-5 a dimension of concepts has a code list": """
        SELECT * WHERE {
            ?dimension a qb:DimensionProperty ; rdfs:range/rdfs:subClassOf* skos:Concept
            FILTER NOT EXISTS { ?dimension qb:codeList ?list }
        }""",
    "IC-6 only attributes may be optional": f"""
        SELECT * WHERE {{
            ?structure qb:component ?specification .
            ?specification qb:componentRequired false ; {COMPONENT} ?component
            FILTER NOT EXISTS {{ ?component a qb:AttributeProperty }}
        }}""",
    "IC-7 a slice key belongs to a structure": """
        SELECT * WHERE {
            ?key a qb:SliceKey
            FILTER NOT EXISTS { ?structure a qb:DataStructureDefinition ; qb:sliceKey ?key }
        }""",
    "IC-8 a slice key fixes components of its structure": f"""
        SELECT * WHERE {{
            ?structure a qb:DataStructureDefinition ; qb:sliceKey ?key .
            ?key {COMPONENT} ?component
            FILTER NOT EXISTS {{ ?structure qb:component/{COMPONENT} ?component }}
        }}""",
    "IC-9 a slice has exactly one slice structure": """
        SELECT ?slice WHERE {
            ?slice a qb:Slice
            OPTIONAL { ?slice qb:sliceStructure ?key }
        } GROUP BY ?slice HAVING (COUNT(DISTINCT ?key) != 1)""",
    "IC-10 a slice has a value for what its key fixes": f"""
        SELECT * WHERE {{
            ?slice qb:sliceStructure/{COMPONENT} ?dimension
            FILTER NOT EXISTS {{ ?slice ?dimension ?value }}
        }}""",
    "IC-11 an observation has all dimensions": f"""
        SELECT * WHERE {{
            ?observation {STRUCTURE}/qb:component/{COMPONENT} ?dimension .
            ?dimension a qb:DimensionProperty
            FILTER NOT EXISTS {{ ?observation ?dimension ?value }}
        }}""",
    # The coordinates are sorted before they are joined, so that equal cells read the same.
    "IC-12 no two observations of a data set share a cell": f"""
        SELECT ?set ?cell WHERE {{
            {{
                SELECT ?set ?observation
                    (GROUP_CONCAT(?coordinate; SEPARATOR=" | ") AS ?cell) WHERE {{
                    {{
                        SELECT ?set ?observation ?coordinate WHERE {{
                            ?observation qb:dataSet ?set .
                            ?set qb:structure/qb:component/{COMPONENT} ?dimension .
                            ?dimension a qb:DimensionProperty .
                            ?observation ?dimension ?value
                            BIND (CONCAT(STR(?dimension), " ", STR(?value)) AS ?coordinate)
                        }} ORDER BY ?coordinate
                    }}
                }} GROUP BY ?set ?observation
            }}
        }} GROUP BY ?set ?cell HAVING (COUNT(?observation) > 1)""",
    "IC-13 an observation has the required attributes": f"""
        SELECT * WHERE {{
            ?observation {STRUCTURE}/qb:component ?specification .
            ?specification qb:componentRequired true ; {COMPONENT} ?attribute .
            ?attribute a qb:AttributeProperty
            FILTER NOT EXISTS {{ ?observation ?attribute ?value }}
        }}""",
    "IC-14 an observation has all measures": f"""
        SELECT * WHERE {{
            ?observation {STRUCTURE} ?structure
            FILTER NOT EXISTS {{ ?structure qb:component/{COMPONENT} qb:measureType }}
            ?structure qb:component/{COMPONENT} ?measure .
            ?measure a qb:MeasureProperty
            FILTER NOT EXISTS {{ ?observation ?measure ?value }}
        }}""",
    "IC-15 an observation has the measure that its measure type names": f"""
        SELECT * WHERE {{
            ?observation {STRUCTURE}/qb:component/{COMPONENT} qb:measureType ;
                qb:measureType ?measure
            FILTER NOT EXISTS {{ ?observation ?measure ?value }}
        }}""",
    "IC-16 an observation with a measure type has no other measure": f"""
        SELECT * WHERE {{
            ?observation {STRUCTURE} ?structure ; qb:measureType ?measure ; ?other ?value .
            ?structure qb:component/{COMPONENT} qb:measureType ; qb:component/{COMPONENT} ?other .
            ?other a qb:MeasureProperty
            FILTER (?other != ?measure)
        }}""",
    "IC-17 every cell of a cube with measure types has all measures": f"""
        SELECT * WHERE {{
            ?observation qb:dataSet ?set . ?set qb:structure ?structure .
            ?structure qb:component/{COMPONENT} qb:measureType ; qb:component/{COMPONENT} ?measure .
            ?measure a qb:MeasureProperty
            FILTER NOT EXISTS {{
                ?other qb:dataSet ?set ; qb:measureType ?measure
                FILTER NOT EXISTS {{
                    ?structure qb:component/{COMPONENT} ?dimension .
                    ?dimension a qb:DimensionProperty
                    FILTER (?dimension != qb:measureType)
                    ?observation ?dimension ?here . ?other ?dimension ?there
                    FILTER (?here != ?there)
                }}
            }}
        }}""",
    "IC-18 an observation of a slice is of the slice's data set": """
        SELECT * WHERE {
            ?set qb:slice/qb:observation ?observation
            FILTER NOT EXISTS { ?observation qb:dataSet ?set }
        }""",
    # Stricter than the recommendation, which looks at dimensions only.
    "IC-19 a code is in its code list": f"""
        SELECT * WHERE {{
            ?observation {STRUCTURE}/qb:component/{COMPONENT} ?component ; ?component ?code .
            ?component qb:codeList ?list
            FILTER NOT EXISTS {{ ?list a qb:HierarchicalCodeList }}
            FILTER NOT EXISTS {{ ?code a skos:Concept
                {{ ?list a skos:ConceptScheme . ?code skos:inScheme ?list }}
                UNION {{ ?list a skos:Collection ; skos:member+ ?code }}
            }}
        }}""",
}


TWENTY = "IC-20 a code is below a root of its hierarchy"
TWENTY_ONE = "IC-21 a code is below a root of its hierarchy, by an inverse property"
ALL = (*CONSTRAINTS, TWENTY, TWENTY_ONE)


def violations(store: ox.Store, constraint: str) -> list[str]:
    """What breaks the constraint, a line for each finding."""
    if constraint == TWENTY:
        parent = "?list qb:parentChildProperty ?property FILTER isIRI(?property)"
        return _outside_hierarchies(store, parent, "<{}>*")
    if constraint == TWENTY_ONE:
        parent = """?list qb:parentChildProperty ?inverse FILTER isBlank(?inverse)
            ?inverse owl:inverseOf ?property"""
        return _outside_hierarchies(store, parent, "(^<{}>)*")
    return [str(row) for row in _select(store, CONSTRAINTS[constraint])]


def _outside_hierarchies(store: ox.Store, parent: str, path: str) -> list[str]:
    """One query for each property: SPARQL has no variable in a path."""
    found = []
    for row in _select(store, f"SELECT DISTINCT ?property WHERE {{ {parent} }}"):
        query = f"""
            SELECT * WHERE {{
                ?observation {STRUCTURE}/qb:component/{COMPONENT} ?dimension ; ?dimension ?code .
                ?dimension a qb:DimensionProperty ; qb:codeList ?list .
                ?list a qb:HierarchicalCodeList .
                {parent}
                FILTER (?property = <{row["property"].value}>)
                FILTER NOT EXISTS {{
                    ?list qb:hierarchyRoot/{path.format(row["property"].value)} ?code
                }}
            }}"""
        found += [str(solution) for solution in _select(store, query)]
    return found


def _select(store: ox.Store, query: str) -> ox.QuerySolutions:
    solutions = store.query(PREFIXES + query)
    assert isinstance(solutions, ox.QuerySolutions)
    return solutions


@pytest.mark.parametrize("constraint", ALL)
def test_the_snapshot_is_a_well_formed_cube(snapshot: corpus.Snapshot, constraint: str) -> None:
    assert violations(snapshot.store, constraint) == []


def test_there_are_21_constraints() -> None:
    assert [name.split()[0] for name in ALL] == [f"IC-{number}" for number in range(1, 22)]


# A cube with everything that the constraints speak of: slices, measure types, both kinds of
# hierarchy. It is well formed; each change below breaks it in one way.
CUBE = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:place a qb:DimensionProperty ; rdfs:range :Place ; qb:codeList :places .
:Place rdfs:subClassOf skos:Concept .
:year a qb:DimensionProperty ; rdfs:range xsd:gYear .
:field a qb:DimensionProperty ; rdfs:range skos:Concept ; qb:codeList :fields .
:kind a qb:DimensionProperty ; rdfs:range skos:Concept ; qb:codeList :kinds .
qb:measureType a qb:DimensionProperty ; rdfs:range qb:MeasureProperty .
:value a qb:MeasureProperty .
:count a qb:MeasureProperty .
:unit a qb:AttributeProperty ; qb:codeList :units .
:note a qb:AttributeProperty .

:places a skos:ConceptScheme .
:here a skos:Concept ; skos:inScheme :places .
:units a skos:Collection ; skos:member :percent .
:percent a skos:Concept .
:fields a qb:HierarchicalCodeList ; qb:hierarchyRoot :all ; qb:parentChildProperty skos:narrower .
:all skos:narrower :some .
:kinds a qb:HierarchicalCodeList ; qb:hierarchyRoot :top ;
    qb:parentChildProperty [ owl:inverseOf skos:broader ] .
:leaf skos:broader :top .

:structure a qb:DataStructureDefinition ; qb:sliceKey :key ;
    qb:component :c-place , :c-year , :c-field , :c-kind , :c-value , :c-unit , :c-note .
:c-place qb:dimension :place . :c-year qb:dimension :year .
:c-field qb:dimension :field . :c-kind qb:dimension :kind .
:c-value qb:measure :value .
:c-unit qb:attribute :unit ; qb:componentRequired true .
:c-note qb:attribute :note ; qb:componentRequired false .
:key a qb:SliceKey ; qb:componentProperty :place .
:set a qb:DataSet ; qb:structure :structure ; qb:slice :slice .
:slice a qb:Slice ; qb:sliceStructure :key ; :place :here ; qb:observation :one .
:one a qb:Observation ; qb:dataSet :set ; :place :here ; :year "2025"^^xsd:gYear ;
    :field :some ; :kind :leaf ; :value 1.0 ; :unit :percent .
:two a qb:Observation ; qb:dataSet :set ; :place :here ; :year "2030"^^xsd:gYear ;
    :field :some ; :kind :leaf ; :value 2.0 ; :unit :percent .

:typed a qb:DataStructureDefinition ; qb:component :c-place , :c-type , :c-value , :c-count .
:c-type qb:dimension qb:measureType . :c-count qb:measure :count .
:many a qb:DataSet ; qb:structure :typed .
:three a qb:Observation ; qb:dataSet :many ; :place :here ; qb:measureType :value ; :value 3.0 .
:four a qb:Observation ; qb:dataSet :many ; :place :here ; qb:measureType :count ; :count 4 .
"""

BROKEN: dict[str, list[tuple[str, str]]] = {
    "IC-1": [
        (":one a qb:Observation ;", ":stray a qb:Observation . :one a qb:Observation ;"),
        (":three a qb:Observation ;", ":three a qb:Observation ; qb:dataSet :other ;"),
    ],
    "IC-2": [
        (":many a qb:DataSet ;", ":bare a qb:DataSet . :many a qb:DataSet ;"),
        (
            ":set a qb:DataSet ;",
            ":twice a qb:DataSet ; qb:structure :typed , :structure . :set a qb:DataSet ;",
        ),
    ],
    "IC-3": [(":place a qb:Dim", ":none a qb:DataStructureDefinition . :place a qb:Dim")],
    "IC-4": [("; rdfs:range xsd:gYear ", "")],
    "IC-5": [(" ; qb:codeList :places .", " .")],
    "IC-6": [
        (":c-year qb:dimension :year", ":c-year qb:componentRequired false ; qb:dimension :year")
    ],
    "IC-7": [(" ; qb:sliceKey :key ;", " ;")],
    "IC-8": [
        (
            ":key a qb:SliceKey ;",
            ":structure qb:sliceKey :odd . :odd qb:componentProperty :count . :key a qb:SliceKey ;",
        )
    ],
    "IC-9": [(":slice a qb:Slice ; qb:sliceStructure :key ;", ":slice a qb:Slice ;")],
    "IC-10": [("qb:sliceStructure :key ; :place :here ;", "qb:sliceStructure :key ;")],
    "IC-11": [(':year "2030"^^xsd:gYear ;', "")],
    "IC-12": [('"2030"', '"2025"')],
    "IC-13": [(":value 2.0 ; :unit :percent", ":value 2.0")],
    "IC-14": [(" :value 2.0 ;", "")],
    "IC-15": [("qb:measureType :value ; :value 3.0", "qb:measureType :value")],
    "IC-16": [
        ("qb:measureType :value ; :value 3.0", "qb:measureType :value ; :value 3.0 ; :count 3")
    ],
    "IC-17": [
        (":four a qb:Observation ; qb:dataSet :many ;", ":four :was :many ;"),
    ],
    "IC-18": [("qb:observation :one", "qb:observation :one , :three")],
    "IC-19": [
        ("skos:inScheme :places", "skos:inScheme :elsewhere"),
        (":value 1.0 ; :unit :percent", ":value 1.0 ; :unit :ton"),
    ],
    "IC-20": [(":all skos:narrower :some .", "")],
    "IC-21": [(":leaf skos:broader :top .", "")],
}


def _cube(text: str) -> ox.Store:
    store = ox.Store()
    store.load(text, format=ox.RdfFormat.TURTLE)
    return store


def test_the_example_breaks_no_constraint() -> None:
    store = _cube(CUBE)
    assert {name: violations(store, name) for name in ALL if violations(store, name)} == {}


@pytest.mark.parametrize(
    ("number", "old", "new"),
    [(number, *change) for number, changes in BROKEN.items() for change in changes],
)
def test_a_broken_cube_breaks_its_constraint_and_no_other(number: str, old: str, new: str) -> None:
    assert CUBE.count(old) == 1, "the change must find its place"
    store = _cube(CUBE.replace(old, new))
    assert [name.split()[0] for name in ALL if violations(store, name)] == [number]


def test_every_constraint_is_shown_to_fire() -> None:
    assert set(BROKEN) == {name.split()[0] for name in ALL}


@pytest.mark.parametrize(
    ("number", "property_"),
    [("IC-11", DX.adminLevel), ("IC-13", SDMX_ATTRIBUTE.unitMeasure), ("IC-14", DX.targetValue)],
)
def test_our_own_cube_is_really_looked_at(number: str, property_: str) -> None:
    """What is taken from our data is missed: the queries do not hold for want of a match."""
    store = own_snapshot().store
    pattern = (None, ox.NamedNode(QB.dataSet), ox.NamedNode(DATASET.targets))
    target = next(store.quads_for_pattern(*pattern, ox.DefaultGraph())).subject
    (constraint,) = (name for name in ALL if name.split()[0] == number)
    said = list(store.quads_for_pattern(target, ox.NamedNode(property_), None))
    assert said
    for quad in said:
        store.remove(quad)
    try:
        assert violations(store, constraint)
    finally:
        store.extend(said)


def _components(store: ox.Store, structure: str, kind: str) -> list[str]:
    query = f"""SELECT ?property WHERE {{
        <https://w3id.org/dxgraph/structure/{structure}> qb:component ?c .
        ?c qb:{kind} ?property ; qb:order ?order }} ORDER BY ?order"""
    return [row["property"].value for row in _select(store, query)]


def test_the_structures_have_their_components_in_order(snapshot: corpus.Snapshot) -> None:
    assert _components(snapshot.store, "targets", "dimension") == [
        SDMX_DIMENSION.refArea, DX.indicator, DX.adminLevel, DX.deadline, DX.statedIn,
    ]  # fmt: skip
    assert _components(snapshot.store, "targets", "measure") == [DX.targetValue]
    assert _components(snapshot.store, "targets", "attribute")[:4] == [
        DX.comparator, SDMX_ATTRIBUTE.unitMeasure, DX.upperValue, DX.startYear,
    ]  # fmt: skip
    assert _components(snapshot.store, "outcomes", "dimension") == [
        SDMX_DIMENSION.refArea, DX.indicator, DX.adminLevel, SDMX_DIMENSION.refPeriod, DX.method,
    ]  # fmt: skip
    assert _components(snapshot.store, "outcomes", "measure") == [DX.observedValue]


def test_the_structure_is_named_throughout() -> None:
    (cube,) = (file for file in corpus.files() if file.name == "ontology/cube.ttl")
    quads = list(corpus.parse(cube))
    assert not [
        quad
        for quad in quads
        for term in (quad.subject, quad.object)
        if isinstance(term, ox.BlankNode)
    ]
    specifications = [q for q in quads if q.object == ox.NamedNode(QB.ComponentSpecification)]
    assert len(specifications) == len([q for q in quads if q.predicate.value == QB.order])
