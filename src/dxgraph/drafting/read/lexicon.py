"""The words that say what a piece of a document is: what tables there are, and how one is chosen.

The words themselves are in ``vi.yaml`` and ``en.yaml``.

Patterns are of regular expressions that take time in proportion to the text: no repetition inside a
repetition, and every gap has a bound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dxgraph.evidence import Language
from dxgraph.files import own


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """One language. Each is itself alone, so that what was found with it can be kept by it."""

    # Parts of a document
    general: re.Pattern[str]
    """Announces the general goals."""
    specific: re.Pattern[str]
    """Announces the goals that are counted."""
    goals: re.Pattern[str]
    """Names goals: a sentence that counts tasks and goals announces no tasks."""
    tasks: re.Pattern[str]
    """Announces tasks and solutions."""
    duties: re.Pattern[str]
    """Announces who does what, and with which money."""
    results: re.Pattern[str]
    """Announces what was reached so far."""
    furniture: re.Pattern[str]
    """A line of the page, not of the document."""
    foot: re.Pattern[str]
    """From this line on, the page's own."""
    # Years
    year: re.Pattern[str]
    """A year with the words that lead to it; groups ``lead``, ``year``, ``to``."""
    period_lead: re.Pattern[str]
    horizon_lead: re.Pattern[str]
    """Before the second year of a pair that names a period: "định hướng đến năm 2030"."""
    start_lead: re.Pattern[str]
    compared: re.Pattern[str]
    """The same right before its digits: "compared to 2020", "as in 2020"."""
    counted: re.Pattern[str]
    """Right behind four digits that count things and are no year: "2000 doanh nghiệp"."""
    eve: re.Pattern[str]
    """Right before a year that is to begin when something is done."""
    kept: re.Pattern[str]
    """Between a deadline and the year until which what is reached is kept."""
    then: re.Pattern[str]
    """Begins a sentence that speaks of the year that the one before has named."""
    term: re.Pattern[str]
    """Speaks of the term that was named before."""
    later: re.Pattern[str]
    """Leads to a time behind the one named before, and does not say which."""
    title: re.Pattern[str]
    """A noun that begins the name of a document or programme."""
    commits: re.Pattern[str]
    """A verb by which a document sets goals: what follows is no longer its name."""
    # Pillars and levels
    pillars: tuple[tuple[str, re.Pattern[str]], ...]
    pillar_cue: re.Pattern[str]
    levels: tuple[tuple[str, re.Pattern[str]], ...]
    level_list: re.Pattern[str]
    """Levels that share one word: "cấp tỉnh, huyện, xã"."""
    level_organs: tuple[tuple[str, re.Pattern[str]], ...]
    """What belongs to a level, in the subject of a figure: "các sở, ban, ngành"."""
    level_heading: re.Pattern[str]
    """A heading that says of which level the goals below it are."""
    level_label: re.Pattern[str]
    """A label that is a level and nothing else: "Cấp xã: 75%"."""
    level_acts: re.Pattern[str]
    """A level that acts, or whose share it is, right before a figure: "của cấp xã nâng lên"."""
    level_bracket: re.Pattern[str]
    """Right behind a figure, the levels that it is of, in brackets: group ``levels``."""
    at_all_levels: re.Pattern[str]
    """Behind a figure, that it holds at each level."""
    every_level: re.Pattern[str]
    """From the highest to the lowest level: all of them."""
    base_lead: re.Pattern[str]
    """Before a year that something is compared with: "gấp đôi năm 2020"."""
    place: re.Pattern[str]
    """Before a number that counts places where something is done, not what is done."""
    acting: re.Pattern[str]
    """Before a number of bodies that do or hear something, and are no goal."""
    bodies: re.Pattern[str]
    """What such a number counts."""
    settled: re.Pattern[str]
    """Right before a goal that has been reached or missed: its time is over."""
    counted_units: re.Pattern[str]
    """Administrative units that are counted, and are no level."""
    level_subjects: tuple[tuple[str, re.Pattern[str]], ...]
    """Begins a clause whose subject, or a label, are units of a level: "Các xã …", "Sở:"."""
    level_counted: tuple[tuple[str, re.Pattern[str]], ...]
    """Right behind a figure that counts what units of a level have: "90% trạm y tế xã"."""
    respectively: re.Pattern[str]
    """Says that a row of figures belongs to a row of things."""
    both: re.Pattern[str]
    """Behind names that share one figure."""
    shared_name: re.Pattern[str]
    """Begins each of them."""
    # Clauses
    link: re.Pattern[str]
    """Joins a subject to its figure; at the end of what stands before the figure."""
    comparing: re.Pattern[str]
    """A comparing word that is left at the end of what stands before a figure."""
    neutral: re.Pattern[str]
    """Words around a figure that name nothing."""
    named: re.Pattern[str]
    """Begins the name of a measured thing, wherever it stands."""
    verb: re.Pattern[str]
    """A clause with one of these says something of its subject."""
    respective: re.Pattern[str]
    """Takes up the goals of the sentence before, one by one."""
    passive: re.Pattern[str]
    """A verb behind which nothing names the subject any more."""
    separator: re.Pattern[str]
    pronoun: re.Pattern[str]
    """Behind a figure, stands for what the figure before was about."""
    subject: re.Pattern[str]
    """Begins the name of a measured thing."""
    noun_end: re.Pattern[str]
    """Where the noun behind a figure ends."""
    # What figures are not
    past: re.Pattern[str]
    past_near: re.Pattern[str]
    """Words of results, which make a goal beside them doubtful."""
    quoted_near: re.Pattern[str]
    """Words of the country and of other places, which do the same."""
    sanction: re.Pattern[str]
    """Right behind a figure, what happens to those whom it is said of."""
    perfect: re.Pattern[str]
    """A tense that tells of the past whatever year stands beside it."""
    done: re.Pattern[str]
    """Right behind a figure, what those that it counts have done by now."""
    relative: re.Pattern[str]
    """A year that is told from the year of writing: groups ``next`` and ``ahead``, or it is the
    same; group ``quarter`` is that of the year."""
    state: re.Pattern[str]
    """Begins a paragraph that says what there is."""
    fact: re.Pattern[str]
    """Right before how large a place is."""
    attended: re.Pattern[str]
    """Right behind how many belong to a party or came to a meeting."""
    quoted: re.Pattern[str]
    national: re.Pattern[str]
    """Begins a sentence by which the country sets goals."""
    countrywide: re.Pattern[str]
    """Begins a sentence of what there is in the whole country."""
    elsewhere: re.Pattern[str]
    """Before what another place has; group ``place``."""
    versus: re.Pattern[str]
    """Right before a figure that another one is compared with."""
    upstream: re.Pattern[str]
    """Right behind a figure that a document from above sets."""
    aim: re.Pattern[str]
    """Begins a parenthesis that gives the goal of a result."""
    reached: re.Pattern[str]
    """Behind a result, how much of its goal that is."""
    goal_behind: re.Pattern[str]
    """Right behind a result, its goal."""
    sets: re.Pattern[str]
    """Before a figure that is a goal, whatever stands around it."""
    tally_share: re.Pattern[str]
    """Between a tally of goals and the share that it comes to."""
    from_now: re.Pattern[str]
    """From where something starts today."""
    level_heads: tuple[tuple[str, re.Pattern[str]], ...]
    """Begins a clause that is about the units of a level."""
    issued: re.Pattern[str]
    """Says that a document has been issued; what it sets is told behind it."""
    accordingly: re.Pattern[str]
    """Begins to tell it."""
    further: re.Pattern[str]
    """Goes on to tell it."""
    budget: re.Pattern[str]
    financed: re.Pattern[str]
    """Between a sum of money and the share of it that comes from somewhere."""
    project: re.Pattern[str]
    """What costs money, and sets no goal by it."""
    sought: re.Pattern[str]
    """Money that is a goal."""
    change: re.Pattern[str]
    per_year: re.Pattern[str]
    # Goals without a figure
    firm: re.Pattern[str]
    """Verbs of a goal wherever goals are set."""
    active: re.Pattern[str]
    """Verbs of a goal in the list of the goals that are counted."""
    after: re.Pattern[str]
    """Those of them that begin a goal of its own behind a figure; others go on with its clause."""
    measured: re.Pattern[str]
    """Begins the name of a rate: with a figure behind it, it is that figure's subject."""
    becoming: re.Pattern[str]
    """Verbs that the key phrase leaves out."""
    purpose: re.Pattern[str]
    """Begins a sentence that says what for, and sets no goal of its own."""
    empty: re.Pattern[str]
    """Phrases that name a pillar or a purpose, and no goal."""
    region: re.Pattern[str]
    """Words after which only the name of a region follows."""
    adverbs: re.Pattern[str]
    """Before such a verb, and part of no name."""
    phrase_end: re.Pattern[str]
    """Where a key phrase ends."""
    joint: re.Pattern[str]
    """Joins the two things of one verb."""
    # Upstream documents
    implements: re.Pattern[str]
    based_on: re.Pattern[str]
    incorporates: re.Pattern[str]
    supersedes: re.Pattern[str]
    revises: re.Pattern[str]
    # Standard scopes: pattern to our words in Vietnamese and English
    scopes: tuple[tuple[re.Pattern[str], tuple[str, str]], ...]


