"""What several processes write into one log stays in whole lines."""

from __future__ import annotations

import io
import select

from dxgraph.web.http.log import Journal


class Pipe(io.StringIO):
    """Remembers how many bytes it was given at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[int] = []

    def write(self, text: str) -> int:
        self.sizes.append(len(text.encode(errors="backslashreplace")))
        return super().write(text)


def test_lines_are_written_in_pieces_that_a_pipe_takes_whole() -> None:
    pipe = Pipe()
    journal = Journal(pipe)
    texts = ["Chỉ tiêu chuyển đổi số của tỉnh Bắc Giang \udc80" * 4] * 40
    journal._lines = [f"{text}\n" for text in texts]
    journal.flush()
    assert pipe.getvalue().splitlines() == texts
    assert 1 < len(pipe.sizes) < len(texts)
    assert max(pipe.sizes) <= select.PIPE_BUF
