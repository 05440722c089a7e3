"""A made-up graph in the terms of our own: the same bytes for everyone, on every machine.

Nothing in it is true. It has the form and the size of a corpus of some hundred documents: areas,
indicators, the national programme, provincial documents that rest on one another, and targets. All
statements that follow from the vocabulary are written out, because not every store infers them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from dxgraph.terms import (
    AREA,
    BODY,
    COMPARATOR,
    DATASET,
    DIRECTION,
    DOCUMENT,
    DOCUMENT_TYPE,
    DX,
    ELI,
    INDICATOR,
    LEVEL,
    ONTOLOGY,
    OWL,
    PILLAR,
    PROV,
    QB,
    RDF,
    RDFS,
    SDMX_ATTRIBUTE,
    SDMX_DIMENSION,
    SKOS,
    SOURCE,
    UNIT,
    XSD,
)

SEED = 749
PROVINCES = 63
TARGETS = 40
"""Targets of each document."""

NATIONAL = DOCUMENT["viet-nam-2020-749-qd-ttg"]
_ABOVE = (DOCUMENT["viet-nam-2019-52-nq-tw"], DOCUMENT["viet-nam-2020-50-nq-cp"])
_YEARS = range(2021, 2031)
_PILLARS = ("government", "economy", "society", "cross-cutting")
_LEVELS = {"province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}
_SIGNS = {"equal": "=", "at-least": "≥", "greater-than": ">", "approximately": "≈"}
_TYPES = ("nq-tu", "kh-ubnd", "qd-ubnd", "ctrhd")
_MEASURES = (
    ("share", "Tỷ lệ", "Share of"),
    ("coverage", "Độ phủ của", "Coverage of"),
    ("growth", "Mức tăng của", "Growth of"),
    ("use", "Tỷ lệ sử dụng", "Use of"),
    ("quality", "Mức hài lòng với", "Satisfaction with"),
)
_OBJECTS = (
    ("online-services", "dịch vụ công trực tuyến", "online public services"),
    ("work-files", "hồ sơ công việc trên môi trường mạng", "work files handled online"),
    ("reports", "báo cáo định kỳ qua hệ thống", "periodic reports by system"),
    ("open-data", "dữ liệu mở của cơ quan nhà nước", "open data of agencies"),
    ("digital-economy", "kinh tế số trong tổng sản phẩm", "the digital economy"),
    ("digital-enterprises", "doanh nghiệp công nghệ số", "digital enterprises"),
    ("payments", "thanh toán không dùng tiền mặt", "cashless payment"),
    ("productivity", "năng suất lao động", "labour productivity"),
    ("fibre", "cáp quang đến hộ gia đình", "fibre to households"),
    ("smartphones", "điện thoại thông minh", "smartphones"),
    ("digital-identity", "tài khoản định danh điện tử", "digital identities"),
    ("training", "đào tạo kỹ năng số", "training in digital skills"),
)

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Data:
    """What was written, and which things a query may name."""

    path: Path
    """One file of N-Triples, which every store reads."""
    triples: int
    provinces: tuple[str, ...]
    documents: tuple[str, ...]
    """Without the national ones."""
    targets: tuple[str, ...]
    """Without the national ones."""


def write(folder: Path, *, documents: int, seed: int = SEED) -> Data:
    """Write the graph with so many provincial documents into the folder."""
    made = _Graph(documents, random.Random(seed))  # noqa: S311 - it only has to be repeatable
    path = folder / "targets.nt"
    lines = list(made.lines())
    path.write_text("".join(lines), encoding="utf-8")
    return Data(path, len(lines), tuple(made.provinces), tuple(made.documents), tuple(made.targets))


class _Graph:
    def __init__(self, documents: int, chance: random.Random) -> None:
        self._count = documents
        self._chance = chance
        self.provinces = [AREA[f"province-{number:02d}"] for number in range(1, PROVINCES + 1)]
        self.documents: list[str] = []
        self.targets: list[str] = []

    def lines(self) -> Iterator[str]:
        # It says that the vocabulary is here: else ours would be added, and every store but this
        # one would hold less.
        yield _line(ONTOLOGY, RDF.type, _iri(OWL.Ontology))
        yield from self._areas()
        yield from self._concepts()
        yield from self._national()
        newest: dict[str, list[str]] = {area: [] for area in self.provinces}
        for number in range(self._count):
            area = self.provinces[number % PROVINCES]
            yield from self._provincial(number, area, newest[area])

    def _pick(self, items: Sequence[_Item]) -> _Item:
        # Of Python's generator only `random` is promised to give the same numbers for ever.
        return items[int(self._chance.random() * len(items))]

    def _areas(self) -> Iterator[str]:
        country = AREA["viet-nam"]
        yield _line(country, RDF.type, _iri(DX.Country))
        yield from _labels(country, "Việt Nam", "Viet Nam")
        for number, area in enumerate(self.provinces, 1):
            yield _line(area, RDF.type, _iri(DX.Province))
            yield _line(area, RDF.type, _iri(DX.Area))
            yield from _labels(area, f"Tỉnh số {number}", f"Province {number}")
            yield _line(area, DX.within, _iri(country))

    def _concepts(self) -> Iterator[str]:
        for slug in _PILLARS:
            yield _line(PILLAR[slug], RDF.type, _iri(DX.Pillar))
            yield from _labels(PILLAR[slug], f"Trụ cột {slug}", f"Pillar {slug}")
        for slug, vi in {**_LEVELS, "not-applicable": "không theo cấp"}.items():
            yield _line(LEVEL[slug], RDF.type, _iri(DX.AdminLevel))
            yield from _labels(LEVEL[slug], vi, slug)
        for slug, sign in _SIGNS.items():
            yield _line(COMPARATOR[slug], RDF.type, _iri(DX.Comparator))
            yield _line(COMPARATOR[slug], SKOS.notation, _text(sign))
        for slug, vi, en in _indicators():
            indicator = INDICATOR[slug]
            yield _line(indicator, RDF.type, _iri(DX.Indicator))
            yield from _labels(indicator, vi, en)
            yield _line(indicator, DX.usualPillar, _iri(self._pick(_PILLARS), PILLAR))
            yield _line(indicator, DX.unit, _iri(UNIT.percent))
            yield _line(indicator, DX.direction, _iri(DIRECTION["higher-better"]))

    def _national(self) -> Iterator[str]:
        yield from self._document(NATIONAL, AREA["viet-nam"], "qd-ttg", 2020, "749/QĐ-TTg")
        for above in _ABOVE:
            yield _line(above, RDF.type, _iri(DX.PolicyDocument))
            yield from _labels(above, above.rpartition("/")[2], above.rpartition("/")[2])
            yield _line(NATIONAL, DX.basedOn, _iri(above))
            yield _line(NATIONAL, DX.upstream, _iri(above))
        for slug, vi, en in _indicators():
            for year in (2025, 2030):
                level = self._pick(("not-applicable", *_LEVELS))
                yield from self._target(NATIONAL, AREA["viet-nam"], (slug, vi, en), level, year)

    def _provincial(self, number: int, area: str, before: list[str]) -> Iterator[str]:
        year = 2020 + len(before) % 6
        kind = self._pick(_TYPES)
        document = DOCUMENT[f"{area.rpartition('/')[2]}-{year}-{number + 1}-{kind}"]
        self.documents.append(document)
        yield from self._document(document, area, kind, year, f"{number + 1}/{kind.upper()}")
        yield _line(document, DX.incorporatesTargetsOf, _iri(NATIONAL))
        # It carries out one of the last documents of its province, so that chains become long.
        above = self._pick(before[-2:]) if before else NATIONAL
        yield _line(document, DX.implements, _iri(above))
        for each in {NATIONAL: None, above: None}:
            yield _line(document, DX.upstream, _iri(each))
        before.append(document)
        indicators = _indicators()
        said: set[tuple[str, str, int]] = set()
        while len(said) < TARGETS:
            indicator, year = self._pick(indicators), self._pick(_YEARS)
            level = self._pick(("not-applicable", *_LEVELS))
            if (indicator[0], level, year) not in said:
                said.add((indicator[0], level, year))
                yield from self._target(document, area, indicator, level, year)

    def _document(
        self, document: str, area: str, kind: str, year: int, number: str
    ) -> Iterator[str]:
        yield _line(document, RDF.type, _iri(DX.PolicyDocument))
        yield _line(document, RDF.type, _iri(ELI.LegalResource))
        yield from _labels(document, f"Văn bản {number} ({year})", f"Document {number} ({year})")
        yield _line(document, ELI.id_local, _text(number))
        yield _line(document, ELI.type_document, _iri(DOCUMENT_TYPE[kind]))
        yield _line(document, ELI.date_document, _typed(f"{year}-06-03", "date"))
        yield _line(document, ELI.passed_by, _iri(BODY[f"{area.rpartition('/')[2]}-{kind}"]))
        yield _line(document, DX.territory, _iri(area))

    def _target(
        self, document: str, area: str, indicator: tuple[str, str, str], level: str, year: int
    ) -> Iterator[str]:
        slug, vi, en = indicator
        target = f"{document}#{slug}-{level}-{year}"
        if document != NATIONAL:
            self.targets.append(target)
        comparator = self._pick(tuple(_SIGNS))
        value = int(self._chance.random() * 199 + 1) / 2
        begin = int(self._chance.random() * 20_000)
        where = f", {_LEVELS[level]}" if level in _LEVELS else ""
        for kind in (DX.QuantifiedTarget, DX.Target, QB.Observation, PROV.Entity):
            yield _line(target, RDF.type, _iri(kind))
        yield from _labels(target, f"{vi}{where}, {year}: {value}%", f"{en}, {year}: {value}%")
        yield _line(target, QB.dataSet, _iri(DATASET.targets))
        yield _line(target, DX.statedIn, _iri(document))
        yield _line(document, DX.hasTarget, _iri(target))
        yield _line(target, SDMX_DIMENSION.refArea, _iri(area))
        yield _line(target, DX.indicator, _iri(INDICATOR[slug]))
        yield _line(target, DX.adminLevel, _iri(LEVEL[level]))
        yield _line(target, DX.deadline, _typed(f"{year}-12-31", "date"))
        yield _line(target, DX.comparator, _iri(COMPARATOR[comparator]))
        yield _line(target, DX.targetValue, _typed(str(value), "decimal"))
        yield _line(target, SDMX_ATTRIBUTE.unitMeasure, _iri(UNIT.percent))
        yield _line(target, DX.statedPillar, _iri(self._pick(_PILLARS), PILLAR))
        source = SOURCE[document.rpartition("/")[2]]
        yield _line(target, DX.evidence, f"<{source}#char={begin},{begin + 4}>")


def _indicators() -> tuple[tuple[str, str, str], ...]:
    """Slug, and label in Vietnamese and English, of each indicator."""
    return tuple(
        (f"{measure}-{thing}", f"{measure_vi} {vi}", f"{measure_en} {en}")
        for measure, measure_vi, measure_en in _MEASURES
        for thing, vi, en in _OBJECTS
    )


def _line(subject: str, predicate: str, term: str) -> str:
    return f"<{subject}> <{predicate}> {term} .\n"


def _labels(subject: str, vi: str, en: str) -> Iterator[str]:
    yield _line(subject, RDFS.label, f'"{vi}"@vi')
    yield _line(subject, RDFS.label, f'"{en}"@en')


def _iri(name: str, before: str = "") -> str:
    return f"<{before}{name}>"


def _text(value: str) -> str:
    return f'"{value}"'


def _typed(value: str, kind: str) -> str:
    return f'"{value}"^^<{XSD[kind]}>'
