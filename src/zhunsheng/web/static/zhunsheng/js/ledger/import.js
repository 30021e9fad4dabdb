// The page of an import in progress: how far it is, every second; the whole page anew once it is done.
import { $, ask } from "../dom.js";

const running = $("#running");
const words = new Intl.NumberFormat("zh-CN");

async function look() {
  try {
    const told = await ask(running.dataset.url);
    if (!told.open) { location.reload(); return; }
    $("#state").textContent = $("#words").textContent = told.words;
    if (told.total) {
      $("progress", running).value = (100 * told.done) / told.total;
      $("#done").textContent = `${words.format(told.done)} / ${words.format(told.total)} 行`;
    } else $("progress", running).removeAttribute("value");
  } catch { $("#words").textContent = "没有连上服务器，导入仍在进行，连上后接着显示"; }
  setTimeout(look, 1000);
}

look();
