-- What each province, and the country, means the digital economy's share to be, newest document
-- first, and how many targets with a figure it has set in all. DuckDB reads the Parquet that dxgraph writes:
--
--   dxgraph export --format parquet --output tables
--   duckdb -csv < digital_economy.sql
--
-- Tỷ trọng kinh tế số mỗi tỉnh và cả nước đặt ra, văn bản mới nhất trước, và số chỉ tiêu có con số.
SELECT
  area_vi AS area,
  year(deadline) AS due_year,
  comparator,
  value,
  printed_figure AS printed,
  count(*) OVER (PARTITION BY area) AS promises,
  document_date AS issued,
  evidence AS place
FROM 'tables/targets.parquet'
WHERE kind = 'quantified'
QUALIFY indicator = 'https://w3id.org/dxgraph/indicator/digital-economy-share-of-gross-product'
ORDER BY document_date DESC NULLS LAST, area, due_year, target;
