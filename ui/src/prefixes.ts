/** The well-known prefixes: which ones a query uses without declaring them. */

import type { ChangeSpec } from "@codemirror/state";
import { tokens } from "./tokens";

export type Prefixes = Record<string, string>;

export function declared(text: string): Set<string> {
  const found = new Set<string>();
  let before = "";
  for (const token of tokens(text)) {
    if (token.kind === "name" && before.toUpperCase() === "PREFIX") found.add(token.text.slice(0, -1));
    if (token.kind !== "comment") before = token.text;
  }
  return found;
}

/** The prefixes that a text uses, does not declare, and that we know; in the order of use. */
export function missing(text: string, known: Prefixes): string[] {
  const there = declared(text);
  const used = tokens(text).filter((token) => token.kind === "name");
  const names = used.map((token) => token.text.slice(0, token.text.indexOf(":")));
  return [...new Set(names)].filter((name) => Object.hasOwn(known, name) && !there.has(name));
}

/** The change that declares prefixes at the top of a query. */
export function declaring(names: readonly string[], known: Prefixes): ChangeSpec {
  return { from: 0, insert: names.map((name) => `PREFIX ${name}: <${known[name]}>\n`).join("") };
}
