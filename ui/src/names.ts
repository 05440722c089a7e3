/** What the graph has names for, and how a reader's words find it. */

import type { Prefixes } from "./prefixes";

/** A name as the service lists it, at /sparql/names. */
export interface Name {
  /** As a query writes it: `dx:Target`, or an IRI in angle brackets. */
  name: string;
  /** `class`, `property`, `indicator`, `area` … */
  kind: string;
  vi?: string;
  en?: string;
  others?: string[];
  about?: string;
  /** Of a property: the prefix of what it leads to. */
  leads?: string;
}

export interface Found {
  name: Name;
  /** The lower the better. */
  score: number;
}

interface Entry {
  name: Name;
  /** Each way to call it, folded. */
  phrases: string[];
  words: string[][];
}

/** Lower case, without diacritics, words apart by one space: as the service's own search folds. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/đ/g, "d")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The last part of a name, as it is written and as separate words: targetValue, target Value. */
function localNames(name: string): string[] {
  const local = name.slice(name.indexOf(":") + 1).replace(/>$/, "");
  return [local, local.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")];
}

export class Names {
  readonly prefixes: Prefixes;
  private readonly entries: Entry[];

  constructor(prefixes: Prefixes, names: readonly Name[]) {
    this.prefixes = prefixes;
    this.entries = names.map((name) => {
      const called = [name.vi, name.en, ...localNames(name.name), ...(name.others ?? [])];
      const phrases = [...new Set(called.flatMap((text) => (text ? [fold(text)] : [])))];
      return { name, phrases, words: phrases.map((phrase) => phrase.split(" ")) };
    });
  }

  /** The prefix of what a property leads to; empty where that is not known. */
  leads(property: string): string {
    return this.entries.find(({ name }) => name.name === property)?.name.leads ?? "";
  }

  /**
   * The names that every word of the phrase begins a word of, with or without diacritics; under a
   * prefix, where one is given. The best come first, at most `most`.
   */
  find(phrase: string, prefix: string | null, fit: (name: Name) => number, most = 40): Found[] {
    const wanted = fold(phrase);
    const parts = wanted.split(" ");
    const found: Found[] = [];
    for (const entry of this.entries) {
      if (prefix !== null && !entry.name.name.startsWith(`${prefix}:`)) continue;
      const score = wanted ? nearness(entry, wanted, parts) : 0;
      if (score !== null) found.push({ name: entry.name, score: score + fit(entry.name) });
    }
    found.sort((a, b) => a.score - b.score || compare(a.name.name, b.name.name));
    return found.slice(0, most);
  }
}

function nearness(entry: Entry, wanted: string, parts: string[]): number | null {
  let best: number | null = null;
  entry.phrases.forEach((phrase, index) => {
    let score: number;
    if (phrase === wanted) score = 0;
    else if (phrase.startsWith(wanted)) score = 1;
    else if (phrase.includes(` ${wanted}`)) score = 2;
    else if (parts.every((part) => entry.words[index]?.some((word) => word.startsWith(part)))) score = 3;
    else return;
    // Among equals the shorter label says more exactly what was typed.
    score += Math.min(phrase.length, 99) / 100;
    if (best === null || score < best) best = score;
  });
  return best;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
