"""What every page shares: language, addresses, the snapshot in the footer, and the template."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import jinja2
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dxgraph.bilingual import Language, language_for
from dxgraph.curies import compact, shorten
from dxgraph.formats import JSON_LD, TURTLE
from dxgraph.model import quoted
from dxgraph.terms import BASE
from dxgraph.web.http.request import others, root_of
from dxgraph.web.pages.shared.contributing import REPORT, SEND, ways
from dxgraph.web.pages.shared.given import one_of

if TYPE_CHECKING:
    from dxgraph.model.things import Target

_WEB = Path(__file__).resolve().parents[2]
STATIC = _WEB / "static"

environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_WEB / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _runs(targets: Sequence[Target]) -> list[list[Target]]:
    """Targets cut where the indicator changes."""
    return [list(run) for _, run in groupby(targets, key=lambda t: t.indicator)]


def _any_place(targets: Sequence[Target], remarked: bool) -> bool:
    """Whether the column of levels would say anything: a level, or a remark where it has those."""
    return any(
        t.level.slug != "not-applicable" or (remarked and (t.scope or t.notes)) for t in targets
    )


def _headed(text: str) -> str:
    """A text as it begins a line."""
    return text[:1].upper() + text[1:]


_NUMBER = re.compile(r"(?<![\w/])[\w/]*\d[\w/]*-[\w/-]{1,20}")


def _whole(text: str) -> Markup:
    """A text whose document numbers and periods ("749/QĐ-TTg", "2021-2025") stay on one line."""
    shown, at = Markup(""), 0
    for found in _NUMBER.finditer(text):
        shown += escape(text[at : found.start()])
        shown += Markup('<span class="whole">{}</span>').format(found[0])
        at = found.end()
    return shown + escape(text[at:])


def _spoken(printed: str) -> Markup:
    """The attribute that says the language of printed words."""
    return Markup(' lang="{}"').format(quoted.language_of(printed))


environment.filters["spoken"] = _spoken
environment.filters["runs"] = _runs
environment.filters["whole"] = _whole
environment.filters["any_place"] = _any_place
environment.filters["headed"] = _headed
environment.globals |= {"compact": shorten, "term": compact}


_PATH = re.compile(r"(?<![\w/.:<])/[a-z][a-z0-9/-]*\b(?![?{=:*])")


def linked(text: str, request: Request) -> Markup:
    """A text in which the addresses of this service that it names lead there."""
    shown, at = Markup(""), 0
    for found in _PATH.finditer(text):
        address = local(request, found[0])
        shown += escape(text[at : found.start()])
        shown += Markup('<a href="{}">{}</a>').format(address, found[0])
        at = found.end()
    return shown + escape(text[at:])


_MARKS = {language: Markup(' lang="{}"').format(language) for language in Language}


def foreign(texts: Mapping[str, str], language: Language) -> str:
    """The attribute that marks what `language.pick` takes out of another language, if it does."""
    taken = next((one for one in (language, *language.others) if one in texts), language)
    return "" if taken is language else _MARKS[taken]


def compile_templates() -> None:
    """Read every template, which the first page of each kind would else wait for; those of the
    first page first."""
    for name in ("base.html", "macros.html", "home.html", *environment.list_templates()):
        environment.get_template(name)


def language_of(request: Request) -> Language:
    """The reader's language. Raises UsageError where the address names one that pages have not."""
    named = one_of(request.query_params, "lang", Language)
    return language_for(named, request.headers.get("accept-language"))


def explicit_language(request: Request) -> bool:
    return request.query_params.get("lang") in set(Language)


def alternates(request: Request, path: str) -> str:
    """The field `Link` of a page whose data lie in RDF beside it."""
    return linking(
        (local(request, f"{path}.{each.extension}"), each.media_type) for each in (TURTLE, JSON_LD)
    )


def linking(offers: Iterable[tuple[str, str]]) -> str:
    """The field `Link` of a page whose data lie at these addresses, in these media types."""
    return ", ".join(f'<{address}>; rel="alternate"; type="{type_}"' for address, type_ in offers)


def local(request: Request, path: str, **parameters: object) -> str:
    """An address of this service, which keeps the language when the reader chose one.

    Parameters that are None are left out; a list gives its parameter once for each value.
    """
    given = {name: value for name, value in parameters.items() if value not in (None, "", [])}
    if explicit_language(request) and "lang" not in given:
        given["lang"] = str(language_of(request))
    address, sign, fragment = path.partition("#")
    query = urlencode(given, doseq=True)
    joint = "&" if "?" in address else "?"
    return f"{root_of(request)}{address}{joint + query if query else ''}{sign}{fragment}"


