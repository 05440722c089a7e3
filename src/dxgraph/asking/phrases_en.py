"""The phrases of questions in English, by the question that they say is asked."""

from collections.abc import Mapping
from typing import Final

from dxgraph.asking import cues

EN: Final[Mapping[str, tuple[str, ...]]] = {
    cues.ACROSS: (
        *("what province", "any province", "which city", "which cities"),
        *("which provinces and cities", "which province or city", "which locality", "which area"),
        *("which provinces", "which province", "what provinces", "which areas"),
        *("how many provinces", "all provinces", "the provinces", "provinces"),
    ),
    cues.HIGHEST: (
        *("top target", "highest target", "greatest", "biggest target", "highest", "largest"),
        *("most ambitious", "biggest"),
    ),
    cues.LOWEST: (*("lowest target", "the least", "lowest", "smallest", "least ambitious"),),
    cues.AGAINST: (
        *("compare with", "compares with", "compare to", "compares to", "relative to"),
        *("in comparison with", "higher or lower than", "lower or higher than", "above or below"),
        *("below or above", "differ from", "next to", "set against", "measured against"),
        *("stand against", "compared with", "compared to", "against", "versus", "vs", "beside"),
        "compare",
    ),
    cues.HIGHER: (
        *("higher", "more ambitious than", "ambitious than", "exceed", "exceeds", "greater than"),
        *("beat", "beats", "stricter than", "tougher than", "higher than", "above", "more than"),
        "over",
    ),
    cues.LOWER: (
        *("lower", "less ambitious than", "short of", "smaller than", "weaker than"),
        *("fall short of", "lower than", "below", "less than", "under"),
    ),
    cues.EQUAL: (
        *("equal", "same as", "match", "matches", "identical to", "equal to", "the same as"),
    ),
    cues.NATIONAL: (
        *("national", "the nation", "the country", "national programme", "national target"),
        *("national goal", "national targets", "the national programme", "nationwide"),
        *("national yardstick", "national level", "national figure", "country"),
        *("the national one", "national one", "the national level", "the national figure"),
        *("country as a whole", "the country as a whole", "the whole country", "whole country"),
    ),
    cues.PROGRESS: (
        *("how far along", "how far", "ahead of schedule", "keeping up", "heading for", "on pace"),
        *("where does it stand", "progress", "on track", "on the path", "on course"),
        *("on schedule", "on the way"),
    ),
    cues.REACHED: (
        *("met", "hit", "hit its target", "get into", "got into", "made it into", "make it into"),
        *("entered", "enter", "met its", "has met", "have met", "attained its target", "fulfil"),
        *("fulfill", "hit the target", "fulfilled", "meet the target", "met the target"),
        *("met its target", "reached its", "meet its target", "reached its target"),
        *("reached the target", "reach its target", "reach the target", "achieved its target"),
        *("achieved the target", "achieve its target", "met their target", "reached their target"),
    ),
    cues.BEHIND: (
        *("behind schedule", "behind", "missed", "not reached", "have not reached"),
        *("has not reached", "not met", "not achieved", "failed to reach", "did not reach"),
    ),
    cues.RESULT: (
        *("reached", "achieved", "attained", "achieve", "measured", "actual", "actually"),
        *("result", "results", "outcome", "outcomes", "really", "in reality", "in fact"),
    ),
    cues.SHARE: (*("share", "rate", "percentage", "per cent", "percent", "proportion"),),
    cues.NUMBER: (*("number of", "count of"),),
    cues.INHERITED: (
        *("predecessors", "predecessor", "inherit", "inherits", "inherited", "take over"),
        *("takes over", "before the merger", "provinces merged into", "old provinces"),
        *("the provinces that became", "provinces that became", "the provinces merged into"),
    ),
    cues.MERGED: (
        *("make up", "makes up", "form", "forms", "comprise", "comprises", "composed of"),
        *("consists of", "still a province", "merging", "combine", "combined", "combined into"),
        *("created from", "joined", "join", "folded into", "united", "came together", "belong to"),
        *("belongs to", "belong", "swallowed", "successor of", "succeeded", "succeeds", "merged"),
        *("merged into", "merge", "merge into", "merger", "merged to form", "became"),
        *("merged to become", "formed from", "made from", "made up of", "become part of"),
        *("became part of", "went into", "that became", "is now part of", "now part of"),
        *("merge with", "merged with", "formed by merging", "formed", "absorbed", "absorbed into"),
    ),
    cues.WHEN: (
        *("when", "what date", "which date", "on what date", "on which date", "which day"),
        *("what day", "on which day", "on what day", "since when"),
    ),
    cues.DEFINED: (
        *("mean by", "is meant by", "how is it measured", "measured as", "denominator"),
        *("numerator", "what exactly is", "interpret", "interpreted", "understood"),
        *("understand by", "made of", "what goes into", "goes into", "how do you calculate"),
        *("calculate", "explained", "mean", "means", "meaning", "meant", "meant by", "definition"),
        *("definition of", "define", "defined", "counts as", "count as", "counted as"),
        *("calculated", "computed", "worked out", "how is it calculated", "stand for"),
        *("stands for", "include", "includes", "explain", "how is", "defined as", "refer to"),
        *("refers to", "consist of", "measure"),
    ),
    cues.ISSUED: (
        *("signed", "who is the issuer", "issuer", "issuer of", "who approved", "approved"),
        *("approved by", "which organisation issued"),
        *("came from", "from which body"),
        *("enacted", "which institution issued", "body that issued"),
        *("which body issued", "who issued", "issued", "issued by", "which authority issued"),
        *("who signed", "signed by", "who adopted", "adopted", "adopted by", "what body issued"),
        *("which body adopted", "which organ issued", "issuing body", "who passed", "passed"),
        *("which agency issued", "promulgated", "who promulgated", "which body passed", "issue"),
    ),
    cues.FIRST: (
        *("came first", "ranked first", "first place", "topped", "first in", "came top", "leads"),
        *("led", "at the top", "top of", "ranks first", "number one", "ranked highest"),
        *("stood first", "is first", "was first", "ranks highest", "best ranked"),
    ),
    cues.LAST: (
        *("came last", "ranked last", "last place", "at the bottom", "bottom of", "ranks last"),
        *("ranked lowest", "stood last", "is last", "was last", "ranks lowest"),
    ),
    cues.CHAIN: (
        *("documents above", "document above", "based on which document", "implement which"),
        *("which documents stand above", "based on which documents", "based on what"),
    ),
    cues.GAPS: (
        *("not mention", "does not mention", "do not mention", "leave out", "leaves out", "omit"),
        *("omits", "not mentioned"),
    ),
    cues.QUALITATIVE: (
        *("without a figure", "without figures", "no figure", "without any figure"),
    ),
    cues.CONFLICTS: (
        *("conflict", "conflicts", "contradict", "contradictions", "contradict each other"),
    ),
    cues.ABOLISHED: (*("abolished level", "abolished district level", "abolished"),),
    cues.AMONG_63: (
        *("among 63 provinces", "among the 63 provinces", "of 63 provinces", "out of 63"),
    ),
    cues.AMONG_34: (
        *("among 34 provinces", "among the 34 provinces", "of 34 provinces", "out of 34"),
    ),
    cues.RANKED: (*("rank in", "ranked", "rank", "place in"),),
    cues.RANKS: (*("which ranks", "which rank", "ranks", "what ranks"),),
    cues.PROMISE: (
        *("mention", "mentions", "how high", "how big", "how large", "shooting for", "aspire"),
        *("aspires", "ambition", "planning", "plan to", "committing", "foresee", "foresees"),
        *("envisage", "envisages", "hoping", "want to", "promise to", "mandated", "hopes for"),
        *("prescribe", "prescribes", "promise", "promises", "promised", "target", "targets"),
        *("goal", "goals", "aim", "aims", "aimed", "commit", "commits", "committed", "commitment"),
        *("commitments", "want", "wants", "wanted", "pledge", "pledged", "plan for", "plans for"),
        *("aim for", "aims for", "aim at", "aims at", "require", "requires", "required", "demand"),
        *("demands", "expect", "expects", "planned", "set out", "call for", "calls for", "plan"),
        *("plans", "aim to score", "score", "intend", "intends", "intended", "hope", "hopes"),
        *("seek", "seeks", "aim to have", "plans to build", "wish", "wishes", "aiming"),
    ),
    cues.PILLAR: (*("pillar", "the pillar"),),
}
