// The form of a plan: what is typed is kept on the server while typing, and characters are counted.
//
//   <form data-plan-draft="/api/v1/projects/west/plan-drafts" data-text-…>   fields draft and version name the draft
//   <input data-least="5" data-most="80">                                   counted
//
// Only fields that changed here are sent, each with the version that was read, so that another tab loses nothing. A field
// that another tab has changed too keeps the version from before: the server then keeps both texts.

const form = document.querySelector('form[data-plan-draft]');
const words = (name, n) => (form.dataset[name] || '').replace('%n', n);

function count(field) {
  const length = [...field.value.trim()].length;
  const most = Number(field.dataset.most);
  const least = Number(field.dataset.least);
  let out = field.nextElementSibling;
  if (!out?.matches('output')) {
    out = document.createElement('output');
    out.className = 'field__hint';
    out.setAttribute('aria-live', 'off');
    field.after(out);
  }
  const over = length > most;
  const told = (name, n) => words(name, n.toLocaleString(document.documentElement.lang));
  out.textContent = over ? told('textOver', length - most)
    : length > 0 && length < least ? told('textShort', least - length) : told('textLeft', most - length);
  out.classList.toggle('field__error', over);
}

function begin() {
  const mark = form.querySelector('#opgeslagen');
  const known = new Map();
  const skip = /^(draft|version|step|go|picture|alt-.*|was-.*)$/;
  const read = () => {
    const fields = new Map();
    for (const el of form.elements) {
      if (!el.name || skip.test(el.name) || el.type === 'submit') continue;
      if (!fields.has(el.name)) fields.set(el.name, []);
      if ((el.type === 'checkbox' || el.type === 'radio') && !el.checked) continue;
      if (el.value !== '') fields.get(el.name).push(el.value);
    }
    return fields;
  };
  for (const [name, values] of read()) known.set(name, JSON.stringify(values));

  const say = (text, failed) => {
    mark.textContent = text;
    mark.classList.toggle('toast--busy', false);
    mark.classList.toggle('toast--failed', failed);
  };
  let timer;
  let busy = false;
  let again = false;
  const met = new Map();
  let doubled = false;
  async function send(fields, version) {
    const id = form.elements.draft.value;
    const answer = await fetch(form.dataset.planDraft + (id ? '/' + id : ''), {
      method: id ? 'PUT' : 'POST',
      credentials: 'same-origin',
      keepalive: true,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ version, fields }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const saved = await answer.json();
    for (const [name, values] of Object.entries(fields)) {
      known.set(name, JSON.stringify(values));
      // The mark for the way without script no longer holds.
      const was = form.elements['was-' + name];
      if (was) was.value = '';
      if (saved.doubled.includes(name)) met.set(name, version);
    }
    doubled = met.size > 0;
    form.elements.draft.value = saved.id;
    form.elements.version.value = saved.version;
    if (!id) history.replaceState(history.state, '', '?draft=' + saved.id + '&step=' + form.elements.step.value);
  }
  // The form itself takes everything along. It waits for what is on its way: sent beside a first save it would make a second
  // draft of the same plan.
  let leaving = false;
  let waiting;
  function leave(event) {
    clearTimeout(timer);
    leaving = true;
    if (!busy) return;
    event.preventDefault();
    waiting = { button: event.submitter };
  }
  async function save() {
    clearTimeout(timer);
    if (leaving) return;
    if (busy) { again = true; return; }
    const groups = new Map();
    for (const [name, values] of read()) {
      if (known.get(name) === JSON.stringify(values)) continue;
      const version = met.get(name) ?? Number(form.elements.version.value);
      groups.set(version, { ...groups.get(version), [name]: values });
    }
    if (!groups.size) return;
    busy = true;
    try {
      for (const [version, fields] of groups) await send(fields, version);
      say(doubled ? form.dataset.textDoubled : form.dataset.textSaved, doubled);
    } catch {
      say(form.dataset.textFailed, true);
      if (!leaving) timer = setTimeout(save, 5000);
    }
    busy = false;
    if (waiting) {
      const { button } = waiting;
      waiting = undefined;
      again = false;
      form.requestSubmit(button);
      return;
    }
    if (again) { again = false; save(); }
  }

  // A place on the map without a new page: the pixel becomes degrees, and the drawing comes again with its dot.
  const picker = form.querySelector('[data-place-picker]');
  picker?.querySelector('input[type=image]').addEventListener('click', (event) => {
    if (!event.offsetX && !event.offsetY) return;
    event.preventDefault();
    const [west, south, east, north] = picker.dataset.placePicker.split(',').map(Number);
    const image = event.target;
    const latitude = (north - (north - south) * event.offsetY / image.clientHeight).toFixed(6);
    const longitude = (west + (east - west) * event.offsetX / image.clientWidth).toFixed(6);
    form.elements.latitude.value = latitude;
    form.elements.longitude.value = longitude;
    image.src = `${picker.dataset.drawing}?at=${latitude},${longitude}`;
    save();
  });

  // Said before megabytes go on their way for nothing.
  form.addEventListener('change', (event) => {
    const most = Number(event.target.dataset.mostBytes);
    if (!most) return;
    const over = [...event.target.files].some((file) => file.size > most);
    event.target.setCustomValidity(over ? words('textBytes', Math.floor(most / 1e6)) : '');
    if (over) event.target.reportValidity();
  });

  form.addEventListener('input', (event) => {
    if (event.target.dataset.most) count(event.target);
    clearTimeout(timer);
    timer = setTimeout(save, 600);
  });
  form.addEventListener('change', save);
  form.addEventListener('submit', leave);
  window.addEventListener('pageshow', () => { leaving = false; });
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') save(); });
  for (const field of form.querySelectorAll('[data-most]')) count(field);
}

if (form) begin();