def here_as(request: Request, path: str, **changed: object) -> str:
    """The address of something else of the same state: with all that this one gives, but for what
    is changed."""
    given = {name: request.query_params.getlist(name) for name in request.query_params}
    return local(request, path, **{**given, **changed})


def local_of_iri(request: Request, iri: str) -> str:
    """Where one of our own IRIs is shown here; any other web address is its own.

    The fragment of a span (``#char=873,905``) is kept: it is the anchor of the span on the page.
    An IRI that is no address of the web (``urn:``, ``javascript:``) is looked up, never followed.
    """
    if not iri.startswith(BASE):
        followed = iri.startswith(("http://", "https://"))
        return iri if followed else local(request, "/search", q=iri)
    return local(request, quote("/" + iri.removeprefix(BASE), safe="/#=,;:@"))


def card_path(iri: str) -> str:
    """The path of a target's card: its IRI with a stroke where the fragment begins."""
    return quote("/" + iri.removeprefix(BASE).replace("#", "/", 1), safe="/=,;:@")


def frame_code(request: Request, picture: str) -> str:
    """The HTML that shows a picture of ours, given by its address as SVG, in another site's page;
    empty where no site may."""
    if not request.app.state.settings.frame_ancestors:
        return ""
    language = language_of(request)
    root = root_of(request)
    path, _, query = picture.removeprefix(root).partition("?")
    given = [pair for pair in query.split("&") if pair and not pair.startswith("lang=")]
    address = (
        f"{request.url.scheme}://{request.url.netloc}{root}/embed{path.removesuffix('.svg')}?"
        + "&".join([*given, f"lang={language.value}"])
    )
    title = language.say("Biểu đồ của dxgraph", "A chart of dxgraph")
    return (
        f'<iframe src="{address.replace("&", "&amp;")}" title="{title}" width="100%" height="640" '
        'style="border:0" loading="lazy"></iframe>'
    )


def structured(data: Mapping[str, object]) -> Markup:
    """JSON-LD that may stand in a page: no text of the data can end the script element."""
    kept = {key: value for key, value in data.items() if value is not None}
    text = json.dumps(kept, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def _size(size: int, language: Language) -> str:
    """Bytes by thousands, as people read them: "1,5 MB", "12.3 kB"."""
    unit, by = ("MB", 1_000_000) if size >= 1_000_000 else ("kB", 1000)
    return f"{language.number(round(size / by, 1))} {unit}"


@lru_cache(maxsize=64)
def _fingerprint(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def asset(request: Request, name: str) -> str:
    """The address of a file of ours, which changes when the file does."""
    return f"{root_of(request)}/static/{name}?v={_fingerprint(name)}"


async def render(
    request: Request, template: str, *, status: int = 200, link: str = "", **context: Any
) -> HTMLResponse:
    """Render a template in the frame; `link` is the field of that name. Every page varies with the
    language that is asked for."""
    language = language_of(request)
    info = await request.app.state.engine.info()
    root = root_of(request)
    here = request.url.path.removeprefix(root)
    settings = request.app.state.settings
    html = environment.get_template(template).render(
        language=language,
        say=language.say,
        foreign=lambda texts: foreign(texts, language),
        explicit_language=explicit_language(request),
        url=lambda path, **parameters: local(request, path, **parameters),
        href=lambda iri: local_of_iri(request, iri),
        linked=lambda text: linked(text, request),
        card=lambda iri: local(request, card_path(iri)),
        asset=lambda name: asset(request, name),
        contribute=lambda title: [
            (wish, found)
            for wish in (REPORT, SEND)
            if (found := ways(settings, wish, str(request.url), title, language))
        ],
        frame_code=lambda picture: frame_code(request, picture),
        origin=f"{request.url.scheme}://{request.url.netloc}",
        switches=[
            (other, f"{root}{quote(here)}?{urlencode([*others(request, 'lang'), ('lang', other)])}")
            for other in language.others
        ],
        here=here,
        snapshot=info,
        released=request.app.state.answering.archive.of_snapshot(info.digest),
        today=datetime.now(UTC).date(),
        size=lambda number: _size(number, language),
        **{"address": str(request.url), **context},
    )
    headers = {"Vary": "Accept, Accept-Language", "Content-Language": language.value}
    return HTMLResponse(html, status, headers | ({"Link": link} if link else {}))
