"""The document itself: what the contributor says of it, and what its text does.

The number is never guessed. Title, period and upstream documents are read from the text where it
prints them; the issuer follows from type and place, if the graph knows such a body.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date

from dxgraph.drafting.knowledge import Body, DocumentType, Knowledge
from dxgraph.drafting.proposal import Explained, Metadata, Upstream
from dxgraph.drafting.read.dates import printed_dates
from dxgraph.drafting.read.lexicon import Lexicon, patterns
from dxgraph.drafting.read.segments import Block, sentences
from dxgraph.errors import UnknownName, UsageError
from dxgraph.evidence import Language, SourceText
from dxgraph.messages import message
from dxgraph.search import fold

SAID = patterns(__package__, "metadata.yaml")
"""The words that it reads: the file says what each is for."""

_END = r"(?:-(?:to|from)-\d{4}|-\d{4})$"
_PLACED = {"TU", "UBND", "HĐND"}
"""Letters of bodies that every province has: their numbers name a document only with the place."""


def resolve_territory(name: str, day: date, knowledge: Knowledge) -> str:
    """The slug of the area of this name or slug on that day.

    Raises UnknownName when there is none, with the areas that there are.
    """
    wanted = fold(name).replace(" ", "-")
    found = []
    for area in knowledge.areas.values():
        plain = re.sub(_END, "", area.slug)
        labels = {fold(area.vi).replace(" ", "-"), fold(area.en).replace(" ", "-")}
        if wanted not in {area.slug, plain} | labels and not labels & {f"tinh-{wanted}"}:
            continue
        if area.slug == wanted:
            return area.slug
        if (area.valid_from or day) <= day <= (area.valid_to or day):
            found.append(area.slug)
    if len(found) == 1:
        return found[0]
    known = sorted({re.sub(_END, "", slug) for slug in knowledge.areas})
    raise UnknownName(
        f"The graph has no area {name!r} on {day.isoformat()}."
        if not found
        else f"{name!r} may be any of {', '.join(sorted(found))}.",
        remedy="Add it to data/ttl/areas/ first. The areas are: " + ", ".join(known) + ".",
    )


def resolve_type(name: str | None, number: str, knowledge: Knowledge) -> DocumentType:
    """The document type of this slug; without one, the type that the number has the form of.

    Raises UnknownName for an unknown type, UsageError when the number has not the type's form, or
    the form of none or several.
    """
    if name is not None:
        kind = knowledge.types.get(name)
        if kind is None or kind.pattern is None:
            usable = [slug for slug, item in knowledge.types.items() if item.pattern]
            raise UnknownName(message("no-document-type", name=name, known=", ".join(usable)))
        if not re.match(kind.pattern, number):
            raise UsageError(
                message("no-number-of-type", number=number, name=name, pattern=kind.pattern),
            )
        return kind
    fitting = [
        item for item in knowledge.types.values() if item.pattern and re.match(item.pattern, number)
    ]
    if len(fitting) != 1:
        raise UsageError(
            message(
                "number-of-several-types" if fitting else "number-of-no-type",
                number=number,
                types=", ".join(item.slug for item in fitting),
            )
        )
    return fitting[0]


def type_without_number(name: str | None, knowledge: Knowledge) -> DocumentType:
    """The document type of this slug, for a document whose number is not known.

    Raises UsageError without a slug, UnknownName for one that there is not.
    """
    known = ", ".join(knowledge.types)
    if name is None:
        raise UsageError(message("no-document-number", known=known))
    if name not in knowledge.types:
        raise UnknownName(message("no-document-type", name=name, known=known))
    return knowledge.types[name]


def subject_slug(text: str) -> str:
    """A word for the subject of a document without number, of those that such documents have.

    >>> subject_slug("Kế hoạch phát triển kinh tế số")
    'kinh-te-so'
    """
    plain = fold(text)
    found = [(plain.find(subject), subject) for subject in _SUBJECTS if subject in plain]
    return min(found)[1].replace(" ", "-") if found else "chuyen-doi-so"


_SUBJECTS = (
    *("chuyen doi so", "kinh te so", "chinh quyen so", "chinh quyen dien tu", "xa hoi so"),
    *("do thi thong minh", "ha tang so", "du lieu", "cai cach hanh chinh", "dich vu cong"),
    *("digital transformation", "digital economy"),
)


def document_slug(territory: str, day: date, number: str) -> str:
    """The identity of a document: territory, year and number.

    >>> document_slug("bac-ninh-to-2025", date(2022, 12, 23), "04/CTrHĐ-STTTT")
    'bac-ninh-2022-04-ctrhd-stttt'
    """
    return f"{re.sub(_END, '', territory)}-{day.year}-{fold(number).replace(' ', '-')}"


def source_slug(territory: str, number: str) -> str:
    """What a source is called when its file has no better name."""
    return f"{re.sub(_END, '', territory)}-{fold(number).replace(' ', '-')}"


def resolve_issuer(
    given: str | None,
    kind: DocumentType,
    number: str,
    territory: str,
    day: date,
    text: str,
    knowledge: Knowledge,
) -> str | None:
    """The slug of the body that issued the document; None when the graph knows none that fits."""
    if given is not None:
        if given not in knowledge.bodies:
            known = [
                item.slug for item in knowledge.bodies.values() if item.jurisdiction == territory
            ]
            raise UnknownName(message("no-body", given=given, known=", ".join(known) or "–"))
        return given
    fitting: list[Body] = [
        item
        for item in knowledge.bodies.values()
        if item.kind in kind.issuers
        and item.jurisdiction == territory
        and (item.valid_from or day) <= day <= (item.valid_to or day)
    ]
    letters = re.split(r"[-/]", number)[-1]
    named = [item for item in fitting if item.abbreviation == letters]
    fitting = named or fitting
    standing = [item for item in fitting if item.kind.endswith("standing-committee")]
    if standing and len(fitting) > 1:
        at = text.find(number)
        near = text[max(0, at - 120) : at + 120] if at >= 0 else ""
        if re.search(r"Ban Thường vụ", near):
            fitting = standing
        else:
            fitting = [item for item in fitting if item not in standing]
    return fitting[0].slug if len(fitting) == 1 else None


# ---- Title and period --------------------------------------------------------------------------


def own_title(
    text: str, number: str, kind_vi: str, numbers: Sequence[Explained], blocks: Sequence[Block]
) -> str | None:
    """The title that the text prints behind the document's number, or below its type's name."""
    for block, following in itertools.pairwise(blocks):
        line = text[block.begin : block.end].strip()
        if line.isupper() and fold(line) == fold(kind_vi):
            return _tidy_title(text[following.begin : following.end])
    spots = [item.end for item in numbers if item.document == number]
    if not spots:
        pattern = re.compile(rf"\b{re.escape(kind_vi)}\s+(?=về\b)", re.IGNORECASE)
        spots = [
            match.end()
            for block in blocks
            if block.kind != "heading"
            for match in pattern.finditer(text, block.begin, min(block.end, block.begin + 400))
        ]
    for spot in spots[:3]:
        end = min(spot + 400, len(text))
        line_end = text.find("\n", spot, end)
        end = line_end if line_end >= 0 else end
        first = next(sentences(text, spot, end), None)
        if first is None:
            continue
        match = SAID["title"].search(text, *first)
        if match and match.start() - spot < 160:
            return _tidy_title(text[match.start() : first[1]])
    return None


_RUBBISH = re.compile(r"[^\W\d_]{20,}")
"""No word is as long: what a reprinting page injects has lost its spaces."""


def _tidy_title(title: str) -> str:
    title = _RUBBISH.sub("", title)
    title = SAID["issued"].sub("", " ".join(title.split())).rstrip(" .;,")
    horizon = SAID["horizon"].search(title)
    title = title[: horizon.end()] if horizon else title
    for opening, closing in (('"', '"'), ("“", "”")):
        inside = title.count(opening) - (title.count(closing) if closing != opening else 0)
        if inside % 2 if closing == opening else inside > 0:
            title += closing
    return title[:1].upper() + title[1:]


def period(title: str | None) -> tuple[date | None, date | None, date | None]:
    """First day, last day and horizon of the time that a title names.

    >>> period("Về chuyển đổi số giai đoạn 2021-2025, định hướng đến năm 2030")
    (datetime.date(2021, 1, 1), datetime.date(2025, 12, 31), datetime.date(2030, 12, 31))
    """
    if not title:
        return None, None, None
    first = last = horizon = None
    match = SAID["horizon"].search(title)
    rest = title
    if match:
        horizon = date(int(match[1]), 12, 31)
        rest = title[: match.start()]
    if match := SAID["span"].search(rest):
        first, last = date(int(match[1]), 1, 1), date(int(match[2]), 12, 31)
    elif match := SAID["until"].search(rest):
        last = date(int(match[1]), 12, 31)
    elif match := SAID["in-year"].search(rest):
        first, last = date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
    return first, last, horizon


def _periods(
    text: str, blocks: Sequence[Block], day: date
) -> Iterator[tuple[date | None, date | None, date | None]]:
    """The times that end later than a day, as the lines above a text name them, or as it says of
    what it adopts."""
    found = []
    for block in itertools.takewhile(lambda block: block.kind == "heading", blocks[:8]):
        line = text[block.begin : block.end]
        if not line.endswith((".", ";", ":")):
            for said in printed_dates(line):
                line = line[: said.begin] + "#" * (said.end - said.begin) + line[said.end :]
            found.append(period(line))
    if blocks and (adopted := SAID["adopted"].search(text, 0, blocks[:12][-1].end)):
        found.append(period(adopted[0]))
    if runs := SAID["runs"].search(text):
        found.append(period(runs[0]))
    return (time for time in found if time[1] and time[1] > day)


# ---- Upstream ----------------------------------------------------------------------------------


def upstream(
    text: str,
    own: str,
    territory: str,
    numbers: Sequence[Explained],
    words: Lexicon,
    knowledge: Knowledge,
) -> list[Upstream]:
    """The documents that the text prints the number of, but for its own; once for each place."""
    found = []
    for item in numbers:
        if item.document is None or item.document == own:
            continue
        head = text[max(0, item.begin - 160) : item.begin]
        head = head[max(head.rfind("\n"), head.rfind(";")) + 1 :]
        named = SAID["named"].search(head)
        before = head[: named.start()] + " " if named else head
        kept = head[: named.end()] if named else head
        link = None
        if words.supersedes.search(before):
            link = "supersedes"
        elif words.revises.search(before):
            link = "revises"
        elif words.incorporates.search(before) or (
            named and re.match(r"\s*(?:tại|theo)", named[0]) and SAID["goals"].search(kept)
        ):
            link = "incorporatesTargetsOf"
        elif words.based_on.search(before):
            link = "basedOn"
        elif words.implements.search(before):
            link = "implements"
        behind = text[item.end : item.end + 60]
        day = next(
            (
                day.day
                for day in sorted(printed_dates(behind), key=lambda day: day.begin)
                if day.exact
            ),
            None,
        )
        kind = _type_of(item.document, knowledge)
        slug = _document(item.document, kind, territory, day, knowledge)
        found.append(
            Upstream(
                item.document,
                slug,
                link,
                item.begin,
                item.end,
                kind,
                day if re.match(r"[\s,]*(?:ngày|dated)\b", behind, re.IGNORECASE) else None,
            )
        )
    return found


def _type_of(number: str, knowledge: Knowledge) -> str | None:
    fitting = [
        slug
        for slug, item in knowledge.types.items()
        if item.pattern and re.match(item.pattern, number)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _document(
    number: str, kind: str | None, territory: str, day: date | None, knowledge: Knowledge
) -> str | None:
    """The document of the graph that has this number; None when none or more than one has."""
    found = [item for item in knowledge.documents.values() if item.number == number]
    letters = set(re.split(r"[-/]", number))
    place = re.sub(_END, "", territory)
    if letters & _PLACED or (kind and kind == "ctrhd"):
        found = [item for item in found if re.sub(_END, "", item.territory) == place]
    if day:
        found = [item for item in found if item.date in (None, day) or item.date.year == day.year]
    return found[0].slug if len(found) == 1 else None


def read(
    source: SourceText,
    *,
    kind: DocumentType,
    number: str,
    day: date,
    territory: str,
    issuer: str | None,
    blocks: Sequence[Block],
    numbers: Sequence[Explained],
    language: Language,
    knowledge: Knowledge,
    dated: bool = True,
) -> Metadata:
    """Everything that is known of the document and of the page that prints it."""
    text = source.text
    broader = knowledge.types.get(kind.broader or "", kind)
    title = own_title(text, number, broader.vi, numbers, blocks)
    page_title = next(
        (
            " ".join(text[block.begin : block.end].split())
            for block in blocks[:8]
            if 20 <= block.end - block.begin <= 300
            and block.marker is None
            and not text[block.begin : block.end].endswith((".", ";", ":"))
            and len(set(re.findall(r"[^\W\d]+", text[block.begin : block.end]))) > 5
            and not re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", text[block.begin : block.end])
            and not SAID["caption"].search(text, block.begin, block.end)
        ),
        None,
    )
    told = (time for time in map(period, (title, page_title)) if time[1])
    first, last, horizon = next(
        itertools.chain(told, _periods(text, blocks, day)), (None, None, None)
    )
    if title and SAID["national"].search(title):
        horizon = None  # that of the national document whose name the title prints
    page_date = next(
        (
            found.day
            for block in blocks[:6]
            if block.end - block.begin < 80
            for found in sorted(
                printed_dates(text[block.begin : block.end]), key=lambda item: item.begin
            )
            if found.exact and found.day >= day
        ),
        None,
    )
    return Metadata(
        slug=document_slug(
            territory, day, number or f"{broader.slug} {subject_slug(title or text)}"
        ),
        source=source.slug,
        number=number,
        type=kind.slug,
        day=day,
        territory=territory,
        issuer=issuer,
        title=title,
        first=first,
        last=last,
        horizon=horizon,
        page_title=page_title,
        page_date=page_date,
        language=language,
        dated=dated,
    )
