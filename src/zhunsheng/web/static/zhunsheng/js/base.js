// What every page does: "/" goes to the search box, open menus close when one clicks or tabs away.
const typing = (element) => element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !typing(document.activeElement) && !event.ctrlKey && !event.altKey) {
    const search = document.querySelector("[data-search]");
    if (search) { event.preventDefault(); search.focus(); }
  }
  if (event.key === "Escape") for (const menu of document.querySelectorAll("details.who[open]")) menu.open = false;
});

// A link or button with data-key answers to that letter.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing || typing(document.activeElement) || document.querySelector("dialog[open]")) return;
  const wanted = /^[a-z]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
  if (wanted) { event.preventDefault(); wanted.click(); }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.who[open]")) if (!menu.contains(event.target)) menu.open = false;
  const close = event.target.closest("[data-close]");
  if (close) close.closest("dialog")?.close();
});

// On a phone the navigation scrolls sideways: begin where one is.
const here = document.querySelector(".side nav [aria-current]");
if (here) here.parentElement.scrollLeft = here.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2;

// What scrolls sideways says on which side there is more.
function sayMore(row) {
  const frame = row.closest(".side") || row, after = row.scrollWidth - row.clientWidth - row.scrollLeft;
  frame.classList.toggle("more-after", after > 4);
  frame.classList.toggle("more-before", row.scrollLeft > 4 && row.scrollWidth > row.clientWidth + 4);
}
for (const row of document.querySelectorAll(".side nav, .scrolls")) {
  sayMore(row);
  row.addEventListener("scroll", () => sayMore(row), { passive: true });
  addEventListener("resize", () => sayMore(row));
}
for (const tab of document.querySelectorAll(".scrolls [aria-current]")) tab.parentElement.scrollLeft = tab.offsetLeft - (tab.parentElement.clientWidth - tab.offsetWidth) / 2;
