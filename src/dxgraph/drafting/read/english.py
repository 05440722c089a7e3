"""The words of English documents, as `lexicon` names them."""

from __future__ import annotations

import re

from dxgraph.drafting.read.english_results import no_goals
from dxgraph.drafting.read.lexicon import YEAR, Lexicon, any_of, scopes

_UNITS = (
    ("commune", r"(?:communes?|wards?)"),
    ("district", r"districts?"),
    ("province", r"(?:provincial\s+)?departments"),
)
"""The units of each level."""


def english() -> Lexicon:
    """The table."""
    return Lexicon(
        general=any_of(
            r"\b(?:general|overall|overarching)\s+(?:objective|goal|target)s?\b",
            r"^vision\b",
        ),
        specific=any_of(
            r"\b(?:specific|main|key|basic|concrete)\s+(?:objective|goal|target)s?\b",
            r"^(?:objective|goal|target)s?\b",
            r"^(?:what|where)\s+(?:we|the\s+\w+)\s+(?:aims?|wants?|hopes?|plans?|seeks?)\s+(?:for|to)\b",
            r"^(?:orientation|outlook|plan)s?\b[^.;:%]{0,40}\bfor\s+\d{4}$",
            r"\b(?:the\s+following|a\s+number\s+of|several)\s+(?:objective|goal|target)s?\b",
        ),
        goals=any_of(
            r"^(?:objective|goal|target)s?\b",
            r"\b(?:\d+|several|specific|the\s+following)\s+(?:objectives|goals|targets)\b",
        ),
        tasks=any_of(
            r"^(?:main\s+|key\s+)?(?:tasks|solutions|measures)\b",
            r"\b(?:sets?\s+out|defines?|lists?|identif(?:y|ies)|puts?\s+forward)\b[^.;]{0,60}\b(?:tasks|solutions)\b",
            r"\b(?:tasks|solutions)\b[^.;]{0,60}\b(?:as\s+follows|including)\b",
        ),
        duties=any_of(
            r"^technical\s+(?:requirements?|standards?|specifications?)\b",
            r"^(?:eligib\w+|conditions?|entry\s+requirements?|support\s+(?:policy|policies|rates))(?:\s+[a-z]+){0,6}\s*:?$",
            r"^(?:implementation|organi[sz]ation|follow-up|monitoring)\b",
            r"^(?:budget|funding|expenditure)\b(?!\s+revenues?\b)",
            r"\b(?:is|are)\s+responsible\s+for\b",
        ),
        results=any_of(
            r"^(?:results|achievements|current\s+situation|background|state\s+of\s+play|baseline)\b",
            r"^where\s+(?:\w+\s+){1,3}(?:stands?|starts?)\b",
        ),
        furniture=any_of(
            r"^(?:views?|visits?|hits?|online|today|this\s+week|total)\s*:",
            r"\bviews?\s*:\s*\d|\b\d+\s+views\b",
            r"^(?:share|print|tags?|comments?|related|photo|illustration|source)\b.{0,40}$",
            r"\(\s*photo\s*:[^()]{0,80}\)\s*\.?$",
            r"^page\s+\d+(?:\s+of\s+\d+)?$|^\d{1,3}$",
            r"©|\bcopyright\b|\bfax\s*:|\bemail\s*:|\bhotline\b",
        ),
        foot=any_of(
            r"^(?:related\s+(?:news|articles)|most\s+(?:read|viewed)|other\s+news|visitor\s+statistics)\b"
        ),
        year=re.compile(
            r"(?P<lead>(?<!\w)(?:(?:by|in|until|before|from|to|through|during|period|vision|orientation|towards?|the|end|of|late"
            r"|early|for|year)\s+){0,5})"
            r"(?P<word>year\s+)?(?<![\d.,/%-])"
            rf"(?P<year>{YEAR})(?:\s?(?:[-–—]|to)\s?(?P<to>{YEAR}))?(?![\d%]|[.,]\d|[/-]\w|\s?%)",
            re.IGNORECASE,
        ),
        period_lead=any_of(r"\b(?:period|term)\b"),
        horizon_lead=any_of(r"\b(?:vision|orientation)\b"),
        start_lead=any_of(r"\bfrom\s+$", r"^from\b"),
        compared=any_of(
            r"\b(?:compared\s+(?:to|with)|as\s+in|that\s+of)\s+(?:the\s+)?(?:base\s+year\s+(?:of\s+)?|baseline\s+of\s+)?$",
            r"\b(?:base\s+year|baseline)\s+(?:of\s+|is\s+)?$",
        ),
        counted=any_of(
            r"\s+(?:enterprises|firms|people|households|shops|stations|members|officials|students|workers|points|accounts|teams|villages|communes|schools|dossiers|services|jobs|graduates|engineers|cameras|devices)\b"
        ),
        then=any_of(
            r"(?:by|at|in)\s+(?:then|that\s+(?:time|date|point|year)|the\s+same\s+(?:time|date|year))\b"
        ),
        term=any_of(
            r"\b(?:for|in|during|over|throughout|by\s+the\s+end\s+of)\s+(?:the|this|its)\s+(?:new\s+|coming\s+)?term\b"
        ),
        later=any_of(
            r"\b(?:in|during|over|for)\s+the\s+(?:next|following|subsequent)\s+(?:period|stage|phase|term|years)\b"
            r"|\b(?:thereafter|in\s+the\s+long\s+(?:run|term)|later\s+on)\b"
        ),
        kept=any_of(r"\s*,?\s*(?:and\s+)?(?:maintain(?:ed)?|kept|keep)(?:\s+it)?\s*"),
        title=any_of(
            r"\b(?:Programme|Program|Strategy|Scheme|Plan|Resolution|Decision|Directive|Law)\b",
        ),
        commits=any_of(
            r"\b(?:aims?|targets?|goals?|objectives?|strives?|sets?|expects?|plans\s+to|requires?|wants|hopes|intends|seeks)\b",
            r"\b(?:will|shall|must|(?:is|are)\s+(?:expected\s+|due\s+)?to)\s+(?=(?!not\b)[a-z])",
        ),
        pillars=(
            (
                "government",
                re.compile(
                    r"\b(?:digital\s+(?:government|administration)|e-government)\b", re.IGNORECASE
                ),
            ),
            ("economy", re.compile(r"\bdigital\s+economy\b", re.IGNORECASE)),
            ("society", re.compile(r"\bdigital\s+society\b", re.IGNORECASE)),
        ),
        pillar_cue=any_of(
            r"\b(?:on|in|for|regarding|as\s+for|concerning)\s+(?:the\s+)?(?:development\s+of\s+|developing\s+)?(?:the\s+)?$",
            r"^(?:developing|development\s+of|building)\s+(?:the\s+)?$",
        ),
        levels=(
            (
                "ministry",
                re.compile(
                    r"\b(?:ministry|ministerial)[\s-]+level\b|\bat\s+ministr", re.IGNORECASE
                ),
            ),
            (
                "province",
                re.compile(
                    r"\bprovinc(?:e|ial)(?:[\s-]+level)?\b(?=[^.;]{0,25}\blevels?\b)|\bprovinc(?:e|ial)[\s-]+level\b"
                    r"|\b(?:at|in|of)\s+provincial\s+(?:offices|agencies|departments|bodies)\b",
                    re.IGNORECASE,
                ),
            ),
            (
                "district",
                re.compile(
                    r"\bdistrict(?:[\s-]+level)?\b(?=[^.;]{0,25}\blevels?\b)|\bdistrict[\s-]+level\b",
                    re.IGNORECASE,
                ),
            ),
            (
                "commune",
                re.compile(
                    r"\bcommun(?:e|al)(?:[\s-]+level)?\b(?=[^.;]{0,25}\blevels?\b)|\bcommun(?:e|al)[\s-]+level\b",
                    re.IGNORECASE,
                ),
            ),
            ("all", re.compile(r"\b(?:all\s+(?:three\s+)?levels|every\s+level)\b", re.IGNORECASE)),
        ),
        level_list=re.compile(
            r"\b(?:ministerial|provincial|district|commune|communal)(?:(?:,\s*|\s+and\s+|,\s+and\s+)"
            r"(?:ministerial|provincial|district|commune|communal)\b){1,3}(?=[\s-]+levels?)",
            re.IGNORECASE,
        ),
        level_heading=re.compile(
            r"(?:(?:targets?|goals?|for|at|of|in|the|agencies|bodies|units)\s+)*(?:provincial|province|district|communal|commune)[\s-]+level(?:\s+\w+){0,2}",
            re.IGNORECASE,
        ),
        level_label=any_of(
            r"(?:at\s+)?(?:the\s+)?(?:ministerial|provincial|province|district|communal|commune)[\s-]+level"
        ),
        level_acts=any_of(
            r"\b(?:provincial|province|district|communal|commune)[\s-]+level\s+(?:offices|agencies|bodies|authorities|departments|governments|committees|units)"
            r"\s+(?:must|should|will|shall|(?:are|have|need)\s+to)\b[^,;]{0,40}$"
        ),
        at_all_levels=any_of(
            r"\bat\s+(?:all\s+(?:three\s+|two\s+)?levels|every\s+level|each\s+level)\b"
        ),
        communes=any_of(
            r"\s*(?:the\s+)?(?:(?:share|rate|proportion|percentage)\s+)?(?:of\s+)?(?:all\s+|the\s+)*"
            r"(?:communes\s+(?:have|has|having|with)\b|commune\s+People's\s+Committees)"
        ),
        every_level=any_of(
            r"\bfrom\s+(?:the\s+)?(?:central|provincial)\s+(?:level\s+)?to\s+(?:the\s+)?\w+\s+levels?\b"
        ),
        base_lead=any_of(
            r"\b(?:compared\s+(?:with|to)|against|over|from|(?:twice|double)\s+(?:that\s+of|the\s+level\s+of)|times\s+that\s+of)"
            r"\s*(?:the\s+)?$"
        ),
        place=any_of(
            r"\b(?:at|in|between|pay(?:s|ing)?\s+for|financ(?:e|ed|es|ing)|fund(?:s|ed|ing))\s*$"
        ),
        counted_units=any_of(
            r"\bcommune-level\s+(?:administrative\s+)?units\b", r"\b(?:of|all)\s+communes\b"
        ),
        level_subjects=tuple(
            (
                slug,
                re.compile(
                    rf"(?:^|[,:;]\s+)(?:the|all|each|every)\s+{units}\b"
                    rf"|\b(?:told|gave|asked|ordered|instructed|required|requires|asks|orders)\s+(?:its|the|all)\s+(?:\d+\s+)?{units}\b",
                    re.IGNORECASE,
                ),
            )
            for slug, units in _UNITS
        ),
        level_counted=tuple(
            (
                slug,
                re.compile(
                    rf"\s*(?:(?:the\s+)?(?:rate|share|proportion|percentage|number)\s+)?(?:of\s+)?(?:(?:the|all|its)\s+)*{units}\b(?!\s+(?:covered|are\s+covered|meet|reach))",
                    re.IGNORECASE,
                ),
            )
            for slug, units in _UNITS
        ),
        respectively=any_of(r"\brespectively\b"),
        both=re.compile(
            r"\s+(?:both|all|each)\s+(?:to\s+)?(?:reach|at|in|enter|have|is|are)?\s*$",
            re.IGNORECASE,
        ),
        shared_name=re.compile(
            r"(?:the\s+)?(?:share|proportion|percentage|rate|rank|ranking|index|number)\b",
            re.IGNORECASE,
        ),
        link=re.compile(
            r"\b(?:reach|reaches|reaching|accounts?\s+for|accounting\s+for|make\s+up|makes\s+up|covers?|covering|to|have|has"
            r"|rises?\s+by|grows?\s+by|increases?\s+by|growing|is|are|be|at)\s*$",
            re.IGNORECASE,
        ),
        comparing=re.compile(
            r"(?:\s*\b(?:of|reach(?:es|ing)?|is|are|at\s+least|over|about|to|will|shall|should|accounts?\s+for|have|has))+\s*$",
            re.IGNORECASE,
        ),
        neutral=any_of(
            r"\b(?:ris(?:e|es|ing)|rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|lift(?:s|ed|ing)?)(?=\s+(?:it\s+|this\s+)?to\b)",
            r"\b(?:reach|reaches|reaching|account|accounts|accounting|for|at|least|over|more|than|about|around|under|less|the|a|an|and|of"
            r"|to|will|strive|is|are|be|in|by|which|with|it|this|at|on|those|them|these|level|levels|respectively|target|goal|aims?|up)\b",
        ),
        named=any_of(
            r"\b(?:proportion|share|percentage|rate|number|total|density|labou?r\s+productivity)\b"
        ),
        verb=any_of(
            r"\b(?:is|are|be|being|have|has|use|uses|using|used|provided|processed|handled|submitted|connected|satisfied|covered|own"
            r"|participate|complete|completed|apply|applied|access|reach|digiti[sz]ed|shared|signed|offered|made|carried|equipped|adopt)\b"
        ),
        passive=any_of(r"\b(?:is|are|be|being)\s+\w+ed\b"),
        respective=any_of(
            r"\b(?:these|those|the|corresponding)\s+(?:corresponding\s+)?(?:figures|rates|shares|targets|goals)\b"
        ),
        separator=re.compile(r",\s+(?:and\s+)?|\s+(?:and|or|while|of\s+which)\s+", re.IGNORECASE),
        pronoun=re.compile(r"(?:of\s+)?(?:those|them|these)\b", re.IGNORECASE),
        subject=re.compile(
            r"(?:,|\band)\s+(?:and\s+)?(?=(?:the\s+)?(?:proportion|share|percentage|rate|number|total|density|labou?r\s+productivity)\b)",
            re.IGNORECASE,
        ),
        noun_end=re.compile(
            r"[.…;:()<>&|\[\]{}\n\t\d“”\"%/]|,|(?<!\w)(?:of|at|on|in|for|with|and|or|by|from|to|that|which|who|will|is|are|be|have|has|using|use"
            r"|per|as|than|under|over|through|including|while|being|then|respectively)(?!\w)",
            re.IGNORECASE,
        ),
        **no_goals(),
        level_heads=tuple(
            (
                slug,
                re.compile(
                    rf"\W*(?:in|at|for|among)\s+(?:the\s+|all\s+)?{units}\s*(?:\([^()\d]{{0,40}}\)\s*)?[,:]",
                    re.IGNORECASE,
                ),
            )
            for slug, units in (
                (
                    "commune",
                    r"(?:grass-?\s?roots(?:\s+level)?|(?:communes|wards)(?:\s+and\s+(?:communes|wards))?)",
                ),
                (
                    "province",
                    r"provincial\s+(?:departments|agencies)(?:\s+and\s+(?:departments|agencies|sectors))?",
                ),
            )
        ),
        gloss=any_of(r"^\s*(?:about|i\.e\.|that\s+is|roughly)\b"),
        issued=any_of(
            r"\b(?:issued|approved|announced|adopted|signed)\b[^.;\n]{0,80}\b(?:plan|scheme|resolution|programme|program|decision)\b"
        ),
        accordingly=re.compile(
            r"(?:accordingly|specifically|under\s+(?:the|this)\s+(?:plan|scheme|resolution|programme|program|decision))\b",
            re.IGNORECASE,
        ),
        further=re.compile(
            r"(?:in\s+addition|besides|moreover|furthermore|also|at\s+the\s+same\s+time)\b",
            re.IGNORECASE,
        ),
        financed=any_of(
            r"(?:\b(?:VND|USD)\s*\d[\d.,]*(?:\s+[mbt]r?illion)?|\d\s+(?:[mbt]r?illion\s+)?(?:VND|USD|dong|dollars)\b)[^.;%\d]{0,40}?(?:,|\(|\bof\s+which)[^.;%\d]{0,60}$"
        ),
        project=any_of(r"\b(?:projects?|packages?|works?)\b"),
        sought=any_of(
            r"\b(?:revenues?|turnover|exports?|attract\w*|income|GRDP|per\s+capita|output|sales)\b"
        ),
        budget=any_of(
            r"\b(?:budget(?!\s+revenues?)|funding|expenditure|(?:investment|estimated|total|required)\s+capital|costs?|costing"
            r"|needs?\s+(?:some|about|around|over|nearly)?\s*(?:VND|USD)|pay(?:s|ing)?\s+for|to\s+spend|spend(?=\s+(?:some|about|around|over|nearly|up\s+to)?\s*(?:VND|USD))|awards?|prizes?|financ(?:e|ed|es|ing)"
            r"|worth|invest(?:ed|ment)?\s+(?:of|in)|(?:support|grants?|subsid(?:y|ies)|fines?)\s+of(?:\s+up\s+to)?)\b"
        ),
        change=any_of(
            r"\b(?:increas(?:e|es|ed|ing)|grow(?:s|th|ing)?|rise(?:s|n)?|rising|reduc(?:e|es|ed|ing|tion)|decreas(?:e|es|ing)|cut)\b"
        ),
        per_year=any_of(r"\b(?:per|a|each|every)\s+year\b|\bannual(?:ly)?\b|/\s?year\b"),
        firm=any_of(
            r"\buniversali[sz](?:e|es|ed|ing|ation\s+of)\b",
            r"\b(?:basically\s+|largely\s+)?complet(?:e|es|ing)\s+(?:the\s+)?(?:digital\s+transformation|targets|goals|objectives)\b",
            r"\bbecom(?:e|es|ing)\b",
            r"\bimprov(?:e|es|ing)\s+(?:the\s+|its\s+)?(?:index|rank|ranking)\b",
        ),
        active=any_of(
            r"^(?:universali[sz]e|(?:basically\s+|largely\s+)?complete|become|build|form|maintain|open|comply|develop|train|improve|deploy"
            r"|operate|connect|integrate|issue|establish|provide|digiti[sz]e|standardi[sz]e|implement)\b"
        ),
        after=any_of(
            r"^(?:universali[sz]e|(?:basically\s+|largely\s+)?complete|become|open\s+(?:\w+\s+)?data|issue|establish|form|maintain)\b"
        ),
        measured=any_of(r"(?:the\s+)?(?:share|proportion|percentage|rate)\b"),
        becoming=any_of(r"becom(?:e|es|ing)"),
        purpose=any_of(r"(?:in\s+order\s+to|so\s+as\s+to|to)\b"),
        empty=any_of(
            r"(?:build|develop)(?:ing)?\s+(?:the\s+)?(?:digital|e-)\s?(?:government|economy|society)\W*",
            r"(?:improve|implement)\s+(?:the\s+)?(?:effectiveness|efficiency|quality|awareness|capacity)\b.*",
        ),
        region=any_of(r"\bof\s+the\s+region\b"),
        adverbs=re.compile(
            r"^(?:(?:strive\s+to|continue\s+to|gradually|focus\s+on|also)\s*,?\s+)+", re.IGNORECASE
        ),
        phrase_end=re.compile(
            r"[.…;:\n\t]|,|(?<!\w)(?:across|throughout|within|between|in\s+order|so\s+as|to\s+serve|including|such\s+as|by\s+(?:19|20)\d\d"
            r"|in\s+(?:19|20)\d\d|in\s+(?:the|all|party|state)|at)(?!\w)",
            re.IGNORECASE,
        ),
        joint=re.compile(r"\s+and\s+", re.IGNORECASE),
        implements=any_of(
            r"\b(?:implement(?:s|ing|ation\s+of)?|carr(?:y|ies|ying)\s+out)\s+(?:the\s+)?$"
        ),
        based_on=any_of(r"\b(?:pursuant\s+to|based\s+on|on\s+the\s+basis\s+of)\s+(?:the\s+)?$"),
        incorporates=any_of(
            r"\b(?:targets|goals|objectives)\b[^.;]{0,60}\b(?:under|of|in|set\s+by|according\s+to)\s+(?:the\s+)?$"
        ),
        supersedes=any_of(r"\b(?:replac(?:e|es|ing)|supersed(?:e|es|ing))\s+(?:the\s+)?$"),
        revises=any_of(
            r"\b(?:amend(?:s|ing)?|revis(?:e|es|ing)|supplement(?:s|ing)?)\s+(?:the\s+)?$"
        ),
        scopes=scopes(),
    )
