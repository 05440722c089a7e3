"""The review table of a draft, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dxgraph.bilingual import many
from dxgraph.drafting.doubts import DOUBTS
from dxgraph.drafting.proposal import Draft, Proposal
from dxgraph.drafting.write import labels as wording


def render_table(draft: Draft, *, doubtful: bool = False) -> RenderableType:
    """What the draft proposes, a target a line, with its doubts; then what is left to a person.

    What is least sure comes first; with ``doubtful`` nothing else is shown.
    """
    document = draft.document
    table = Table(title=" · ".join(wording.document_label(document, draft.knowledge)))
    for names in (
        ("", ""),
        ("dòng", "line"),
        ("chữ in", "printed"),
        ("chỉ số", "indicator"),
        ("cấp", "level"),
        ("thời hạn", "due"),
        ("con số", "figure"),
    ):
        table.add_column("\n".join(names), overflow="fold")
    table.add_column("chắc\nsure", justify="right")
    shown = [item for item in draft.proposals if not doubtful or item.doubtful]
    for item in sorted(shown, key=lambda item: item.confidence)[:_ROWS]:
        table.add_row(*_row(draft, item), style=None if item.accepted else "dim")
    surer = len(shown) - _ROWS
    more = (
        f"Còn {surer} dòng chắc hơn trong các tệp được ghi.",
        f"{surer} more lines, all surer, are in the files that are written.",
    )
    return Group(table, *map(Text, more if surer > 0 else ()), *map(Text, _remarks(draft)))


_ROWS = 250
"""Nobody reads a longer table in a terminal."""


def _row(draft: Draft, item: Proposal) -> Iterator[Text]:
    kind = {"target": "", "claim": "lời dẫn · claim"}[item.kind]
    yield Text(kind if item.accepted else "bỏ · left out")
    yield Text(str(draft.source.place(item.spans[0][0])[0]))
    yield Text(" / ".join(" ".join(printed.split()) for printed in item.printed))
    new = "mới · new: " if item.new else ""
    label = " · ".join(filter(None, wording.indicator_label(item, draft.knowledge)))
    said = [DOUBTS[slug] for slug in item.reasons if slug != "qualitative"]
    doubts = "\n".join(f"{doubt.vi} · {doubt.en}" for doubt in said)
    lines = [new + label, doubts]
    others = [f"{other.slug} ({other.score:.2f})" for other in item.others]
    if item.doubtful and others:
        lines.append("hoặc · or: " + ", ".join(others))
    yield Text("\n".join(filter(None, lines)))
    yield Text(item.level if item.level != "not-applicable" else "")
    yield Text(str(item.deadline) if item.deadline else "?")
    yield Text(wording.amount(item)[0])
    yield Text(f"{item.confidence:.2f}", style="yellow" if item.doubtful else "green")


def _remarks(draft: Draft) -> Iterator[str]:
    text = draft.source.text
    new = {item.indicator for item in draft.accepted if item.new}
    yield (
        f"{len(draft.accepted)} chỉ tiêu và lời dẫn, {len(new)} chỉ số mới, "
        f"{len(draft.numbers)} số đã giải thích, {len(draft.open)} số để ngỏ."
    )
    yield (
        f"{many(len(draft.accepted), 'target or claim', 'targets and claims')}, "
        f"{many(len(new), 'new indicator')}, "
        f"{many(len(draft.numbers), 'number')} explained, {len(draft.open)} open."
    )
    if draft.document.issuer is None:
        yield (
            "Không có cơ quan nào vừa là nơi ban hành: ghi --issuer, hoặc thêm cơ quan. "
            "No body of the graph fits as issuer: give --issuer, or add the body."
        )
    for item in draft.upstream:
        if item.slug is None:
            line = draft.source.place(item.begin)[0]
            yield (
                f"dòng · line {line}: {item.number}: đồ thị chưa có văn bản này · "
                "is no document of the graph."
            )
    for begin, end in draft.open:
        line = draft.source.place(begin)[0]
        around = " ".join(text[max(0, begin - 25) : end + 25].split())
        yield (
            f"dòng · line {line}: {text[begin:end]}: chưa rõ là gì · is accounted for by nothing "
            f"(… {around} …)"
        )
