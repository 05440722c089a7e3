"""Draft many documents at once: a list in, a draft a line, and what is left to people of them all.

`rows` reads the list; `run` keeps the record by which a batch goes on where it stopped;
`processes` shares the lines out; `work` is what a process does with one; `alike` puts new
indicators together that may be one; `summary` tells what has become of each line.
"""

from dxgraph.drafting.batch.rows import COLUMNS, Row, read_list
from dxgraph.drafting.batch.run import Batch, Progress, run
from dxgraph.drafting.batch.summary import render_summary, write_lists
from dxgraph.drafting.batch.work import Known, Options, learn_of

__all__ = [
    "COLUMNS",
    "Batch",
    "Known",
    "Options",
    "Progress",
    "Row",
    "learn_of",
    "read_list",
    "render_summary",
    "run",
    "write_lists",
]
