"""How large a share of the economy each province means to make digital, beside the nation's aim.

    python digital_economy.py [ADDRESS] > digital_economy.csv

Asks the SPARQL endpoint, works with pandas, and writes the table as CSV. Needs httpx2 and pandas.
"""

import io
import sys

import httpx2 as httpx
import pandas as pd

ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"

# Every target for the indicator, with the figure as printed and the place where it is printed.
QUERY = """
PREFIX dx: <https://w3id.org/dxgraph/ontology#>
PREFIX indicator: <https://w3id.org/dxgraph/indicator/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?target ?area ?country ?deadline ?sign ?value ?printed (MIN(?at) AS ?place) WHERE {
  ?target dx:indicator indicator:digital-economy-share-of-gross-product ;
    a dx:QuantifiedTarget ;
    sdmx-dimension:refArea ?thing ; dx:deadline ?deadline ; dx:targetValue ?value ;
    dx:comparator/skos:notation ?sign .
  ?thing rdfs:label ?area FILTER (LANG(?area) = "en")
  BIND (EXISTS { ?thing a dx:Country } AS ?country)
  OPTIONAL { ?target dx:evidence|dx:attestedAt ?at }
  OPTIONAL { ?target (dx:evidence/dx:printedFigure)|dx:printedFigure ?printed }
}
GROUP BY ?target ?area ?country ?deadline ?sign ?value ?printed
"""

answer = httpx.post(
    f"{ADDRESS}/sparql", data={"query": QUERY}, headers={"Accept": "text/csv"}, timeout=60
)
answer.raise_for_status()
targets = pd.read_csv(io.StringIO(answer.text), parse_dates=["deadline"])

# The nation's aim for a year, or for the next year that it names.
national = targets[targets["country"]].sort_values("deadline")[["deadline", "value"]]
provinces = targets[~targets["country"]].sort_values("deadline")
table = pd.merge_asof(
    provinces,
    national.rename(columns={"value": "national"}),
    on="deadline",
    direction="forward",
)
table["by"] = table["deadline"].dt.year
table["ahead"] = table["value"] - table["national"]
table = table.sort_values(["by", "value"], ascending=[True, False])
columns = ["area", "by", "sign", "value", "national", "ahead", "printed", "place"]
table[columns].to_csv(sys.stdout, index=False)

# A table without its data's version cannot be checked: say it, on the other channel.
snapshot = httpx.get(f"{ADDRESS}/health").json()["snapshot"]
print(f"dxgraph, snapshot {snapshot}, {ADDRESS}, CC BY 4.0", file=sys.stderr)
