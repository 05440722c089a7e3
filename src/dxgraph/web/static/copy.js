// Buttons that copy what stands beside them. Without this script they stay hidden, and the text is
// there to be marked. A status line tells who does not see the screen that it was done.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const from = document.getElementById(button.dataset.copy);
  const told = document.getElementById("copied");
  if (!from || !navigator.clipboard) continue;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText((from.value ?? from.textContent).trim());
    const done = told ? told.dataset.done : "✓";
    if (told) told.textContent = done;
    button.textContent = done;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}
