# How large a share of the economy each province means to make digital, beside the nation's aim.
#
#   Rscript digital_economy.R [ADDRESS] > digital_economy.csv
#
# Asks the SPARQL endpoint and writes the table as CSV. Needs httr2 and jsonlite.

library(httr2)

arguments <- commandArgs(trailingOnly = TRUE)
address <- if (length(arguments) > 0) arguments[1] else "http://127.0.0.1:8000"

# Every target for the indicator, with the figure as printed and the place where it is printed.
query <- '
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
'

answer <- request(paste0(address, "/sparql")) |>
  req_body_form(query = query) |>
  req_headers(Accept = "text/csv") |>
  req_timeout(60) |>
  req_perform()
targets <- read.csv(text = resp_body_string(answer, "UTF-8"), encoding = "UTF-8")
targets$deadline <- as.Date(targets$deadline)

# The nation's aim for a year, or for the next year that it names.
national <- targets[targets$country == "true", c("deadline", "value")]
national <- national[order(national$deadline), ]
next_aim <- function(deadline) {
  later <- national$value[national$deadline >= deadline]
  if (length(later) > 0) later[1] else NA
}
table <- targets[targets$country == "false", ]
table$national <- vapply(table$deadline, next_aim, numeric(1))
table$by <- as.integer(format(table$deadline, "%Y"))
table$ahead <- table$value - table$national
table <- table[order(table$by, -table$value), ]
columns <- c("area", "by", "sign", "value", "national", "ahead", "printed", "place")
write.csv(table[, columns], stdout(), row.names = FALSE, fileEncoding = "UTF-8")

# A table without its data's version cannot be checked: say it, on the other channel.
health <- request(paste0(address, "/health")) |> req_perform() |> resp_body_json()
message(sprintf("dxgraph, snapshot %s, %s, CC BY 4.0", health$snapshot, address))
