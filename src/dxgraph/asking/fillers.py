"""Words that may be left out of a question, by what they are: the explicit lists of the files.

A question is answered when its area, its indicator and what narrows it are understood and every
other word stands there, or is passed over. What may stand there and what must not is said in them.
"""

from __future__ import annotations

from typing import Final

from dxgraph.asking.words import SAID

VI: Final = tuple(word for words in SAID["vi"]["fillers"].values() for word in words)
EN: Final = tuple(word for words in SAID["en"]["fillers"].values() for word in words)
