/**
 * The query editor: takes the place of the page's text area, and runs the page's form without
 * leaving the page. Results are made by the server, in both cases the same.
 */

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { completions } from "./completion";
import { sparql } from "./language";
import { type Name, Names } from "./names";
import { type Prefixes, declaring, missing } from "./prefixes";
import { PHRASES, texts, vietnamese } from "./texts";
import { theme } from "./theme";

/**
 * Replace a selection by what is typed ourselves. Left to the browser, Chromium gives the new text
 * the looks of the old by a style attribute, which the page's policy forbids and reports.
 */
const replacesSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data } = event;
    const { from, to, empty } = view.state.selection.main;
    if (event.inputType !== "insertText" || data === null || empty || view.composing) return false;
    const insert = () =>
      view.state.update(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert());
    return true;
  },
});

function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as T;
}

const form = byId<HTMLFormElement>("ask");
const area = byId<HTMLTextAreaElement>("query");
const cancel = byId<HTMLButtonElement>("cancel");
const status = byId("status");
const clock = byId("clock");
const prefixes: Prefixes = JSON.parse(byId("prefixes").textContent ?? "{}");

let reading: Promise<Names | null> | undefined;

/** The names of the graph, asked for once, when they are first of use. */
function names(): Promise<Names | null> {
  reading ??= fetch(form.dataset.names ?? "", { headers: { Accept: "application/json" } })
    .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.statusText))))
    .then((found: { names: Name[] }) => new Names(prefixes, found.names))
    .catch(() => {
      reading = undefined; // the next key tries again
      return new Names(prefixes, []);
    });
  return reading;
}

const view = new EditorView({
  state: EditorState.create({
    doc: area.value,
    extensions: [
      EditorView.cspNonce.of(form.dataset.nonce ?? ""),
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (form.requestSubmit(), true) }])),
      lineNumbers(),
      lintGutter(),
      highlightSpecialChars(),
      history(),
      bracketMatching(),
      closeBrackets(),
      replacesSelection,
      indentUnit.of("  "),
      autocompletion({ override: [completions(names)], icons: false, maxRenderedOptions: 60 }),
      // Tab is left to move on, so that nobody is caught in the editor.
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
      sparql,
      theme,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        tabindex: "0",
        "aria-labelledby": "query-label",
        "aria-describedby": "query-keys",
      }),
      EditorState.phrases.of(vietnamese ? PHRASES : {}),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) area.value = update.state.doc.toString();
      }),
    ],
  }),
});
area.hidden = true;
area.required = false;
area.after(view.dom);
byId("query-label").addEventListener("click", () => view.focus());
view.contentDOM.addEventListener("focus", () => void names(), { once: true });
byId("query-keys").hidden = false;

/** Declare what is well known and was left out, and say so; the endpoint takes no such liberty. */
function declareMissing(): string {
  const wanted = missing(view.state.doc.toString(), prefixes);
  if (!wanted.length) return "";
  view.dispatch({ changes: declaring(wanted, prefixes), userEvent: "input" });
  return texts.added + wanted.map((name) => `${name}:`).join(" ");
}

/** The link to the page in the other language leads to the same query. */
function keepInOtherLanguage(fields: URLSearchParams): void {
  const link = document.querySelector<HTMLAnchorElement>("a.language");
  if (!link) return;
  const there = new URLSearchParams(fields);
  there.set("lang", link.hreflang);
  link.search = String(there);
}

let running: AbortController | undefined;

async function run(): Promise<void> {
  running?.abort();
  const added = declareMissing();
  view.dispatch(setDiagnostics(view.state, []));
  const fields = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const address = `${new URL(form.action).pathname}?${fields}`;
  if (`${location.pathname}${location.search}` !== address) window.history.pushState(null, "", address);
  keepInOtherLanguage(fields);

  const mine = (running = new AbortController());
  const begun = performance.now();
  const tick = (): void => {
    clock.textContent = `${Math.floor((performance.now() - begun) / 1000)} s`;
  };
  tick();
  const timer = window.setInterval(tick, 1000);
  status.textContent = texts.running;
  cancel.hidden = false;
  byId("results").setAttribute("aria-busy", "true");
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: fields,
      headers: { Accept: "text/html" },
      signal: mine.signal,
    });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const results = page.getElementById("results");
    if (results) show(document.importNode(results, true), added);
    else say(texts.unexpected);
  } catch {
    if (running === mine) say(mine.signal.aborted ? texts.cancelled : texts.unreachable);
  } finally {
    window.clearInterval(timer);
    if (running === mine) {
      running = undefined;
      cancel.hidden = true;
      clock.textContent = "";
      byId("results").removeAttribute("aria-busy");
    }
  }
}

function say(text: string): void {
  status.textContent = text;
  byId("results").replaceChildren();
}

function show(results: HTMLElement, added: string): void {
  byId("results").replaceWith(results);
  status.textContent = [results.dataset.summary, added].filter(Boolean).join(" · ");
  dress();
  results.scrollIntoView({ block: "nearest" });
}

/** Give the results what only a script can: a mark at the error, a button that copies the link. */
function dress(): void {
  const results = byId("results");
  const { line, column, message } = results.dataset;
  if (line && message) mark(Number(line), Number(column ?? "1"), message);
  const link = results.querySelector<HTMLInputElement>("#share");
  const copy = results.querySelector<HTMLButtonElement>("#copy");
  if (!link || !copy || !navigator.clipboard) return;
  copy.hidden = false;
  copy.addEventListener("click", () => {
    void navigator.clipboard.writeText(link.value).then(() => {
      status.textContent = texts.copied;
    });
  });
}

/** Mark the word at a line and column, which count code points from 1. */
function mark(line: number, column: number, message: string): void {
  const { doc } = view.state;
  const { from, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  let begin = from + [...text].slice(0, Math.max(column, 1) - 1).join("").length;
  let end = begin + (/^[^\s{}()[\];,]+|^\S/.exec(doc.sliceString(begin, from + text.length))?.[0].length ?? 0);
  if (end === begin) {
    // At the end of a line or text: what stands before it is what is not finished.
    const before = doc.sliceString(0, begin);
    begin = before.length - (/\S+\s*$/.exec(before)?.[0].length ?? 0);
    end = begin + (/^\S+/.exec(doc.sliceString(begin, before.length))?.[0].length ?? 0);
  }
  view.dispatch(setDiagnostics(view.state, [{ from: begin, to: end, severity: "error", message }]), {
    selection: { anchor: begin },
    effects: EditorView.scrollIntoView(begin),
  });
  view.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void run();
});
cancel.addEventListener("click", () => {
  running?.abort();
  view.focus();
});
// Addresses of earlier queries: the server shows them as it shows anybody's link.
window.addEventListener("popstate", () => location.reload());
dress();
