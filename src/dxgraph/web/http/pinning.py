"""Requests that name their snapshot, which is served now or lies in the archive of releases."""

from __future__ import annotations

from collections.abc import Sequence

from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.errors import Gone, UnknownName
from dxgraph.messages import message
from dxgraph.publish.archive import Archive

_LEAST = 8


def pinned_to(values: Sequence[str], info: SnapshotInfo, archive: Archive, base: str) -> bool:
    """Whether the request names its snapshot by ``snapshot=``, and that is the current one.

    `base` is the address of this service. Raises Gone for one that lies in the archive, and
    UnknownName for another.
    """
    values = [text for text in values if text.strip()]
    for value in values:
        if len(value) >= _LEAST and info.digest.startswith(value.lower()):
            continue
        release = archive.of_snapshot(value)
        if release is None:
            raise UnknownName(
                message("snapshot-not-served", value=value, digest=info.digest),
                snapshot=info.digest,
            )
        address = f"{base}/data/releases/{release.name}"
        raise Gone(
            message("snapshot-archived", value=value, release=release.name, address=address),
            snapshot=info.digest,
            release=release.name,
            issued=release.issued,
            archived_at=address,
            statements=f"{base}/data/{release.statements.name}",
        )
    return bool(values)
