// The scheme's editor: sums while one types, rows added and cleared.
const form = document.querySelector("#scheme-form");
const sums = form.querySelector("[data-sums]");
const body = form.querySelector("tbody");
const least = Number(sums.dataset.least);

// In hundredths, so that 0.1 + 0.2 is 0.3. A cell that is no number is named.
// Chinese input methods give ５ for 5; the server reads either, and 5分 too.
const plain = (text) => text.normalize("NFKC").trim().replace(/分$/, "").trim();
const hundredths = (text) => (/^\d{1,3}(\.\d{1,2})?$/.test(plain(text)) ? Math.round(Number(plain(text)) * 100) : NaN);
const shown = (number) => String(number / 100);

function tally() {
  let total = 0, results = 0;
  const wrong = [];
  for (const row of body.rows) {
    const name = row.querySelector('[name="row-name"]').value.trim();
    const cell = row.querySelector("[data-weight]");
    if (!name && !cell.value.trim()) { cell.removeAttribute("aria-invalid"); continue; }
    const points = hundredths(cell.value);
    const bad = !(points > 0);
    cell.toggleAttribute("aria-invalid", bad);
    if (bad) { wrong.push(`“${name || "没有名称"}”的分值不是大于0的数`); continue; }
    total += points;
    if (/^(产出|效益)/.test(row.querySelector('[name="row-level1"]').value.trim())) results += points;
  }
  if (!wrong.length && total !== 10000) wrong.push(`合计${shown(total)}分，应当等于100`);
  if (!wrong.length && results < least * 100) wrong.push(`产出和效益${shown(results)}分，不能低于${least}`);
  sums.querySelector("[data-total]").textContent = shown(total);
  sums.querySelector("[data-results]").textContent = shown(results);
  const said = sums.querySelector("[data-said]");
  said.textContent = wrong.length ? wrong[0] : "分值合适";
  said.className = `grow ${wrong.length ? "wrong" : "right"}`;
}

form.addEventListener("input", tally);
const add = form.querySelector("[data-add]");
add.hidden = false;
add.addEventListener("click", () => {
  const last = body.rows[body.rows.length - 1];
  const row = last.cloneNode(true);
  for (const cell of row.querySelectorAll("input, textarea")) cell.value = "";
  for (const mark of row.querySelectorAll(".sub")) mark.remove();
  row.querySelector('[name="row-level1"]').value = last.querySelector('[name="row-level1"]').value;
  body.append(row);
  row.querySelector('[name="row-name"]').focus();
  tally();
});
for (const drop of form.querySelectorAll("[data-drop]")) drop.hidden = false;
body.addEventListener("click", (event) => {
  const drop = event.target.closest("[data-drop]");
  if (!drop) return;
  const row = drop.closest("tr");
  if (body.rows.length > 1) row.remove();
  tally();
});
tally();
