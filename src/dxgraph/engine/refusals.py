"""What every engine says where it does not answer, whoever evaluates."""

from __future__ import annotations

from collections.abc import Iterable

from dxgraph.errors import BusyError, CancelledError, StoreUnavailable, UsageError

NOTHING_FITS = "This is not what may stand here."
"""Of a text that does not parse, where the parser has no reason of its own."""


def busy(told: str, limit: str, value: float, retry_after_s: int = 1) -> BusyError:
    """There is no place; `limit` is the setting that says how many there are, or for how long."""
    return BusyError(
        told,
        remedy="Try again later; ask fewer queries at once.",
        retry_after_s=retry_after_s,
        limit=limit,
        value=value,
    )


def ended(run_id: str) -> CancelledError:
    return CancelledError("The query was ended by the operator.", run_id=run_id)


def not_started() -> StoreUnavailable:
    return StoreUnavailable("The engine has not been started.")


def check_format(name: str, known: Iterable[str]) -> None:
    """Raises UsageError for a format of answers that there is not."""
    if name not in (names := tuple(known)):
        raise UsageError(
            f"{name!r} is no format of an answer.", remedy=f"Take one of {', '.join(names)}."
        )
