// The choosing page: plans that were opened stay open when one comes back, and the tab says what is not handed in.
const key = 'samenspel-open:' + location.pathname;
const read = () => { try { return JSON.parse(sessionStorage.getItem(key)) || []; } catch { return []; } };
for (const id of read()) document.getElementById(id)?.setAttribute('open', '');
document.addEventListener('toggle', (event) => {
  const id = event.target.id;
  if (!id) return;
  const open = new Set(read());
  event.target.open ? open.add(id) : open.delete(id);
  try { sessionStorage.setItem(key, JSON.stringify([...open])); } catch { /* storage refused: nothing is lost but comfort */ }
}, true);

const title = document.title;
document.addEventListener('visibilitychange', () => {
  const text = document.querySelector('[data-reminder]')?.dataset.reminder;
  document.title = document.hidden && text ? text : title;
});
