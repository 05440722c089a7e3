/** How the editor looks: the page's colours and its type. */

import { EditorView } from "@codemirror/view";

export const theme = EditorView.theme({
  "&": {
    border: "1px solid #7c8a98",
    borderRadius: "6px",
    backgroundColor: "#fff",
    fontSize: "var(--step--1)",
  },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "2px" },
  ".cm-scroller": {
    fontFamily: 'ui-monospace, "SFMono-Regular", "Cascadia Mono", "DejaVu Sans Mono", monospace',
    lineHeight: "1.6",
    minHeight: "14rem",
    maxHeight: "34rem",
    overflow: "auto",
  },
  ".cm-content": { padding: "0.5rem 0" },
  ".cm-gutters": { backgroundColor: "var(--wash)", color: "var(--ink-soft)", borderRight: "1px solid var(--line)" },
  ".cm-gutter-lint": { width: "1em" },
  // Without the pictures in data: addresses that the package brings, which the policy forbids.
  ".cm-lint-marker-error": {
    content: "normal",
    width: "0.7em",
    height: "0.7em",
    marginTop: "0.45em",
    borderRadius: "50%",
    backgroundColor: "var(--worse)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "#dcebf8", outline: "1px solid #0b5394" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    backgroundColor: "#fde8e6",
    borderBottom: "3px double var(--worse)",
  },
  ".cm-tooltip": {
    backgroundColor: "#fff",
    color: "var(--ink)",
    border: "1px solid #7c8a98",
    borderRadius: "6px",
    boxShadow: "0 4px 16px rgb(18 50 79 / 18%)",
    maxWidth: "min(40rem, calc(100vw - 1rem))",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "inherit",
    maxHeight: "16rem",
    maxWidth: "min(40rem, calc(100vw - 1rem))",
    minWidth: "min(18rem, calc(100vw - 2rem))",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.3rem 0.6rem", whiteSpace: "normal" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--brand)", color: "#fff" },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--ink-soft)", marginLeft: "0.6rem" },
  "li[aria-selected] .cm-completionDetail": { color: "#fff" },
  ".cm-tooltip.cm-completionInfo": { padding: "0.5rem 0.8rem", maxWidth: "20rem" },
  ".cm-completionInfo p": { margin: "0.4rem 0" },
  ".cm-diagnostic": { padding: "0.4rem 0.7rem", maxWidth: "34rem" },
});
