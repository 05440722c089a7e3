/** The words of a query: enough to find prefixes and to know where in a triple the cursor is. */

export interface Token {
  kind: "comment" | "string" | "iri" | "variable" | "name" | "word" | "number" | "mark";
  text: string;
  from: number;
  to: number;
}

// The terminals of the SPARQL 1.1 grammar, section 19.8. Unfinished strings and IRIs, which an
// editor sees all the time, come as single marks.
const TOKEN = new RegExp(
  [
    String.raw`\s+`,
    String.raw`(?<comment>#[^\n\r]*)`,
    String.raw`(?<string>"""(?:"{0,2}(?:[^"\\]|\\.))*"""|'''(?:'{0,2}(?:[^'\\]|\\.))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')`,
    String.raw`(?<iri><[^\0-\x20<>"{}|^\x60\\]*>)`,
    String.raw`(?<variable>[?$][\p{L}\p{N}_][\p{L}\p{M}\p{N}_·]*)`,
    String.raw`(?<name>(?:[\p{L}_](?:[\p{L}\p{M}\p{N}_.\-]*[\p{L}\p{M}\p{N}_\-])?)?:(?:\.*(?:[\p{L}\p{M}\p{N}_:\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=\/?#@%]))*)`,
    String.raw`(?<word>[\p{L}_][\p{L}\p{M}\p{N}_]*)`,
    String.raw`(?<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+\-]?\d+)?)`,
    String.raw`(?<mark>.)`,
  ].join("|"),
  "gsu",
);

export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    for (const [kind, value] of Object.entries(match.groups ?? {})) {
      if (value === undefined) continue;
      const from = match.index;
      found.push({ kind: kind as Token["kind"], text: value, from, to: from + value.length });
    }
  }
  return found;
}

export type Role = "subject" | "predicate" | "object" | "class" | "none";

export interface Place {
  role: Role;
  /** The predicate before an object. */
  predicate: string;
}

/** What stands next in the pattern that a text ends in; the role is "none" outside of one. */
export function place(before: string): Place {
  let braces = 0;
  let parentheses = 0;
  let index = 0;
  let predicate = "";
  for (const { kind, text } of tokens(before)) {
    if (kind === "comment") continue;
    if (kind === "mark") {
      if (text === "(") parentheses += 1;
      else if (text === ")") {
        parentheses -= 1;
        index = 0;
      } else if (text === "{" || text === "}") {
        braces += text === "{" ? 1 : -1;
        parentheses = index = 0;
      } else if (text === ".") index = 0;
      else if (text === ";" || text === "[") index = 1;
      else if (text === ",") index = 2;
      else if ("|/^!*+?".includes(text) && index === 2) index = 1; // a path goes on
    } else if (kind === "word" && text !== "a") {
      index = 0; // OPTIONAL, UNION and their like begin anew
    } else {
      index += 1;
      if (index === 2) predicate = text;
    }
  }
  if (braces <= 0 || parentheses > 0 || index > 2) return { role: "none", predicate: "" };
  if (index === 0) return { role: "subject", predicate: "" };
  if (index === 1) return { role: "predicate", predicate: "" };
  const isType = predicate === "a" || predicate === "rdf:type";
  return { role: isType ? "class" : "object", predicate };
}
