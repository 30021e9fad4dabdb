// The scoring sheet: the sum while one types, and at once what is wrong in a row.
const form = document.querySelector("#sheet-form");
const bar = form.querySelector("[data-sheet]");
const rows = [...form.querySelectorAll("[data-row]")];
let dirty = false;

// Chinese input methods give ５．５ for 5.5; the server reads either.
const halfWidth = (text) => text.normalize("NFKC").trim();

function faultOf(row) {
  const text = halfWidth(row.querySelector("[data-score]").value);
  const why = row.querySelector("[data-comment]").value.trim();
  if (row.querySelector("[data-recused]").checked) return why ? "" : "回避的要写明原因";
  if (!text) return "";
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return `“${text}”不是能用的分，最多两位小数`;
  if (Number(text) > Number(row.dataset.full)) return `超过分值${Number(row.dataset.full)}分`;
  return Number(text) < Number(row.dataset.full) && !why ? "扣了分，请写理由" : "";
}

function tally() {
  let total = 0, count = 0, wrong = 0;
  for (const row of rows) {
    const text = halfWidth(row.querySelector("[data-score]").value);
    const fault = faultOf(row);
    if (fault) wrong += 1;
    if (dirty) {
      row.querySelector("[data-problem]").textContent = fault;
      row.classList.toggle("has-problem", Boolean(fault));
    }
    if (row.querySelector("[data-recused]").checked) count += 1;
    else if (text && Number(text) <= Number(row.dataset.full) && /^[\d.]+$/.test(text)) { count += 1; total += Math.round(Number(text) * 100); }
  }
  bar.querySelector("[data-count]").textContent = `${count}/${rows.length}`;
  bar.querySelector("[data-total]").textContent = String(total / 100);
  const said = bar.querySelector("[data-said]");
  said.textContent = wrong ? `${wrong}项要补` : dirty ? "还没有保存" : "";
  said.className = `grow ${wrong ? "wrong" : "muted"}`;
}

form.addEventListener("change", () => { dirty = true; tally(); });
form.addEventListener("input", () => tally());
form.addEventListener("submit", () => { dirty = false; });
window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
tally();
