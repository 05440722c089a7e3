// Words that are marked in a passage go into its form. Without this, they are copied there by hand.
"use strict";
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const words = selection ? selection.toString().trim() : "";
  if (!words || !selection.anchorNode || !selection.focusNode) return;
  const at = (node) => (node.nodeType === 1 ? node : node.parentElement).closest(".row .text");
  const passage = at(selection.anchorNode);
  if (!passage || passage !== at(selection.focusNode)) return;
  const adding = passage.closest(".row").querySelector("details.adding");
  adding.open = true;
  adding.querySelector("input[name=words]").value = words;
});
