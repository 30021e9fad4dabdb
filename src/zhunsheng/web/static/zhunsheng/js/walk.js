// Lists by keyboard: J and K (or the arrows) walk over the rows of a table with data-walk, Enter opens, ? shows the keys.
import { $, $$ } from "./dom.js";

const links = () => $$("table[data-walk] tbody td.lead > a");
const typing = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);

function stand(link) {
  if (!link) return;
  link.focus();
  link.closest("tr").scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing() || $("dialog[open]")) return;
  const all = links(), at = all.indexOf(document.activeElement);
  const to = { j: at + 1, ArrowDown: at + 1, k: Math.max(0, at - 1), ArrowUp: Math.max(0, at - 1), Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined && all.length) { event.preventDefault(); stand(all[Math.min(all.length - 1, to)]); }
  else if (event.key === "?") { event.preventDefault(); $("#keys-dialog")?.showModal(); }
});

// Whoever comes by keyboard stands on the first row at once.
if (document.activeElement === document.body) links()[0]?.focus({ preventScroll: true });
