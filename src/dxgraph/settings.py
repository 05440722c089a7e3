"""One table of settings: name with its unit, type, default, and a line of help.

A setting is read from the environment (``DXGRAPH_TIMEOUT_S=10``); an option of the command line of
the same name goes before it. ``docs/reference/settings.md`` is written from this table, and a test
fails when it is not current.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any, Final

from dxgraph.bilingual import Both
from dxgraph.errors import UsageError
from dxgraph.messages import message

PREFIX = "DXGRAPH_"
MEGABYTE = 1_000_000
"""Of the settings that end in ``_mb``."""


def _setting(default: Any, help_: str, *, may_be_0: bool = False) -> Any:
    """Of a number that may not be 0 there must be some."""
    return field(default=default, metadata={"help": help_, "may_be_0": may_be_0})


_or_none = partial(_setting, may_be_0=True)


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force. Immutable: a change makes a new one (``dataclasses.replace``)."""

    timeout_s: float = _setting(30.0, "The longest that a query may run, in seconds.")
    memory_mb: int = _setting(
        512, "The most memory that one query may take beyond the shared snapshot, in megabytes."
    )
    result_mb: int = _setting(64, "The largest answer that is sent, in megabytes.")
    workers: int = _setting(8, "How many queries run at once, each in a process of its own.")
    reserved_workers: int = _or_none(
        2, "How many of the workers only pages and named queries may take."
    )
    spare_workers: int = _or_none(
        2, "How many processes more are kept ready, to take the place of workers that were ended."
    )
    queue_length: int = _or_none(
        64, "How many queries may wait for a worker; more are answered with 503."
    )
    page_queue_length: int = _or_none(
        512,
        "How many pages may wait for their turn, each no longer than timeout_s; more are answered "
        "with 503.",
    )
    queue_s: float = _or_none(
        10.0, "How long a query may wait for a worker, in seconds; the wait counts as running time."
    )
    query_depth: int = _setting(128, "How many brackets of a query may be open at once.")
    lower_priority_s: float = _or_none(
        0.05,
        "After how much processor time a query beside others gives way to them, in seconds; where "
        "other programs leave it nothing it begins again with a share.",
    )
    small_query_steps: int = _or_none(
        10_000,
        "A query that is proved to take at most so many steps, a microsecond each or less, is "
        "answered by the process that speaks HTTP, which then holds the data a second time; 0: "
        "none is.",
    )
    http_processes: int = _or_none(
        0,
        "How many processes speak HTTP: one answers everything, those beside it small queries; 0: "
        "half as many as there are processors, at least 1 and at most 4.",
    )
    service_allow_list: tuple[str, ...] = _setting(
        (), "Addresses of the SPARQL endpoints that SERVICE may call, with commas between."
    )
    cache_mb: int = _or_none(
        128,
        "The memory in which answers are kept, in megabytes, a quarter of it pages and pictures; "
        "each process beside the one that answers everything (http_processes) has an eighth of "
        "that in addition.",
    )
    ready_mb: int = _or_none(
        64,
        "The most memory in which the answers of named queries are held ready before they are "
        "asked, in megabytes; 0: none are.",
    )
    request_mb: int = _setting(2, "The largest request that is read, in megabytes.")
    check_letters: int = _setting(
        20_000,
        "The longest text whose figures are checked at once, in letters, with at most a number for "
        "each 40 of these; a long article of a newspaper has 10,000.",
    )
    request_s: float = _setting(10.0, "How long a client may take to send its request, in seconds.")
    client_queries: int = _setting(
        12, "How many queries of one client may run or wait at once; more are answered with 429."
    )
    trusted_proxies: tuple[str, ...] = _setting(
        (), "Addresses of proxies whose X-Forwarded headers are believed, with commas between."
    )
    root_path: str = _setting("", "The path under which a proxy shows the service, such as /dx.")
    public_hosts: tuple[str, ...] = _setting(
        (),
        "Names under which the service is reached besides localhost, with commas between; /mcp "
        "refuses requests for other hosts.",
    )
    releases: str = _setting(
        "",
        "The folder that `dxgraph release` writes: its releases are listed at /data/releases, and "
        "their files stay at the addresses that were cited. Empty: none.",
    )
    frame_ancestors: tuple[str, ...] = _setting(
        (),
        "The sites that may show the charts of /embed in a frame, such as https://example.vn, with "
        "commas between; * is all. Empty: none.",
    )
    repository: str = _setting(
        "",
        "The address of the project's repository, such as https://github.com/NAME/dxgraph: pages "
        "offer to report errors and to send documents there, and link the guides. Empty: none.",
    )
    contact_mail: str = _setting(
        "", "The mail address to which pages offer to report errors and to send documents."
    )
    contact_form: str = _setting(
        "",
        "The address of a form for the same; {page} in it becomes the page's address, {wish} "
        "becomes report or send.",
    )
    operator_token: str = _setting(
        "", "Who sends it may see and end running queries; without it nobody may."
    )
    shutdown_s: float = _or_none(
        5.0, "How long running queries may go on after the service was told to end, in seconds."
    )

    def __post_init__(self) -> None:
        """Raises UsageError for a number that no service can have, and an address that is none."""
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, bool) or not isinstance(value, int | float):
                continue
            least_is_in = item.metadata["may_be_0"]
            if math.isfinite(value) and (value >= 0 if least_is_in else value > 0):
                continue
            raise UsageError(
                message(
                    "setting-below-0" if least_is_in else "setting-not-above-0",
                    name=item.name,
                    value=str(value),
                )
            )

        for name in ("repository", "contact_form"):
            if (value := getattr(self, name)) and not value.startswith(("https://", "http://")):
                raise UsageError(message("setting-no-web-address", name=name, value=value))
        if self.contact_mail and not _MAIL.fullmatch(self.contact_mail):
            raise UsageError(message("no-mail-address", contact_mail=self.contact_mail))
        for site in self.frame_ancestors:
            if not _SITE.fullmatch(site):
                raise UsageError(message("setting-no-site", site=site))

    @property
    def processes(self) -> int:
        """How many processes speak HTTP here."""
        return self.http_processes or min(max(processors() // 2, 1), 4)

    @property
    def graceful_s(self) -> int:
        """After so many seconds connections are cut, also of those who read nothing.

        Queries end before that, after `shutdown_s`.
        """
        return round(self.shutdown_s) + 2

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] | None = None, **given: object
    ) -> Settings:
        """Read the environment, then let ``given`` (the values that are not None) go before it.

        Raises UsageError, naming the variable, for a value that is not of the setting's type, and
        for a variable of our prefix that is no setting.
        """
        environment = os.environ if environment is None else environment
        values: dict[str, Any] = {}
        types = {item.name: type(item.default) for item in fields(cls)}
        for key, text in environment.items():
            if not key.startswith(PREFIX):
                continue
            name = key.removeprefix(PREFIX).lower()
            if name not in types:
                raise UsageError(
                    message("no-setting", key=key, names=", ".join(sorted(types))),
                )
            values[name] = _parse(key, text, types[name])
        values.update({name: value for name, value in given.items() if value is not None})
        return cls(**values)


_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_SITE = re.compile(r"\*|https?://[\w.*-]+(?::(?:\d{1,5}|\*))?", re.ASCII)
"""A source of ``frame-ancestors`` (CSP 3, section 2.3.1), as far as a site needs one."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


_NOUNS: Final = {
    int: Both("số nguyên", "whole number"),
    float: Both("số", "number"),
}


def _parse(key: str, text: str, kind: type) -> Any:
    if kind is tuple:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    try:
        return kind(text)
    except ValueError as error:
        raise UsageError(
            message("setting-no-number", key=key, text=text, noun=_NOUNS[kind])
        ) from error
