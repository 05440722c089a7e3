"""A process that draws, at a picture that never ends."""

import sys
import time

from dxgraph.web.charts import draw


def for_ever(*_: object, **__: object) -> bytes:
    while True:
        time.sleep(1)


if __name__ == "__main__":
    draw.draw = for_ever
    draw._main(*sys.argv[1:])
