/** Completion: prefixes, names of the graph by their labels, variables of the query, keywords. */

import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
  startCompletion,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { type Name, type Names, fold } from "./names";
import { declared, declaring, missing } from "./prefixes";
import { kindName, texts, vietnamese } from "./texts";
import { type Role, place, tokens } from "./tokens";

const KEYWORDS = [
  "SELECT", "SELECT DISTINCT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "FROM", "FROM NAMED", "PREFIX", "BASE",
  "OPTIONAL", "FILTER", "FILTER NOT EXISTS", "FILTER EXISTS", "UNION", "MINUS", "GRAPH", "BIND", "VALUES", "AS",
  "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "OFFSET", "DISTINCT", "ASC", "DESC", "IN", "NOT IN", "UNDEF",
  "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "BOUND", "COALESCE", "CONCAT", "CONTAINS", "DATATYPE",
  "IF", "IRI", "LANG", "LANGMATCHES", "LCASE", "REGEX", "REPLACE", "STR", "STRAFTER", "STRBEFORE", "STRDT", "STRENDS",
  "STRLANG", "STRLEN", "STRSTARTS", "SUBSTR", "UCASE", "YEAR", "MONTH", "DAY",
];
const WORDS = new Set(KEYWORDS.flatMap((keyword) => keyword.split(" ")));

/** A prefix, or none, and the words of a name up to the cursor. */
const PHRASE =
  /(?<![\p{L}\p{N}_?$@<])(?:([\p{L}_][\p{L}\p{N}_-]*):)?((?:[\p{L}\p{N}][\p{L}\p{M}\p{N}/.-]*(?: [\p{L}\p{N}][\p{L}\p{M}\p{N}/.-]*)*)?)$/u;
const MOST_WORDS = 8;

/** A source of completions for names that are read from the service the first time. */
export function completions(namesOf: () => Promise<Names | null>) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const text = context.state.doc.toString();
    const before = text.slice(0, context.pos);
    if (isQuoted(before)) return null;
    const variable = /[?$][\p{L}\p{N}_]*$/u.exec(before);
    if (variable) return ofVariables(text, context, variable.index, variable[0]);
    const names = await namesOf();
    if (names === null || context.aborted) return null;
    const line = before.slice(before.lastIndexOf("\n") + 1);
    const declaration = /^\s*PREFIX\s+([\p{L}\p{N}-]*)$/iu.exec(line);
    if (declaration) return ofDeclarations(names, context.pos, declaration[1] ?? "");
    return ofNames(names, line, before, context);
  };
}

/** Whether the text ends within a comment, a string or an IRI. */
function isQuoted(before: string): boolean {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const parts = tokens(line);
  const last = parts.at(-1);
  if (last?.kind === "comment") return true;
  // What is not closed comes as a single mark, with the text after it taken for something else.
  return parts.some(({ kind, text, from }) => {
    if (kind !== "mark") return false;
    return text === '"' || text === "'" || (text === "<" && /^<[^\s<>=?]+$/.test(line.slice(from)));
  });
}

function ofVariables(text: string, context: CompletionContext, from: number, typed: string): CompletionResult | null {
  const found = new Set<string>();
  for (const token of tokens(text)) {
    if (token.kind === "variable" && token.to !== context.pos) found.add(`?${token.text.slice(1)}`);
  }
  found.delete(`?${typed.slice(1)}`);
  const options = [...found].map((label) => ({ label, type: "variable", detail: texts.variable }));
  return options.length ? { from, options, validFor: /^[?$][\p{L}\p{N}_]*$/u } : null;
}

function ofDeclarations(names: Names, pos: number, typed: string): CompletionResult {
  const options = Object.entries(names.prefixes).map(([prefix, iri]) => ({
    label: `${prefix}:`,
    apply: `${prefix}: <${iri}>`,
    detail: iri,
    type: "namespace",
  }));
  return { from: pos - typed.length, options, validFor: /^[\p{L}\p{N}-]*$/u };
}

