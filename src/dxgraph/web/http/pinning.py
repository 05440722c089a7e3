"""Requests that name their snapshot, which is served now or lies in the archive of releases."""

from __future__ import annotations

from collections.abc import Sequence

from dxgraph.bilingual import Both
from dxgraph.engine.protocol import SnapshotInfo
from dxgraph.errors import Gone, UnknownName
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
                Both(
                    f"Bản chụp {value} không còn được phục vụ; hiện là {info.digest}.",
                    f"The snapshot {value} is not served; {info.digest} is.",
                ),
                remedy=Both(
                    "Hãy bỏ snapshot= để hỏi bản hiện tại.",
                    "Leave out snapshot= to ask the current one.",
                ),
                snapshot=info.digest,
            )
        address = f"{base}/data/releases/{release.name}"
        raise Gone(
            Both(
                f"Bản chụp {value} là bản phát hành {release.name}, nay không còn trả lời truy vấn "
                f"ở đây; các tệp của nó nằm ở {address}.",
                f"The snapshot {value} is the release {release.name}, which no longer answers "
                f"queries here; its files lie at {address}.",
            ),
            remedy=Both(
                "Hãy tải tệp N-Quads rồi hỏi bằng: dxgraph serve --data TỆP; hoặc bỏ snapshot= để "
                "hỏi bản hiện tại.",
                "Take its N-Quads and ask them by: dxgraph serve --data FILE; or leave out "
                "snapshot= to ask the current one.",
            ),
            snapshot=info.digest,
            release=release.name,
            issued=release.issued,
            archived_at=address,
            statements=f"{base}/data/{release.statements.name}",
        )
    return bool(values)