def pattern_of(said: str | list[str], parts: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern as the files of words write it: they say how."""
    text = said if isinstance(said, str) else "|".join(f"(?:{each})" for each in said)
    text = re.sub(r"\{([a-z_]+)\}", lambda name: parts[name[1]], text)
    return re.compile(text.replace("\n", "").replace(" ", r"\s+"), re.IGNORECASE)


def patterns(package: str, name: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a file of words that lies beside the modules of a package, by their names."""
    return {key: pattern_of(said, {}) for key, said in own(package, name).items()}


@cache
def lexicon(language: Language) -> Lexicon:
    """The words of a language, from its file."""
    said = own(__package__, f"{language}.yaml")
    parts, units, heads = (said.pop(name) for name in ("parts", "units", "heads"))
    by_unit = dict.fromkeys(("level_organs", "level_subjects", "level_counted"), units)
    by_unit["level_heads"] = heads
    found: dict[str, Any] = {}
    for name, words in said.items():
        if name in by_unit:
            of_units = by_unit[name].items()
            found[name] = tuple((slug, pattern_of(words, parts | of)) for slug, of in of_units)
        elif isinstance(words, dict):
            found[name] = tuple((slug, pattern_of(each, parts)) for slug, each in words.items())
        else:
            found[name] = pattern_of(words, parts)
    scopes = tuple(
        (pattern_of(scope["where"], parts), (scope["vi"], scope["en"]))
        for scope in own(__package__, "scopes.yaml")
    )
    return Lexicon(**found, scopes=scopes)
