"""A draft as files: the document's Turtle, its numbers, its source, and the new indicators.

::

    DIR/documents/{document}.ttl     the document, its targets and their spans
    DIR/numbers/{source}.ttl         the numbers that are no targets
    DIR/sources-{document}.ttl       a block for data/ttl/sources.ttl
    DIR/indicators-{document}.ttl    blocks for data/ttl/indicators.ttl: what is new
    DIR/texts/{source}.txt           the text; it stays with whoever has it

Of a document that is known by a page, targets carry the page's address in place of spans, and the
numbers are a list for the reviewer, DIR/numbers-{document}.txt: the graph does not keep them.

The Turtle reads as if written by hand. What nobody has written yet, an English label for
instance, is left out, so that validation asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from dxgraph.drafting.proposal import DOUBTFUL, Draft, NewIndicator, Proposal, Reported
from dxgraph.drafting.understand.matching import matcher, plain
from dxgraph.drafting.understand.naming import THRESHOLD
from dxgraph.drafting.write import labels as wording
from dxgraph.drafting.write.statements import (
    claim_turtle,
    dated,
    evidence_spans,
    fragments_of,
    remarks,
    target_turtle,
)
from dxgraph.drafting.write.turtle import (
    Comment,
    block,
    both,
    file,
    literal,
    span,
    typed,
)
from dxgraph.errors import InputError
from dxgraph.evidence import fragment
from dxgraph.messages import message

_LINKS = ("implements", "basedOn", "incorporatesTargetsOf", "supersedes", "revises")


def document_turtle(draft: Draft) -> str:
    """The document's file: itself, then its targets in the text's order, each with its spans."""
    document = draft.document
    names = wording.document_label(document, draft.knowledge)
    reported = draft.reported
    if reported and reported.known_document:
        parts: list[str | Comment] = [
            Comment("The graph has the document: what follows is to be added to its file."),
            f"document:{document.slug} dx:reportedIn source:{reported.source} .",
        ]
    else:
        parts = [_document(draft)]
    parts += _targets(draft)
    name = names[1].rpartition(" (")[0].removesuffix(" province")
    return file(
        f"{name}, known by the page source:{reported.source}; targets in its order. Drafted by "
        "rules: to be reviewed."
        if reported
        else f"{name}, read from the text source:{document.source}; targets in "
        "its order. Drafted by rules: to be reviewed.",
        parts,
        source=document.source,
        document=document.slug,
    )


def _document(draft: Draft) -> str:
    document, reported = draft.document, draft.reported
    lacking = [
        names
        for there, names in (
            (document.number, ("số", "the number")),
            (document.issuer, ("cơ quan ban hành", "the issuer")),
            (document.title, ("trích yếu", "the title")),
        )
        if not there
    ]
    printed = any(item.document == document.number for item in draft.numbers)
    links: dict[str, list[str]] = {name: [] for name in _LINKS}
    for item in draft.upstream:
        if item.link and item.slug and f"document:{item.slug}" not in links[item.link]:
            links[item.link].append(f"document:{item.slug}")
    return block(
        f"document:{document.slug}",
        "dx:PolicyDocument",
        [
            ("rdfs:label", both(wording.document_label(document, draft.knowledge))),
            ("dx:undatedNote", [] if document.dated else both(_UNDATED)),
            ("eli:id_local", [literal(document.number)] if document.number else []),
            ("eli:type_document", [f"document-type:{document.type}"]),
            ("eli:date_document", dated(document.day if document.dated else None)),
            ("eli:passed_by", [f"body:{document.issuer}"] if document.issuer else []),
            ("eli:title", [literal(document.title, document.language)] if document.title else []),
            ("dx:lackingNote", _lacking(lacking) if reported else []),
            ("dx:readingExtent", [f"reading-extent:{'reported' if reported else 'complete'}"]),
            ("dx:territory", [f"area:{document.territory}"]),
            ("dx:periodStart", dated(document.first)),
            ("dx:periodEnd", dated(document.last)),
            ("dx:orientationTo", dated(document.horizon)),
            ("dx:reportedIn", [f"source:{reported.source if reported else document.source}"]),
            *((f"dx:{name}", objects) for name, objects in links.items()),
            ("dx:confidence", [f"confidence:{'high' if printed and not reported else 'medium'}"]),
        ],
    )


_UNDATED = (
    "Trang tường thuật không in ngày ban hành.",
    "The page that reports it prints no date of issue.",
)


def _lacking(names: Sequence[tuple[str, str]]) -> list[str]:
    """What of a document the page that reports it does not say."""
    if not names:
        return []
    return both(
        (
            f"Chưa biết từ trang tường thuật: {', '.join(name for name, _ in names)}.",
            f"Not known from the page that reports it: {', '.join(name for _, name in names)}.",
        )
    )


def _targets(draft: Draft) -> Iterator[str | Comment]:
    for note in _document_notes(draft):
        yield Comment(note)
    written: set[tuple[int, int]] = set()
    fragments = fragments_of(draft)
    joins = draft.reported.joins if draft.reported else {}
    targets = [item for item in draft.accepted if item.kind == "target" and item.key not in joins]
    headed = any(item.stated for item in targets)
    section = None
    for number, item in enumerate(targets):
        head = _section(draft, item, headed=headed)
        if head != section:
            section = head
            yield Comment(head)
        yield from remarks(item)
        yield target_turtle(draft, item, fragments)
        following = targets[number + 1] if number + 1 < len(targets) else None
        if following and following.spans[0] == item.spans[0]:
            continue  # the next target rests on the same figure: the span comes behind it
        yield from evidence_spans(draft, item, written)
    if draft.reported and joins:
        yield Comment("Goals that the graph has already: the page attests them too.")
        for item in draft.accepted:
            if item.key in joins:
                yield f":{joins[item.key]} dx:attestedAt source:{draft.reported.source} ."
    claims = [item for item in draft.accepted if item.kind == "claim"]
    if claims:
        yield Comment(
            "What the page says otherwise than the graph's target: never counted as one."
            if draft.reported and draft.reported.differs
            else "What the headline says and the text does not: never counted as a target."
        )
    for item in claims:
        yield from remarks(item)
        yield claim_turtle(draft, item, fragments)
        yield from evidence_spans(draft, item, written)


def _document_notes(draft: Draft) -> Iterator[str]:
    document = draft.document
    if document.issuer is None:
        yield (
            "eli:passed_by: no body of the graph fits; add it to data/ttl/areas/ "
            "(a national body: data/ttl/bodies.ttl)."
        )
    if document.title is None:
        yield "eli:title: the text prints no title; write it."
    for item in draft.upstream:
        if item.slug is None:
            how = f" (dx:{item.link})" if item.link else ""
            yield f"{item.number} is printed{how} and is no document of the graph."


def _section(draft: Draft, item: Proposal, *, headed: bool) -> str:
    if item.stated:
        return draft.knowledge.labels[f"pillar/{item.pillar}"][1]
    if headed:
        return "General goal, printed before the pillars: the pillar follows from the indicator."
    return "The text has no pillar headings: the pillar follows from the indicator."


def numbers_turtle(draft: Draft) -> str:
    """The file of the numbers that are no targets; those that are open stand in it as comments."""
    document = draft.document
    known = {item.begin: item.slug for item in draft.upstream if item.slug}
    parts: list[str | Comment] = []
    for item in draft.numbers:
        if item.confidence < DOUBTFUL:
            parts.append(Comment(f"confidence {item.confidence:.2f}", attached=True))
        slug = document.slug if item.document == document.number else known.get(item.begin)
        more = [("dx:numberReason", [f"number-reason:{item.reason}"])]
        if slug:
            more.append(("dx:mentionsDocument", [f"document:{slug}"]))
        parts.append(
            span(draft.source.text, document.source, item.begin, item.end, "ExplainedNumber", more)
        )
    for begin, end in draft.open:
        printed, place = draft.source.text[begin:end], fragment(begin, end)
        parts.append(Comment(f"{printed} (#{place}) is accounted for by nothing: give a reason."))
    return file(
        f"The numbers of source:{document.source} that are no targets, in the order of the text.",
        parts,
        source=document.source,
    )


def source_turtle(draft: Draft) -> str:
    """The block for data/ttl/sources.ttl: digest, length and language of the text."""
    document = draft.document
    vietnamese, english = (
        name.rpartition(" (")[0] for name in wording.document_label(document, draft.knowledge)
    )
    whole = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in draft.source.text[:3000].upper()
    labels = (
        (f"Toàn văn {vietnamese}", f"Full text of {english}")
        if whole
        else (f"Bài về {vietnamese}", f"Article on {english}")
    )
    title = document.page_title
    if draft.reported:
        return _page_turtle(draft, draft.reported, (vietnamese, english))
    rows = [
        ("rdfs:label", both(labels)),
        ("dcterms:title", [literal(title, document.language)] if title else []),
        ("dcterms:language", [literal(document.language)]),
        ("dcterms:issued", dated(document.page_date)),
        ("dx:sha256", [literal(draft.source.sha256)]),
        ("dx:length", [typed(draft.source.length, "nonNegativeInteger")]),
    ]
    return file(
        "For data/ttl/sources.ttl. Add dx:address, where the text was published.",
        [block(f"source:{document.source}", "dx:Source", rows)],
    )


def _page_turtle(draft: Draft, page: Reported, names: tuple[str, str]) -> str:
    """The block of a page that is kept by its address."""
    if page.known_source:
        return file(f"The graph has the page already: source:{page.source}.", [])
    host = (urlsplit(page.address).hostname or "").removeprefix("www.")
    title = draft.document.page_title
    rows = [
        ("rdfs:label", both((f"Trang của {host} về {names[0]}", f"Page of {host} on {names[1]}"))),
        ("dcterms:title", [literal(title, draft.document.language)] if title else []),
        ("dcterms:language", [literal(draft.document.language)]),
        ("dcterms:publisher", [literal(host)]),
        ("dcterms:issued", dated(page.published)),
        ("dx:address", [typed(page.address, "anyURI")]),
        ("skos:editorialNote", both(("Đọc được trọn trang.", "The page was read whole."))),
    ]
    return file("For data/ttl/sources.", [block(f"source:{page.source}", "dx:Source", rows)])


def numbers_text(draft: Draft) -> str:
    """The numbers of a page that are no targets, for the reviewer: the graph does not keep them."""
    text = draft.source.text
    numbers = [(item.begin, item.end, item.reason) for item in draft.numbers]
    numbers += [(begin, end, "?") for begin, end in draft.open]
    lines = [
        f"{draft.source.place(begin)[0]}\t{' '.join(text[begin:end].split())}\t{reason}"
        for begin, end, reason in sorted(numbers)
    ]
    return "\n".join(["dòng · line\tchữ in · printed\tlà gì · reason", *lines, ""])


def indicators_turtle(draft: Draft) -> str | None:
    """Blocks for data/ttl/indicators.ttl: the new indicators, and new names of known ones; None
    when there are none of both."""
    new = {item.new.slug: item.new for item in draft.accepted if item.new}
    parts: list[str | Comment] = [_indicator(item) for _, item in sorted(new.items())]
    names, language = _new_names(draft), draft.document.language
    if names:
        lines = [
            f"  indicator:{slug} skos:altLabel {literal(name, language)} ." for slug, name in names
        ]
        said = (
            "Names by which this text calls known indicators. Add to their skos:altLabel what "
            "other texts may print too."
        )
        parts.append(Comment("\n".join([said, *lines])))
    if not parts:
        return None
    return file(
        "For data/ttl/indicators.ttl. A new indicator needs labels and a definition in Vietnamese "
        "and English; the definition says its denominator.",
        parts,
    )


def _indicator(item: NewIndicator) -> str:
    labels = both((item.vi, item.en))
    return block(
        f"indicator:{item.slug}",
        "dx:Indicator",
        [
            ("skos:prefLabel", labels),
            ("dx:usualPillar", [f"pillar:{item.pillar}"]),
            ("dx:unit", [f"unit:{item.unit}"] if item.unit else []),
            ("dx:direction", ["direction:higher-better" if item.unit else "direction:none"]),
            ("dx:measuresChange", ["true"] if item.change else []),
            ("skos:notation", [literal(item.slug)]),
            ("skos:topConceptOf", ["scheme:indicators"]),
            ("rdfs:isDefinedBy", ["<https://w3id.org/dxgraph/ontology>"]),
        ],
    )


def _new_names(draft: Draft) -> list[tuple[str, str]]:
    """Short key phrases by which the text names indicators that are known by other names."""
    language = draft.document.language
    names = matcher(draft.knowledge.indicators, language)
    found = set()
    for item in draft.accepted:
        phrase = item.wording.strip()
        if item.new or "nested" in item.reasons or not 3 <= len(phrase.split()) <= 12:
            continue
        called = draft.knowledge.indicators[item.indicator].names[language]
        known = any(plain(phrase) in plain(name) for name in called)
        best = next(iter(names.candidates(phrase)), None)
        if not known and best and best.slug == item.indicator and best.score >= THRESHOLD:
            found.add((item.indicator, phrase))
    return sorted(found)


def contents(draft: Draft, folder: Path) -> dict[Path, str | None]:
    """A draft's files by their paths in a folder, in their order; None for one that it has not."""
    document = draft.document
    return {
        folder / "documents" / f"{document.slug}.ttl": document_turtle(draft),
        folder / "numbers" / f"{document.source}.ttl": (
            None if draft.reported else numbers_turtle(draft)
        ),
        folder / f"numbers-{document.slug}.txt": numbers_text(draft) if draft.reported else None,
        folder / f"sources-{document.slug}.ttl": source_turtle(draft),
        folder / f"indicators-{document.slug}.ttl": indicators_turtle(draft),
        folder / "texts" / f"{document.source}.txt": draft.source.text,
    }


def write(draft: Draft, folder: Path) -> list[Path]:
    """Write a draft's files into a folder, which is made if need be; the paths, in their order.

    Files of the same names are replaced: they are an earlier draft of the same document. Raises
    InputError when the folder cannot be written to.
    """
    return put(contents(draft, folder), folder)


def put(files: Mapping[Path, str | None], folder: Path) -> list[Path]:
    """Write files below a folder, or remove those that there are not; the paths of the others."""
    written = []
    try:
        for path, text in files.items():
            if text is None:
                path.unlink(missing_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            written.append(path)
    except OSError as error:
        raise InputError(
            message("folder-not-written", folder=folder, reason=error.strerror or error),
        ) from error
    return written
