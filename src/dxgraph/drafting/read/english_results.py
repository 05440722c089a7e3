"""The English words by which a figure is no goal: results, what there is, what others set."""

from __future__ import annotations

import re

from dxgraph.drafting.read.lexicon import any_of


def no_goals() -> dict[str, re.Pattern[str]]:
    """These fields of the table of `english`."""
    return {
        "past": any_of(
            r"\b(?:has|have)\s+(?:already\s+)?(?:reached|achieved|been|provided|completed|connected)\b",
            r"\b(?:currently|at\s+present|so\s+far|as\s+of|to\s+date|already|last\s+year)\b",
            r"\b(?:reached|stood\s+at|was|were|compared\s+with\s+(?:the\s+same\s+period|\d{4}))\b",
        ),
        "quoted": any_of(
            r"\b(?:compared\s+(?:to|with)|higher\s+than|lower\s+than|against|while)\s+[^.;]{0,30}\b(?:national|nationwide|country|countrywide)\b",
            r"\b(?:central\s+government|Government|country|Politburo|Prime\s+Minister)\s+(?:asks?|requires?|sets?|aims?)\b",
            r"\bfor\s+the\s+(?:whole\s+)?(?:country|nation)\b(?:\s+as\s+a\s+whole)?[^,;]{0,20}$",
            r"\bnational\s+(?:target|goal|average|objective)\b|\b(?:nationwide|countrywide)\s+average\b|\bthe\s+whole\s+country\b",
        ),
        "past_near": any_of(
            r"\b(?:had|was|were|reached|already|so\s+far|currently|last\s+year|to\s+date|compared|from\s+\d)\b"
        ),
        "quoted_near": any_of(
            r"\b(?:national\s+(?:target|goal|average)|nationwide|Government|central|the\s+country|while|other\s+provinces)\b"
        ),
        "sanction": any_of(
            r"^[^.;%\d]{0,40}?\b(?:(?:is|are|be)\s+(?:fined|rewarded|penali[sz]ed|criticised|criticized|awarded)|receives?\s+a)\b"
        ),
        "since": any_of(
            r"^[^,;.%\d]{0,30}?\b(?:compared\s+(?:to|with)|than|from|on)\s+(?:in\s+)?(?:the\s+)?(?:previous|last)\s+(?:year|month|quarter|term)\b"
        ),
        "perfect": any_of(
            r"^\W*last\s+year\b[^\d;]{0,60}$"
            r"|\b(?:survey|review|inspection|audit|check)s?\b[^.;%\d]{0,50}\b(?:found|finds|showed|shows|revealed)\b"
            r"|\bhad\s+(?:already\s+)?(?!to\b)\w+|\b(?:previous|last)\s+(?:term|period)\b|\baveraged\b|\b(?:had|has|have)\s+handed\b"
            r"|\b(?:made\s+up|(?<!be\s)accounted\s+for|(?:rose|grew|fell|jumped)\s+(?:to|by|from)|totall?ed|amounted\s+to)\b"
            r"|\b(?:scored|ranked|came|climbed|dropped|moved\s+up)\b"
            r"|\bstood\s+(?:at|in)\b|\b(?:ended|closed)\s+(?:with|at|on)\b"
        ),
        "carried": any_of(
            r"(?<!\bbe\s)(?<!\bis\s)(?<!\bare\s)(?<!\bbeing\s)(?<!\bto\s)\b(?:(?!reached|achieved|need|exceed|speed|feed|seed|proceed|succeed|expect|need|target|plan)[a-z]{3,}ed"
            r"|brought|drew|took|gave|saw|held|built|cost|spent|won|made|cut)\s+"
            r"(?:(?:about|around|over|nearly|almost|some|more|than|up|in|a|total|of|out|the|another)\s+)*$"
        ),
        "done": any_of(
            r"^[^,;.%]{0,50}?\b(?:had|still\s+\w+ed)\b(?!\s+to\b)",
            r"^(?![^,;.%]{0,60}?\b(?:must|shall|should|will|to)\b)[^,;.%]{0,60}?\b(?:have|has)\s+(?:already\s+)?been\s+\w+",
        ),
        "settled": any_of(
            r"\b(?:(?:fell|fall|falls|falling|was|were|came|coming)\s+short\s+of|miss(?:ed|ing|es)|below|beat(?:s|ing)?|exceed(?:ed|ing|s)?"
            r"|surpass(?:ed|ing|es)?|above|beyond|met|meeting)\s+(?:the\s+|its\s+|their\s+|a\s+)?(?:\d{4}\s+|year-end\s+|annual\s+|set\s+)?"
            r"(?:targets?|goals?|plans?)(?:\s+(?:for\s+\d{4}|set))?\s+(?:of\s+|at\s+)?$"
        ),
        "acting": any_of(
            r"\b(?:officials|leaders|representatives|delegates|participants|heads|directors|chair(?:men|s|persons)|together\s+with|led\s+by)"
            r"(?:\s+(?:from|of))?\s+$"
        ),
        "bodies": any_of(
            r"\s*(?:departments|communes|wards|districts|agencies|localities|units|bodies|sites|provinces)\b"
        ),
        "relative": any_of(
            r"\b(?:(?:by|before|in|until)\s+)?(?:the\s+end\s+of\s+)?(?P<next>next\s+year)\b",
            r"\b(?:in|within)\s+(?:the\s+next\s+)?(?P<ahead>\d{1,2}|two|three|four|five|ten)\s+years(?:['’]\s+time)\b",
            r"\b(?:by|before|until)\s+(?:the\s+end\s+of\s+)?(?:the\s+)?(?P<quarter>Q[1-4]|(?:first|second|third|fourth)(?=\s+quarter))\b"
            r"(?!(?:\s+quarter)?\s+(?:of\s+)?(?:19|20)\d\d)",
            r"\bthis\s+year\b(?=,?[^.;\d%]{0,40}\b(?:aims?|targets?|plans|wants|seeks|hopes)\b)",
            r"\b(?:by|before|until)\s+(?:the\s+end\s+of\s+)?this\s+year\b|\bby\s+(?:the\s+)?year[-\s]end\b|\b(?:by|before|until)\s+the\s+end\s+of\s+the\s+year\b",
        ),
        "state": re.compile(
            r"(?:currently|at\s+present|today),?\s|the\s+(?:province|city)\s+(?:now\s+|currently\s+)(?:has|counts)\b",
            re.IGNORECASE,
        ),
        "fact": any_of(
            r"\b(?:an?\s+area\s+of|a\s+population\s+of|covers\s+an\s+area\s+of|(?:is|are)\s+home\s+to|population\s+(?:is|of))\s+(?:about\s+|over\s+|some\s+|nearly\s+|more\s+than\s+)*$"
        ),
        "possesses": any_of(
            r"^\W*(?:the\s+)?(?:province|city|locality|it)\s+(?:now\s+|currently\s+)?(?:has|counts)\s+(?:about\s+|over\s+|nearly\s+|more\s+than\s+)?$"
        ),
        "attended": any_of(
            r"\s*(?:delegates?|party\s+members|party\s+(?:cells|organi[sz]ations))\b"
        ),
        "national": re.compile(
            r"(?P<told>[^;\n%]{0,90}?\b(?:said|noted|stressed|recalled|told|added)\b[^,;\n%]{0,30}?(?:\s+that|[,:])\s+[“\"]?)?"
            r"(?:(?:While|Whereas|Although|Though)\s+)?"
            r"(?:(?:Under|According\s+to)\s+[^,;%]{0,80},\s+)?(?:Nationwide,\s+)?(?:By\s+\d{4},?\s+)?"
            r"(?:[Tt]he\s+)?(?:(?<=Nationwide,\sthe\s)government|(?:Resolution|Decision|Conclusion|Directive)\s+(?:No\.?\s+)?\d+[-/][A-ZĐ]+[-/](?:TW|CP|TTg)|National\s+(?:Party\s+)?Congress|Government|Prime\s+Minister|Politburo|National\s+Assembly"
            r"|[Nn]ational\s+(?:\w+\s+){0,2}(?:plan|programme|program|strategy|scheme|roadmap|planners|leaders)|(?:\w+\s+){0,2}[Mm]inistry(?:\s+of\s+\w+(?:\s+and\s+\w+)?)?|central\s+government|country|whole\s+country|nation|Viet\s?[Nn]am)\b[^;\n%]{0,60}?"
            r"\b(?:sets?|aims?|requires?|asks?|targets?|wants?|expects?|calls?\s+for|hopes?|plans?|is\s+to|will|should|sought|wanted|called\s+for|envisaged|aimed|has\s+set|have\s+set)\b"
        ),
        "countrywide": re.compile(
            r"\W*(?:nationwide|nationally|countrywide|(?:across|throughout|in)\s+the\s+(?:whole\s+)?(?:country|nation))\b",
            re.IGNORECASE,
        ),
        "elsewhere": re.compile(
            r"\b(?:while|whereas|and|compared\s+(?:to|with))\s+(?P<place>(?-i:[A-ZĐ])\w+(?:\s+(?-i:[A-ZĐ])\w+)*)\s+(?:province|city|reach|reaches|has(?:\s+set)?|is|at|aims|targets|plans)\b[^,;]{0,30}$",
            re.IGNORECASE,
        ),
        "versus": any_of(r"\b(?:compared\s+(?:to|with)|against|versus)\s+(?:the\s+)?$"),
        "upstream": any_of(
            r"^\s*(?:under|of|in|set\s+by|according\s+to)\s+[^.;,]{0,60}(?:\bTW\b|\bTTg\b|\bCP\b|national|central|Government)"
        ),
        "aim": any_of(
            r"^\s*(?:the\s+)?(?:target|goal|plan)(?:\s+(?:set|for|by|in|of))*\s*(?:[:=]|is\b|was\b|(?:19|20)\d\d|\d)"
        ),
        "reached": any_of(
            r"^[^;.\n%]{0,12}?\b(?:or|equal\s+to|equalling|which\s+is)\s+(?:(?:nearly|over|about)\s+)?\d[\d.,]*\s?%\s+of\s+(?:the\s+|its\s+)?(?:plan|target|goal)\b"
        ),
        "goal_behind": any_of(
            r"^[^.;:()\n%\d]{0,70}?,?\s+(?:against|versus|compared\s+(?:to|with)|short\s+of|below|while)\s+(?:the\s+|a\s+|its\s+|their\s+)?"
            r"(?:\d{4}\s+)?(?:targets?|goals?|plan)\b[^.;%\n\d]{0,30}?\s(?:of|is|was)\s+(?:[a-z]+\s+){0,2}\d"
        ),
        "sets": any_of(
            r"\b(?:aims?|wants?|plans\s+to|expects?|hopes|seeks)\b",
            r"\b(?:targets?|goals?|plan)\b[^.;%]{0,40}?\s(?:of|is)\s+(?:(?:having|bringing|reaching)\s+)?(?:(?:at\s+least|over|more\s+than|about)\s+)?$",
        ),
        "tally_share": any_of(
            r"\b(?:of|out\s+of)\s+(?:the\s+|its\s+)?\d+\s+(?:targets|goals|objectives|tasks)\b[^.;%\d]{0,40}?[,(]?"
            r"\s*\b(?:or|equal\s+to|that\s+is|which\s+is)\s+$"
        ),
        "from_now": any_of(
            r"\bfrom\s+(?:[^\W\d]+\s+){0,3}\d[\d.,/]*(?:\s?%|\s+per\s?cent)?[^.;,\d]{0,20}?\b(?:now|today|at\s+present|currently|last\s+year)\b"
        ),
    }
