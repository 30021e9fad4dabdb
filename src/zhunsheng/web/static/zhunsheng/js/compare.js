// The comparison: bring an older version back, and walk the differences.
import { $, $$, ask, toast } from "./dom.js";

for (const button of $$("[data-restore]")) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await ask(button.dataset.restore, {});
      location.assign(button.dataset.then);
    } catch (error) { button.disabled = false; toast(error.message); }
  });
}

const changes = $$(".paper .changed, .paper tr.row-ins, .paper tr.row-del");
let at = -1;
$("#next-change")?.addEventListener("click", () => {
  at = (at + 1) % changes.length;
  changes[at].scrollIntoView({ block: "center", behavior: "smooth" });
});
if (!changes.length) $("#next-change")?.remove();
