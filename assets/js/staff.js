// The staff room: saving by itself, help with tables, confirmation in a dialog, copying.

// main.js reads this aloud.
const announce = (text) => document.dispatchEvent(new CustomEvent('samenspel-announce', { detail: text }));

// <form data-autosave data-enhance data-swap="opgeslagen"> saves itself after a change; the mark inside says so.
let pause;
document.addEventListener('input', (event) => {
  const form = event.target.form;
  if (!form?.hasAttribute('data-autosave')) return;
  clearTimeout(pause);
  const place = document.getElementById(form.dataset.swap);
  if (place) {
    place.textContent = form.dataset.textBusy;
    place.className = 'toast toast--busy';
  }
  const save = () => (form.hasAttribute('data-busy') ? (pause = setTimeout(save, 300)) : form.requestSubmit());
  pause = setTimeout(save, 900);
});

// <input type="search" data-filter="tabel-id"> narrows the rows that are on the page; Enter asks the server.
document.addEventListener('input', (event) => {
  const table = document.getElementById(event.target.dataset?.filter);
  if (!table) return;
  const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of table.tBodies[0].rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    if (!row.hidden) shown++;
  }
  announce((event.target.dataset.textCount || '{n}').replace('{n}', shown));
});

// <input type="checkbox" data-check-all="tabel-id"> and <output data-count-for="tabel-id" data-text="{n} gekozen">
const boxes = (table) => [...table.querySelectorAll('tbody tr:not([hidden]) input[type=checkbox]')];
document.addEventListener('change', (event) => {
  const all = document.getElementById(event.target.dataset?.checkAll);
  if (all) for (const box of boxes(all)) box.checked = event.target.checked;
  const table = all || event.target.closest?.('table[id]');
  if (!table) return;
  const n = boxes(table).filter((box) => box.checked).length;
  const count = document.querySelector(`[data-count-for="${CSS.escape(table.id)}"]`);
  if (count) count.textContent = count.dataset.text.replace('{n}', n);
});

// <a href="/…/bevestig" data-dialog="id"> opens the dialog that stands in the page; without script the page of the link.
// <button data-close> closes it. <button hidden data-copy="id" data-text-done="Gekopieerd"> copies a value or text.
document.addEventListener('click', async (event) => {
  const opener = event.target.closest?.('[data-dialog]');
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  event.target.closest?.('[data-close]')?.closest('dialog')?.close();
  const copy = event.target.closest?.('[data-copy]');
  if (!copy) return;
  const source = document.getElementById(copy.dataset.copy);
  await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
  announce(copy.dataset.textDone);
  const label = copy.querySelector('span') || copy;
  label.textContent = copy.dataset.textDone;
});
if (navigator.clipboard) for (const button of document.querySelectorAll('[data-copy][hidden]')) button.hidden = false;

// <form data-preview="zo" data-whole="form group_over"> asks after each change how it would read and puts that into the place
// with this id; a change of one of the named fields brings the fields that go with it along.
let asking = 0;
document.addEventListener('change', async (event) => {
  const form = event.target.form;
  const place = form?.dataset.preview;
  if (!place) return;
  const whole = form.dataset.whole.split(' ').includes(event.target.name);
  const now = ++asking;
  const body = new URLSearchParams(new FormData(form));
  body.set('do', 'live');
  let page;
  try {
    const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/html' }, credentials: 'same-origin' });
    if (!answer.ok || now !== asking) return;
    page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch {
    return; // without network the preview waits for its button
  }
  const held = document.activeElement?.id;
  for (const id of whole ? [place, 'keuze', 'tellen'] : [place]) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id)?.replaceWith(document.adoptNode(fresh));
  }
  if (whole && held) document.getElementById(held)?.focus({ preventScroll: true });
});
