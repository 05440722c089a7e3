"""What pictures cost the process that speaks HTTP, and whether what they took is given back.

``python -m benchmarks.pictures`` starts a service on our own graph, asks for pictures of indicators
one after the other, and prints the memory (PSS) of the process that speaks HTTP and of the one that
draws: before, with the first picture, with the last, and once the latter has ended.
"""

from __future__ import annotations

import argparse
import re
import time
from itertools import islice, product

import httpx2 as httpx
import psutil

from benchmarks.crawl import DRAWS, HTML, pss_mb, running
from benchmarks.servers import service

_SETTLED_S = 15
_GONE_S = 60


def _print_state(service: psutil.Process, when: str) -> None:
    (speaking,) = service.children()
    times = speaking.cpu_times()
    drawn = ", ".join(f"{pss_mb(one):.0f}" for one in running(service, DRAWS)) or "none"
    print(
        f"{when}: speaks HTTP {pss_mb(speaking):.0f} MB, {times.user + times.system:.1f} s of "
        f"processor time; draws {drawn}"
    )


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=84)
    count = parser.parse_args(arguments).pictures
    with service() as (process, address):
        speaking = psutil.Process(process.pid)
        with httpx.Client(base_url=address, timeout=120) as client:
            listed = client.get("/indicator", headers=HTML).text
            client.get("/compare?every=1", headers=HTML)
            slugs = sorted(set(re.findall(r'href="/indicator/([\w-]+)"', listed)))
            wanted = product(slugs, ("svg", "png"), ("vi", "en"))
            time.sleep(_SETTLED_S)
            _print_state(speaking, "before")
            asked = (
                client.get(f"/compare.{ending}?indicator={slug}&lang={lang}")
                for slug, ending, lang in wanted
            )
            pictures = (one for one in asked if one.status_code == 200)
            for drawn, _ in enumerate(islice(pictures, count), 1):
                if drawn in (1, count):
                    _print_state(speaking, f"{drawn} drawn")
        end = time.monotonic() + _GONE_S
        while running(speaking, DRAWS) and time.monotonic() < end:
            time.sleep(1)
        _print_state(speaking, "afterwards")


if __name__ == "__main__":
    main()
