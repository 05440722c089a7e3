"""What pages take: the processor time of first and repeated answers, the engine's included.

``python -m benchmarks.pages`` asks for a page of each kind and of each named query, in one process,
so that what other programs do on the machine counts little. It prints them, the slowest first.
"""

from __future__ import annotations

import asyncio
import time
from statistics import median

import httpx2 as httpx

from dxgraph import catalogue, service
from dxgraph.engine.inline import Inline
from dxgraph.settings import Settings

HTML = {"accept": "text/html", "accept-language": "vi", "accept-encoding": "identity"}
PATHS = (
    "/",
    "/explore",
    "/explore?area=ha-noi",
    "/compare",
    "/compare?every=1",
    "/timeline",
    "/timeline?area=bac-giang",
    "/coverage",
    "/coverage?area=lai-chau",
    "/?indicator=dti-rank&when=before",
    "/reading",
    "/about",
    "/guide/add-a-document",
    "/changes",
    "/data/releases",
    "/docs",
    "/check",
    "/body/bac-ninh-dic",
    "/document/bac-giang-2021-111-nq-tu/dti-rank-2025",
    "/compare?indicator=digital-economy-share-of-gross-product",
    "/search?q=thai+nguyen&kind=target",
    "/dataset/targets",
    "/level/district",
    "/graphs",
    "/data",
    "/ontology",
    "/shapes",
    "/validation",
    "/sparql",
    "/queries",
    "/search?q=kinh+te+so",
    "/ask?q=kinh+te+so+bac+giang+2030",
    "/rank/digital-economy-share-of-gross-product",
    "/indicator",
    "/area",
    "/document",
    "/body",
    "/source",
    "/indicator/digital-economy-share-of-gross-product",
    "/area/viet-nam",
    "/area/ha-noi",
    "/area/bac-ninh-from-2025",
    "/document/bac-giang-2021-111-nq-tu",
    "/document/viet-nam-2020-749-qd-ttg",
    "/source/bac-giang-111-nq-tu",
    "/scheme/indicators",
    "/verdict/higher",
)


async def measured() -> list[tuple[float, float, int, str]]:
    """First and repeated answer in milliseconds, bytes and path of each page."""
    engine = Inline(())
    await engine.start()
    app = service.application(engine, Settings(client_queries=100_000), ())
    await app.state.prepare()
    transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 1))
    found = []
    async with httpx.AsyncClient(
        transport=transport, base_url="http://127.0.0.1", headers=HTML
    ) as client:
        for path in (*PATHS, *(f"/queries/{named.name}" for named in catalogue.load())):
            times = []
            for _ in range(2):
                begin = time.process_time()
                answer = await client.get(path)
                times.append(1000 * (time.process_time() - begin))
            answer.raise_for_status()
            found.append((times[0], times[1], len(answer.content), path))
    await engine.close()
    return found


def main() -> None:
    found = sorted(asyncio.run(measured()), reverse=True)
    print("first ms | repeated ms | kB | page")
    for first, again, size, path in found:
        print(f"{first:8.0f} | {again:11.1f} | {size / 1000:.0f} | {path}")
    firsts, sizes = [page[0] for page in found], [page[2] for page in found]
    print(f"{len(found)} pages, median {median(firsts):.0f} ms, largest {max(sizes) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
