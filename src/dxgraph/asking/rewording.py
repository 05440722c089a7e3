"""Turns of speech that say in other words what a phrase of questions says, by their grammar.

"Hồi chưa nhập tỉnh", "lúc còn là một tỉnh" and "before it was absorbed" are one time; written out
as phrases they would be hundreds. Each is replaced by the phrase that is known.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_JOIN: Final = r"(?:sap nhap|sat nhap|nhap|gop|hop nhat)(?: lai)?(?: (?:tinh|vao nhau))?"
_JOINED: Final = (
    r"(?:merged?|joined|joining|combined|combining|folded|fused|united|absorbed|amalgamated|merging"
    r"|went|gone|swallowed|consolidated|incorporated|integrated)"
)
_BE: Final = r"(?:is|are|was|were|be|been|has been|have been|had been|got)"
_MERGER_DAY: Final = r"0?1[/.-]0?7[/.-]2025"
_NO_MERGER: Final = r"(?!.*\b(?:nhap|gop|hop nhat|thuoc)\b)"
"""What an area is part of is another question."""
_TEXTS: Final = r"(?:van ban|tai lieu|nghi quyet|quyet dinh|ke hoach|nguon)"
_ON_TIME: Final = r"(?:(?:co |dang )?(?:dung|kip|bam sat) (?:lo trinh|tien do|ke hoach|han))"
_LATE: Final = r"(?:cham|tre|tut lai|tut hau|khong kip)(?: tien do| lo trinh| han| hon)?"
_MEASURE: Final = (
    r"(?:diem so|diem|thu hang|xep hang|hang|vi tri|phan tram|ty le|so luong|so tuyet doi)"
)
_DAY_OF_MERGERS: Final = r"(?:1 july|july 1(?:st)?,?|1st (?:of )?july|01[/.-]07[/.-]) ?2025"
_IN_TIME: Final = (
    r"(?:on (?:track|schedule|course|time|target)|ahead(?: of schedule)?|in time|early)"
)
_NOT_IN_TIME: Final = (
    r"(?:behind(?: schedule)?|late|lagging(?: behind)?|delayed|off track|slipping|not)"
)
_MEASURED: Final = r"(?:an? )?(?:score|rank|ranking|place|points?|percentage|share|count|number)"
_ME: Final = r"(?:em|toi|minh|chau|to|tui)"

_NOT_HELD: Final = r"(?:khong|ko|chua|chang)(?: (?:co|thay|biet|tim thay|tim ra|ro))+"
_WHICH_TEXT: Final = r"(?:nghi quyet|quyet dinh|van ban|ke hoach|de an|luat|chuong trinh)"

_VI: Final = (
    (r"[, ]+hay (?:la )?chi (?:co|thay|biet)\b.*$", ""),
    (r"\btruoc va sau (?:khi |ngay )?(?:sap nhap|hop nhat|nhap)\b", ""),
    (
        r"\bcap huyen (?:bi |duoc |da )*(?:bo|xoa bo|bai bo|ket thuc|khong con|het)(?: hoat dong)? (?:tu )?"
        r"(?:khi nao|ngay nao|bao gio|luc nao|nam nao)\b.*$",
        "cấp huyện là gì",
    ),
    (r"\b\S+ \S+ ?(?:\.\.\.|…) ?(?:a|o|u|y) (?:khong|nham|lon|quen),? ", ""),
    (
        rf"\bcan cu (?:vao |tren |theo )?(?:nhung |cac )?{_WHICH_TEXT} (?:nao|gi)\b",
        "căn cứ văn bản nào",
    ),
    (r"[,(]? ?(?:nghi quyet |van kien )?dai hoi (?:dang(?: bo)?(?: tinh)? )?(?:lan thu )?[ivx]+\b\)?", ""),
    (r"\b(?:tren )?thang (?:diem )?(?:1\.?000|100|10)\b(?: diem)?", ""),
    (r"\b(?:ca )?(?:2|3|4|hai|ba|bon) cap\b(?! (?:xa|huyen|tinh))", ""),
    (r"\bduoi kip(?: mat bang)?\b", "có kịp"),
    (r"\bmat bang(?: chung)?(?= (?:cua )?(?:ca nuoc|quoc gia|749|411))", "mức"),
    (r"\bdu thao\b", ""),
    # What somebody does not know or hears said is not asked; nor what to say where there is none.
    (
        rf"(?:^|(?<=[.,;:?!] ))(?:{_ME} )?(?:khong|ko|chang|chua) (?:biet|ro|nho|chac|hieu)"
        r"(?: (?:la|rang|lam|ro|chinh xac))*[, ]",
        "",
    ),
    (rf"[.,;?!]? ?\b(?:neu )?{_NOT_HELD}(?: \w+){{0,2}} (?:thi|cu) (?:cu )?(?:noi|bao|tra loi|ghi)\b[^.,;?!]*", ""),
    (rf"[, ]+(?:hay|hoac)(?: la)? (?:tim \w+ )?{_NOT_HELD}(?: \w+)?(?=\W*$)", ""),
    # A bound before the word that asks: an answer tells it as it is printed.
    (
        r"\b(?:it nhat|toi thieu|toi da|nhieu nhat|khong duoi|khong qua|hon|tren|duoi) "
        r"(?=(?:la )?(?:bao nhieu|bao|may|nhieu)\b)",
        "",
    ),
    (rf"(?<!lam )(?<!dua )(?<!bam )(?<!cu )\b(?:bang|theo|boi|qua|nho|o|tai|trong) (?={_WHICH_TEXT} (?:nao|gi|so may|so bao nhieu|may)\b)", ""),
    (rf"\b({_WHICH_TEXT}) (?:so may|so bao nhieu|may)\b", r"\1 nào"),
    (
        r"\b(?:neu )?(?:van )?(?:tinh|xet|xep|dem|so)(?: theo| trong| tren| tat ca| ca| du)* (63|34) "
        r"tinh(?: thanh(?: pho)?)?(?: (?:nhu )?(?:cu|moi|truoc|nay))?\b",
        r"trong \1 tỉnh",
    ),
    (r"\b(63|34) tinh(?:,? thanh(?: pho)?)? (?:nhu )?(?:cu|moi|truoc day|hien nay)\b", r"\1 tỉnh"),
    (r"^(.+?) (?:co )?nghia la .+ hay .+$", r"\1 là gì"),
    (r"\ba quan\b", "đứng thứ nhì"),
    (
        r"[,;.]? (?:va )?(?:do )?(?:ai|co quan nao|noi nao|don vi nao) (?:da )?"
        r"(?:tinh|do|cong bo|dua|uoc tinh)(?: (?:ra|toan|con so|so|nao|tung so|nhung so|do|ay))*"
        r"(?=\W*$)",
        "",
    ),
    (r"\b(?:khoang cach|do chenh|muc chenh)(?: (?:la|giua))?\b", "chênh lệch"),
    (
        rf"\b(?:hoi|luc|khi|thoi|ngay|thuo) (?:con |van )?chua (?:bi )?{_JOIN}\b",
        "trước khi sáp nhập",
    ),
    (rf"\btruoc (?:(?:khi|luc|ngay|hoi|thoi diem|dot) )?(?:co )?{_JOIN}\b", "trước khi sáp nhập"),
    (
        r"\b(?:hoi|luc|khi|thoi) (?:van )?con (?:la )?(?:mot )?(?:tinh|thanh pho)(?: rieng| cu)?\b",
        "trước khi sáp nhập",
    ),
    (
        r"\b(?:(?:cac|nhung|hai|ba|2|3|may|tung|moi|ca hai|ca ba) )+(?:tinh|dia phuong)"
        r"(?:,? (?:thanh pho|thanh))? (?:cu|tien than|thanh vien|hop thanh|truoc day|hoi truoc"
        r"|xua)\b",
        "các tỉnh cũ",
    ),
    (r"\bnhat (?:nuoc|toan quoc|viet nam|trong ca nuoc|trong nuoc)\b", "nhất cả nước"),
    (r"\btang (?:it nhat|toi thieu)(?= (?:bao nhieu|may|\d))", "tăng tối thiểu"),
    (
        rf"(?:^|(?<=[.,;:!?] ))(?:\w+ )?{_ME} (?:dang |can |phai )?(?:la|lam|viet|hoc) "
        r"(?:(?!o\b|ve\b|tai\b|cua\b|khong\b|chua\b|phuong\b|xa\b)[a-z]+ ?|\d(?!\d) ?){1,7}[:,;.] ",
        "",
    ),
    (r"[, ]*\bhay (?:la )?(?:chu|tu|cum tu|cum|cach ghi) (?:gi|nao)(?: khac)?\b", ""),
    (
        r"\b(?:(?:o |co )?(?:trong|tai) )?(?:kho|bo|tap) du lieu"
        r"(?: nay| do| cua (?:ban|he thong))?\b",
        "",
    ),
    (r"\b(?:thu hut|keo ve|moi goi|quy tu|tap hop)(?: duoc| ve)?(?= (?:bao nhieu|may|\d))", "có"),
    (r"\b(?:o|tai) day\b", ""),
    (r"\br(?=\W*$)", "rồi"),
    (r"\b(tinh|dia phuong|noi|thanh pho) nao (?:dung |xep )?chot\b", r"\1 nào xếp cuối"),
    (
        r"\b(?:trong |theo )*(?:van kien|nghi quyet|van ban) dai hoi(?: dang bo)?"
        r"(?: tinh| thanh pho)?\b",
        "",
    ),
    (
        r"\b(chua|khong|ko)(?: (?:vay|nhi|a|the|ha|ta|ne|anh|chi|em|ad|ban|nha|nhe|hen))+(?=\W*$)",
        r"\1",
    ),
    (
        r"\b(?:duoc )?(?:hinh thanh|thanh lap|lap nen|tao thanh|tao nen) (?:tren co so|tu|do|boi)"
        r"(?: viec)?(?: sap nhap| hop nhat| gop| nhap)?\b",
        "sáp nhập từ",
    ),
    (r"\b(?:con )?(?:khong|ko) hay (?:da |la )?(?=(?:nhap|sap nhap|gop|ve)\b)", ""),
    (r"\bnhap vo\b", "nhập vào"),
    (r"\bthua ke\b", "kế thừa"),
    (r"\b(nghi quyet|van ban|quyet dinh|ke hoach|chuong trinh) gi\b", r"\1 nào"),
    (r"\b(?:gio|nay|bay gio|hien nay|hien) (?:co )?(?:ten|goi) (?:la )?gi\b", "nay thuộc tỉnh nào"),
    (r"\b(?:la )?tu dau (?:ma )?(?:ra|den|co)\b", "sáp nhập từ những tỉnh nào"),
    (r"^ai (?=(?:dung|xep|ve nhat|dan dau|co hang|dat|hua)\b)", "tỉnh nào "),
    (r"\bco (?:du lieu|so lieu|thong tin) (?:gi|nao)\b", "có mục tiêu"),
    (r"^(.*\bco (?:dat |de ra |dua ra )?(?:chi tieu|muc tieu)\b.*) chua\W*$", r"\1 không?"),
    (r"\bkho nay\b", ""),
    (
        r"^(?:kinh )?(?:de nghi )?(?:anh |chi |quy co quan )?cung cap (?:thong tin |so lieu )?"
        r"(?:ve |giup |cho )*",
        "cho biết ",
    ),
    (r"^(.+?) la .+? hay (?:la )?.+?, (?:nen |phai )?hieu .*$", r"\1 là gì"),
    (r"[, ]+(?:moi nguoi|ca nha|cac bac|cac ban|anh chi|cac anh chi)(?: oi)?(?=\W*$)", ""),
    (r"^(?:moi nguoi|ca nha|cac bac|cac ban)(?: oi)?,? (?=cho\b|giup\b|oi\b|ai\b)", ""),
    (r"\bcum (?:tu )?(?=nao|gi)", "chữ "),
    (r"\bhieu (?:sao|the nao|nhu the nao) cho dung\b", "hiểu thế nào"),
    # An area on this side of the day on which provinces were merged, or on the other.
    (rf"\(?\btruoc (?:ngay )?{_MERGER_DAY}\)?{_NO_MERGER}", "trước sáp nhập"),
    (rf"\(?\b(?:sau|tu|ke tu) (?:ngay )?{_MERGER_DAY}\)?{_NO_MERGER}", "sau sáp nhập"),
    (r"\bdon vi hanh chinh(?: cap tinh)? (?:nao|gi)\b", "tỉnh nào"),
    # Whether documents agree is told wherever several of them print a figure.
    (
        rf"[,;. ]*\b(?:va )?(?:(?:giua|cac|nhung) )*{_TEXTS}(?: nay| do| tren)? (?:co )?"
        r"(?:thong nhat|khop|giong|nhat quan|dong nhat)(?: voi)?(?: nhau)?"
        r"(?: (?:hay )?(?:khong|ko|chua))?\b",
        "",
    ),
    # What an answer rests on stands in every answer.
    (
        r"[,; ]*\b(?:va )?(?:can cu|dua|theo|lay)(?: vao| tren| theo)? "
        r"(?:con so|so lieu|so do|so|du lieu|nguon so lieu) (?:nao|gi)\b(?: (?:lam|de) \w+ \w+)?",
        "",
    ),
    (
        r"(?<!tinh )(?<!phuong )\b(?:gio|nay|bay gio|hien nay|hien) (?:o|nam o|nam) "
        r"(?:dau|noi nao|cho nao)\b",
        "nay về đâu",
    ),
    (r"^(?:cho biet )?thang (?:do|diem) (?:cua |tinh )?(.+?) (?:la|ra|nhu|the)\b.*$", r"\1 là gì"),
    (
        rf"\b(?:duoc )?(?:lay|trich|trich dan|chep|dan|rut)(?: ra)? (?:tu|o|trong)(?: trong)? "
        rf"({_TEXTS} nao)\b",
        r"trong \1",
    ),
    (
        r"[, ]*\b(?:va )?noi (?:ve|den|toi) (?:doi tuong|nhom|chi tieu|chi so|muc tieu|linh vuc) "
        r"(?:nao|gi)\b",
        "",
    ),
    (
        rf"\b{_ON_TIME} (?:hay|hoac)(?: la)?(?: dang| bi| da)? {_LATE}\b"
        rf"|\b{_LATE} (?:hay|hoac)(?: la)?(?: dang| van)? {_ON_TIME}\b",
        "đúng tiến độ",
    ),
    (
        r"\b(?:co|da) (?:lam|dat|thuc hien|hoan thanh)(?: duoc)? "
        r"(?:dieu do|dieu nay|viec do|nhu the|nhu vay|muc do) (?=(?:hay )?(?:khong|ko|chua)\b)",
        "có đạt ",
    ),
    (r"\b(?:vung|dien|do|muc|muc do|pham vi) phu song\b", "phủ sóng"),
    # By points or by place, on which scale: that is what an indicator is.
    (
        rf"^(?:chi so )?(.+?) (?:la|tinh bang|do bang|duoc tinh bang|duoc do bang) {_MEASURE}"
        rf"(?: .*?)? hay (?:la )?{_MEASURE}\b.*$",
        r"\1 là gì",
    ),
    (
        r"[, ]*\b(?:(?:co|dung|theo|tren|va) )*thang (?:do|diem)(?: cua no)? "
        r"(?:ra sao|the nao|nhu the nao|la gi|la bao nhieu|bao nhieu|may|nao|gi)\b",
        " là gì",
    ),
)
_EN: Final = (
    (r"\bDX\b", "digital transformation"),
    (r"(/[A-Z][A-Za-z-]*) \((?:[A-Za-z]+ )?20\d\d\)", r"\1"),
    (r"\b(?:two|three|four|both) (provinces|places) (?:that |which )?(?:tied|shared|share|are level|were level)"
     r"(?: for| at| in)?\b", r"\1 ranked"),
    (r"\b(?:the )?(?:merged|enlarged|new|expanded) (?:city|province)\b(?! of)", "it"),
    (r"(['’]s) new (strategy|plan|resolution|programme|scheme|decision)\b", r"\1 \2"),
    (r"\bbefore and after (?:the |its |their )?(?:merger|merging|merge)\b", ""),
    (r"\bhow (?:did|has|have|does) (.+? (?:target|goal|figure|promise|ambition)s?) changed?\b", r"what is \1"),
    (r"\bwhen (?:was|were|did|is) (?:the )?district(?: level|s)?(?: of government)? (?:abolished|scrapped|ended|end"
     r"|dissolved|removed|cease to exist)\b.*$", "what is the district level"),
    (r"\b(?:the )?(?:ministry['’]s |\d{4} )*annual report\b", "the report"),
    (r"\bwork programmes?\b", "programme"),
    (r"[,(]? ?(?:the )?(?:\d+th|[ivx]+(?:th)?) (?:provincial )?party congress\b\)?", ""),
    (
        r"\bfor (?:an?|my|our|the|some) (?:[a-z-]+ ){0,2}(?:note|story|piece|article|report|class|thesis|essay|brief"
        r"|briefing|slide|slides|deck|column|memo|presentation|assignment|paper|chapter|dissertation|talk|lecture)"
        r"\b(?=[:,;.?]|$)",
        "",
    ),
    (r"\bon a (?:scale|range) (?:of|from) [\d,.]+(?: to [\d,.]+)?\b|\bout of (?:1,?000|100)\b", ""),
    (r"\b(?:put it at|come out at|came out at|turn out to be|turned out to be)\b", "measured"),
    (r"\b(?:what|which) (?:was |is )?(?:the )?(?:legal )?(?:act|instrument|basis)\b", "which resolution"),
    (r"\be-processing of\b", "online processing of"),
    (
        r"^(?:sorry,? )?(?:i|we) (?:do not|don['’]?t|can['’]?t|cannot|could(?: not|n['’]?t)|am not|['’]?m not) "
        r"(?:seem to )?(?:know|remember|recall|find|sure|certain|tell)(?: (?:of|about|out|if|whether))*[, ]+",
        "",
    ),
    (
        r"[.,;?!]? ?\bif (?:there (?:is|are|was) |you have |you hold |it is |they are )?"
        r"(?:none|nothing|not|no such [a-z]+|no)\b,? (?:please )?(?:just |then )*(?:say|tell)\b[^.,;?!]*",
        "",
    ),
    (r"\bif (?:not|so),? ", ""),
    (r"[, ]*\b(?:at least|at most|at a minimum|as a minimum|minimum)(?=\W*$)", ""),
    (r"\b(?:at least|at most|more than|over|no less than|under) (?=how (?:many|much)|what\b)", ""),
    (
        r"\b(?:among|of|out of|in|within) (?:all )?(?:the )?(?:old|former|new|current|present|previous)?"
        r" ?(63|34)(?: (?:old|former|new|merged|remaining|current))?(?: (?:provinces|places|localities|areas))?\b(?! ?%)",
        r"among \1 provinces",
    ),
    (
        r"^(?:does|do) (.+?) still exist(?: as .+?)?(?:\?|,|$)",
        r"which province is \1 part of now?",
    ),
    (r"^is it (?:right|true|correct|the case|a fact) that ", ""),
    (r"\brunners?[- ]up\b", "second place"),
    (
        r"^what (?:is|was|makes up) (?:today['’]s |the new |present-day |the present )?(.+?)"
        r"(?: now)? (?:made|built|put together|formed|composed) (?:up |out )?(?:of|from)\W*$",
        r"the predecessors of \1",
    ),
    # By whom and how it was measured stands beside each result.
    (
        r"[,;.]? (?:and )?(?:who|which body|which agency|what agency) "
        r"(?:computed|calculated|measured|published|produced|estimated|reported) "
        r"(?:each|them|it|either|which)(?: of (?:them|these|those))?\b",
        "",
    ),
    (
        r"^what (?:has )?(?:happened|became|become) (?:to|of|with) (.+?)(?:,? (?:after|since|in|on|"
        r"following) (?:the )?(?:merger|mergers|july 2025|1 july 2025|2025|reform))?\W*$",
        r"which province is \1 part of now",
    ),
    (
        r"\b(?:which|what|the)? ?(?:old|former|previous) (?:provinces|places|areas) "
        r"(?:(?:that|which) )?(?:now )?(?:sit|lie|are|hide|live on|stand|fall) "
        r"(?:inside|within|in|under|behind) ",
        "the predecessors of ",
    ),
    (
        r"\bhow (?:big|large|wide|great) (?:is|was|were) the (?:gap|difference|distance)\b"
        r"|\bhow far apart (?:are|were|is|was)\b|\b(?:what is|what was) the (?:gap|difference)\b",
        "difference",
    ),
    (
        r"^(?:(?:hi|hello|hey|dear all|good morning)[,.!]? )?"
        r"(?:i['’]?m|i am|we are|we['’]re|as) an? "
        r"[a-z -]{3,50}?(?:[,:;.]|(?: and| -| here)[, ])\s?",
        "",
    ),
    (r"\b(what|who|where|how)s\b", r"\1 is"),
    (r",? \b(?:isn|doesn|hasn|wasn|didn|aren|haven|weren)['’]?t (?:it|they|he|she|that)\b", ""),
    (r"\b(?:is|are|was|were|has|have) (?:now )?(?:gone|no more|vanished)\b", "no longer exists"),
    (
        rf"\b(?:(?:the|which|what|those|all|two|three|old|former) )*"
        rf"(?:provinces|places|areas) (?:(?:that|which) )?(?:{_BE} |now |have |had )*"
        rf"{_JOINED} (?:together )?(?:in)?to"
        r"(?: (?:form|make|create|become|make up))?\b",
        "the predecessors of",
    ),
    (
        r"\b(?:the|which|what|those) provinces (?:that|which)? ?(?:now )?(?:make up|form|constitute"
        r"|became|compose)\b",
        "the predecessors of",
    ),
    (
        r"\b(?:before|until|prior to|ahead of) "
        r"(?:(?:it|they|the province|that|its|the|their|being) )*"
        rf"(?:{_BE} )*(?:{_JOINED}|merger|merge)(?: away)?\b(?! (?:with|into))",
        "before the merger",
    ),
    (
        r"\b(?:is|are|was|were) (?:\w+ly )?(?:meant|slated|scheduled|required|obliged|due) to\b",
        "should",
    ),
    (
        r"^how (?:is|was|are|were) (.+?) "
        r"(?:phrased|worded|written|put|expressed|formulated|printed|stated)"
        r"(?:,? and (?:where|by whom|(?:in|on) (?:which|what) (?:document|page|plan)))?\W*$",
        r"what is the exact wording of \1",
    ),
    (r"\bwhich of the two,? ", "which "),
    (r"\b(?:exceed(?:ed|ing)|surpass(?:ed|ing)|outdone|went beyond)\b", "exceed"),
    (r"\bnationally\b|\bnation-wide\b|\bcountrywide\b", "nationwide"),
    (r",? (?:and )?(?:over|out of|against) (?:what|which) (?=denominator|total|base)", ", "),
    (
        r"\b(?:is|was|were) (?:made|built|put together|assembled|composed|formed|created)"
        r"(?: up| out)? (?:of|from|by) (?:which|what) (?:old |former )?"
        r"(?:provinces|areas|places)\b",
        "was formed from",
    ),
    (
        r"\b(?:did|has|have) (?:it|they|that|the province|the city) "
        r"(?:get there|got there|get that far|got that far|managed?(?: it| that)?"
        r"|do(?:ne)? (?:it|so)|pull(?:ed)? it off|succeed(?:ed)?|make it|made it)"
        r"\b(?! (?:in|into|to|inside)\b)",
        "has it reached its target",
    ),
    (
        rf"\b{_IN_TIME} or {_NOT_IN_TIME}\b|\b{_NOT_IN_TIME} or {_IN_TIME}\b",
        "on track",
    ),
    (rf"\(?\b(?:before|until|prior to) {_DAY_OF_MERGERS}\)?", "before the merger"),
    (rf"\(?\b(?:after|since|from) {_DAY_OF_MERGERS}\)?", "after the merger"),
    (
        r"[,;.]? (?:and )?(?:do|are) (?:(?:the|all|these|different) )*"
        r"(?:documents|sources|texts|resolutions|plans) (?:agree|consistent|in agreement|the same)"
        r"(?: with (?:each other|one another)| on (?:it|this|that)| about (?:it|this|that))?\b",
        "",
    ),
    (
        r"^where (?:is|was|has|did) (.+?) (?:now|today|gone|go|end up)\b",
        r"which province is \1 part of now",
    ),
    (
        r"\b(?:comes?|came|is|are|was|were|taken|quoted)(?: taken| quoted)? from "
        r"((?:which|what) (?:document|plan|resolution|decision|text))\b",
        r"in \1",
    ),
    (
        r"\bthe same (?:in|across) (?:(?:all|the|these|its|every) )*"
        r"(?:documents?|sources?|texts?|resolutions?|plans?)\b",
        "",
    ),
    (
        rf"^(?:is|are) (.+?) (?:measured as |given as )?{_MEASURED} or (?:as )?{_MEASURED}\b.*$",
        r"what is \1",
    ),
    (
        r"\b(?:who|what|which province) (?:took|has taken|swallowed|absorbed|got) "
        r"(?:it|them|that|over it)(?: over| up)?\b",
        "which province did it become part of",
    ),
    (
        r"^(?:on|in|by) (?:what|which) (?:scale|unit) (?:is|are) (.+?) "
        r"(?:measured|given|scored|expressed|counted)\W*$",
        r"what is \1",
    ),
    (r"^what (?:is the )?scale (?:of|for|does) (.+?)(?: have| use| run on)?\W*$", r"what is \1"),
)
_RULES: Final = {
    language: tuple((re.compile(pattern, re.IGNORECASE), said) for pattern, said in rules)
    for language, rules in (("vi", _VI), ("en", _EN))
}


def _plain(text: str) -> str:
    """A text without marks, of the same length."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text).translate(_STROKES)


_STROKES: Final = str.maketrans("đĐ", "dD")


def reworded(text: str, language: str) -> str:
    """A question with turns of speech replaced by the phrases that say the same.

    >>> reworded("Gia Lai hồi chưa nhập tỉnh đặt bao nhiêu", "vi")
    'Gia Lai trước khi sáp nhập đặt bao nhiêu'
    >>> reworded("gia lai hoi chua nhap tinh", "vi")
    'gia lai truoc khi sap nhap'
    """
    plain = _plain(text)
    for pattern, said in _RULES[language]:
        found = list(pattern.finditer(plain))
        for match in reversed(found):
            kept = text[slice(*match.span(1))] if "\\1" in said else ""
            form = (_plain(said) if text.isascii() else said).replace("\\1", kept)
            text = text[: match.start()] + form + text[match.end() :]
        plain = _plain(text) if found else plain
    return " ".join(text.split())
