// Pointing at a part of a statement or event lights all its parts; [ and ] go from card to card; citations are copied.
"use strict";
(() => {
  const page = document.querySelector(".manuscript");
  const rowsOf = (node) => (node && node.dataset.rows ? node.dataset.rows.split(" ") : []);
  // Names and times stand everywhere: only what says or does something lights up.
  const tells = (row) => /^[svdc]/.test(row);

  function light(node) {
    page.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
    for (const row of rowsOf(node).filter(tells)) {
      page.querySelectorAll(`[data-rows~="${row}"]`).forEach((one) => one.classList.add("lit"));
    }
  }

  for (const kind of ["pointerover", "focusin"]) {
    page.addEventListener(kind, (event) => light(event.target.closest("[data-rows]")));
  }
  page.addEventListener("pointerleave", () => light(null));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    if (event.key !== "[" && event.key !== "]") return;
    const cards = [...page.querySelectorAll(".card")].filter((card) => card.offsetParent);
    const at = cards.findIndex((card) => card.contains(document.activeElement));
    const next = cards[Math.min(cards.length - 1, Math.max(0, at + (event.key === "]" ? 1 : -1)))];
    if (next) { event.preventDefault(); next.focus({ preventScroll: true }); next.scrollIntoView({ block: "center" }); }
  });

  for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.parentElement.querySelector("[data-cite]").textContent);
      button.textContent = "Copied";
    });
  }
})();
