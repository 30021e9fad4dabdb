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

// On a phone a long row of filters folds behind one button, so that what is filtered stands on the first screen. The search
// box stays; the button says how many of the others are set. Without scripts, and on wide screens, all of them show.
for (const form of document.querySelectorAll('form.filters[method="get"]')) {
  const set = (field) => (field.type === "checkbox" ? field.checked : field.tagName === "SELECT" ? field.selectedIndex > 0 : field.value !== "");
  const fields = [...form.querySelectorAll('select, input:not([type="hidden"])')];
  const folded = fields.filter((field) => field.type !== "search");
  if (fields.length < 4) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn unfold";
  form.prepend(button);
  const show = (open) => {
    const many = folded.filter(set).length;
    form.classList.toggle("folded", !open);
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? "收起筛选" : many ? `筛选（${many}项）` : "筛选";
  };
  button.addEventListener("click", () => show(form.classList.contains("folded")));
  show(false);
}
