"""What every engine says where it does not answer, whoever evaluates."""

from __future__ import annotations

from collections.abc import Iterable

from dxgraph.errors import BusyError, Message, QueryCancelled, StoreUnavailable, UsageError
from dxgraph.messages import message


def busy(told: Message, limit: str, value: float, retry_after_s: int = 1) -> BusyError:
    """There is no place; `limit` is the setting that says how many there are, or for how long."""
    return BusyError(
        told,
        retry_after_s=retry_after_s,
        limit=limit,
        value=value,
    )


def ended(run_id: str) -> QueryCancelled:
    return QueryCancelled(message("ended-by-operator"), run_id=run_id)


def not_started() -> StoreUnavailable:
    return StoreUnavailable(message("engine-not-started"))


def check_format(name: str, known: Iterable[str]) -> None:
    """Raises UsageError for a format of answers that there is not."""
    if name not in (names := tuple(known)):
        raise UsageError(message("no-format-of-answer", name=name, names=", ".join(names)))
