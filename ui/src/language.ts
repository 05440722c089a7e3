/** SPARQL for the editor: the grammar of a package, our colours and indentation. */

import {
  HighlightStyle,
  LRLanguage,
  LanguageSupport,
  delimitedIndent,
  indentNodeProp,
  syntaxHighlighting,
} from "@codemirror/language";
import { styleTags, tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";

const FUNCTIONS =
  "STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE " +
  "LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES " +
  "SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT " +
  "SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT " +
  "SUBSTR REPLACE REGEX";

const language = LRLanguage.define({
  name: "sparql",
  parser: SparqlLanguage.parser.configure({
    props: [
      styleTags({
        [FUNCTIONS]: tags.function(tags.name),
        "EXISTS NOT IN SEPARATOR Keyword": tags.keyword,
        "Var/...": tags.variableName,
        "IriRef Pname_ns Pname_ln": tags.namespace,
        "String/...": tags.string,
        "Langtag Integer Decimal Double IntegerPositive DecimalPositive DoublePositive IntegerNegative DecimalNegative DoubleNegative BooleanLiteral/...":
          tags.number,
        Comment: tags.comment,
      }),
      indentNodeProp.add({
        "GroupGraphPattern ConstructTemplate DataBlock InlineData": delimitedIndent({ closing: "}", align: false }),
      }),
    ],
  }),
  languageData: {
    commentTokens: { line: "#" },
    closeBrackets: { brackets: ["(", "[", "{", '"', "'"] },
  },
});

// Each at least 4.5:1 on white (WCAG 2.2, 1.4.3).
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "#12324f", fontWeight: "bold" },
  { tag: tags.function(tags.name), color: "#6b4a86" },
  { tag: tags.variableName, color: "#8f5200" },
  { tag: tags.namespace, color: "#0b5394" },
  { tag: tags.string, color: "#0b6b3a" },
  { tag: tags.number, color: "#a32118" },
  { tag: tags.comment, color: "#56636f", fontStyle: "italic" },
]);

export const sparql = new LanguageSupport(language, syntaxHighlighting(colours));