function ofNames(names: Names, line: string, before: string, context: CompletionContext): CompletionResult | null {
  const match = PHRASE.exec(line);
  const prefix = match?.[1] ?? null;
  const phrase = match?.[2] ?? "";
  if (!match || (prefix === null && !phrase && !context.explicit)) return null;
  const at = (from: number): Fit => fitness(before.slice(0, from), names);
  if (prefix !== null && Object.hasOwn(names.prefixes, prefix)) {
    const from = context.pos - match[0].length;
    const found = names.find(phrase, prefix, at(from).of).map(({ name }) => option(name, names));
    if (found.length) return { from, options: found, filter: false };
  }
  // The longest run of words that names something: "dx:indicator tỷ trọng kinh tế số".
  const words = phrase.split(" ").filter(Boolean).slice(-MOST_WORDS);
  for (let count = words.length; count > 0; count -= 1) {
    const typed = words.slice(-count).join(" ");
    const from = context.pos - typed.length;
    const options = ofPhrase(names, typed, at(from), context.explicit);
    if (options.length) return { from, options, filter: false };
  }
  if (!context.explicit || phrase) return null;
  const all = names.find("", null, at(context.pos).of).map(({ name }) => option(name, names));
  return { from: context.pos, options: all, filter: false };
}

function ofPhrase(names: Names, typed: string, fit: Fit, explicit: boolean): Completion[] {
  const upper = typed.toUpperCase();
  if (!explicit && (fold(typed).length < 2 || WORDS.has(upper) || KEYWORDS.includes(upper))) return [];
  const keywords: Completion[] = KEYWORDS.filter((word) => word.startsWith(upper)).map((label) => ({
    label,
    type: "keyword",
    detail: texts.keyword,
  }));
  const prefixes: Completion[] = Object.entries(names.prefixes)
    .filter(([prefix]) => prefix.startsWith(typed))
    .map(([prefix, iri]) => ({
      label: `${prefix}:`,
      detail: iri,
      type: "namespace",
      apply: (view, completion, from, to) => insert(view, completion, from, to, `${prefix}:`, names, true),
    }));
  const found = names.find(typed, null, fit.of).map(({ name }) => option(name, names));
  return fit.role === "none" || fit.role === "subject"
    ? [...keywords, ...prefixes, ...found]
    : [...found, ...prefixes, ...keywords];
}

interface Fit {
  role: Role;
  /** How well a name fits; the lower the better. */
  of: (name: Name) => number;
}

/** What fits where a text ends. */
function fitness(before: string, names: Names): Fit {
  const { role, predicate } = place(before);
  const leads = names.leads(predicate);
  return { role, of: ({ name, kind }) => unlikeliness(role, leads, name, kind) };
}

function unlikeliness(role: Role, leads: string, name: string, kind: string): number {
  if (role === "none") return 0;
  if (role === "class") return kind === "class" ? 0 : 4;
  if (role === "predicate") return kind === "property" ? 0 : 4;
  if (kind === "class" || kind === "property") return 4;
  if (leads) return name.startsWith(`${leads}:`) ? 0 : 4;
  return kind === "concept" || kind === "body" ? 0.5 : 0;
}

function option(name: Name, names: Names): Completion {
  const label = (vietnamese ? name.vi || name.en : name.en || name.vi) ?? "";
  const term = name.kind === "class" || name.kind === "property";
  return {
    label: name.name,
    // A term of the vocabulary is known by its name, a thing by its label.
    displayLabel: term || !label ? name.name : label,
    detail: term ? label : name.name,
    type: term ? name.kind : "constant",
    info: () => described(name),
    apply: (view, completion, from, to) => insert(view, completion, from, to, name.name, names, false),
  };
}

/** The panel beside the list. Labels are data: they go in as text. */
function described(name: Name): HTMLElement {
  const box = document.createElement("div");
  const lines: [string, string | undefined, string?][] = [
    ["strong", name.vi, "vi"],
    ["div", name.en, "en"],
    ["p", name.about],
    ["div", `${kindName(name.kind)} · ${name.name}`],
  ];
  for (const [tag, text, language] of lines) {
    if (!text) continue;
    const line = box.appendChild(document.createElement(tag));
    line.textContent = text;
    if (language) line.lang = language;
  }
  return box;
}

/** Insert a name and, in the same step, the declaration of its prefix where it is not there. */
function insert(
  view: EditorView,
  completion: Completion,
  from: number,
  to: number,
  text: string,
  names: Names,
  again: boolean,
): void {
  const doc = view.state.doc.toString();
  const there = declared(doc);
  const undeclared = missing(text, names.prefixes).filter((prefix) => !there.has(prefix));
  const head = undeclared.length ? [declaring(undeclared, names.prefixes)] : [];
  const changes = view.state.changes([...head, { from, to, insert: text }]);
  view.dispatch({
    changes,
    selection: { anchor: changes.mapPos(to, 1) },
    scrollIntoView: true,
    userEvent: "input.complete",
    annotations: pickedCompletion.of(completion),
  });
  if (again) startCompletion(view);
}
