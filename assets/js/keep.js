// What a voter sent and the server did not get (no network, a restart, a full house) is kept in this browser and sent as
// soon as it can be: every choice and the hand-in, in their order, each once for the server (a hand-in has a name, and a
// choice says what it makes of the choice). Nothing here says that a vote is in; only the server's own page does.
//
//   <div id="bewaard" data-acts="/do/vote/…/" data-closes="ms" …>   on every page of a vote: its texts and addresses
//   [data-unfinished]                                              on such a page: how far one is, for other pages
//   [data-nonce]                                                   a field that this browser fills with its own randomness
import { announce, swap } from './main.js';

const QUEUE = 'samenspel-kept';
const UNFINISHED = 'samenspel-unfinished';
const read = (key, none) => { try { return JSON.parse(localStorage.getItem(key)) ?? none; } catch { return none; } };
// Storage may be refused: then what waits is kept as long as the page is open.
let inMemory = [];
const write = (key, value) => {
  try { value === undefined ? localStorage.removeItem(key) : localStorage.setItem(key, JSON.stringify(value)); } catch { /* see above */ }
};
const queue = () => read(QUEUE, inMemory);
const setQueue = (entries) => { inMemory = entries; write(QUEUE, entries.length ? entries : undefined); };

const here = document.getElementById('bewaard');
const path = (address) => new URL(address, location.href).pathname;
const actOf = (form) => {
  const address = path(form.getAttribute('action') || location.href);
  return here && address.startsWith(here.dataset.acts) ? address.slice(here.dataset.acts.length) : '';
};

// ── The state that is always visible ─────────────────────────────────────────────────────────────────────────────────

// A band at the head of the page; nothing for no text. `link` is [address, words].
function show(id, tone, text, link) {
  const old = document.getElementById(id);
  if (!text) return old?.remove();
  if (old?.dataset.text === text) return undefined;
  const band = Object.assign(document.createElement('div'), { id, className: `alert alert--${tone} kept` });
  band.dataset.text = text;
  const line = document.createElement('p');
  line.textContent = text;
  band.append(line);
  if (link) {
    const way = document.createElement('p');
    way.append(Object.assign(document.createElement('a'), { href: link[0], textContent: link[1] }));
    band.append(way);
  }
  old ? old.replaceWith(band) : document.querySelector('main')?.prepend(band);
  announce(text);
  return band;
}

function tell(entry, offline) {
  if (!entry) return show('nog-niet-binnen', 'warning', '');
  const { texts, kind, closes } = entry;
  const late = kind === 'hand-in' && closes < Date.now();
  return show('nog-niet-binnen', 'warning', texts[late ? 'closed' : `${kind === 'hand-in' ? 'vote' : 'choice'}-${offline ? 'offline' : 'busy'}`]);
}

// ── Sending ──────────────────────────────────────────────────────────────────────────────────────────────────────────

let sending = false;

const busy = (on) => {
  for (const form of document.querySelectorAll('form')) {
    if (!['choose', 'hand-in'].includes(actOf(form))) continue;
    for (const el of [form, ...form.querySelectorAll('button')]) on ? el.setAttribute('aria-busy', 'true') : el.removeAttribute('aria-busy');
  }
};

async function flush() {
  if (sending) return;
  sending = true;
  let waits = 0;
  for (let entry; (entry = queue()[0]); ) {
    busy(true);
    const wait = await once(entry, waits);
    if (wait) {
      waits++;
      busy(false);
      await new Promise((done) => {
        setTimeout(done, wait);
        addEventListener('online', done, { once: true });
        document.addEventListener('samenspel-try', done, { once: true });
      });
      continue;
    }
    waits = 0;
    setQueue(queue().filter(({ id }) => id !== entry.id));
  }
  busy(false);
  tell(undefined);
  sending = false;
}

// Sends an entry; answers how many milliseconds to wait before the next attempt, or nothing when it is done with.
async function once(entry, waits) {
  const pause = Math.min(30_000, 2_000 * 2 ** waits);
  let answer;
  let html;
  try {
    answer = await fetch(entry.url, {
      method: 'POST',
      body: entry.body,
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8',
        Accept: 'text/html',
        ...(entry.kind === 'choice' && here ? { 'Samenspel-Fragment': '1' } : {}),
      },
      credentials: 'same-origin',
    });
    html = await answer.text();
  } catch {
    tell(entry, !navigator.onLine);
    return pause;
  }
  if (answer.status >= 500 || answer.status === 429) {
    tell(entry, false);
    return Math.max(pause, 1_000 * (Number(answer.headers.get('Retry-After')) || 0));
  }
  entry.kind === 'choice' ? chosen(entry, answer, html) : handedIn(entry, answer);
  return undefined;
}

function chosen(entry, answer, html) {
  if (!here) return;
  // A choice that another page had made before, or that leads elsewhere: the page is asked for again.
  if (!swap(entry.swap, html)) location.assign(answer.redirected ? answer.url : location.href);
}

function handedIn(entry, answer) {
  const done = answer.redirected && new URL(answer.url).searchParams.get('step') === 'done';
  setQueue(queue().filter(({ id }) => id !== entry.id));
  if (done) write(UNFINISHED, undefined);
  if (here && path(entry.url).startsWith(here.dataset.acts)) {
    if (answer.redirected) return location.assign(answer.url);
    // The server says why not: on its own page, by the way without script. The same name again changes nothing.
    const form = Object.assign(document.createElement('form'), { method: 'post', action: entry.url, hidden: true });
    for (const [name, value] of new URLSearchParams(entry.body)) {
      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    }
    document.body.append(form);
    return HTMLFormElement.prototype.submit.call(form);
  }
  const { texts } = entry;
  return done ? show('stem-bericht', 'success', texts.in, [answer.url, texts.look])
    : show('stem-bericht', 'warning', texts.refused, [answer.redirected ? answer.url : entry.page, texts.look]);
}

// ── What is sent from this page ──────────────────────────────────────────────────────────────────────────────────────

const texts = () => Object.fromEntries(Object.entries(here.dataset)
  .filter(([name]) => name.startsWith('text'))
  .map(([name, text]) => [name.slice(4).replace(/[A-Z]/g, (letter, at) => (at ? '-' : '') + letter.toLowerCase()), text]));

function keep(form, button, kind) {
  const entry = {
    id: `${Date.now()}-${Math.random()}`,
    kind,
    url: form.action,
    body: new URLSearchParams(new FormData(form, button)).toString(),
    swap: (form.dataset.swap || '').split(/\s+/).filter(Boolean),
    page: here.dataset.page,
    closes: Number(here.dataset.closes),
    texts: texts(),
  };
  // A hand-in that waits already is the newest one.
  const before = queue().filter((other) => kind !== 'hand-in' || other.kind !== 'hand-in' || other.url !== entry.url);
  setQueue([...before, entry]);
}

document.addEventListener('submit', (event) => {
  const [form, button] = [event.target, event.submitter];
  const act = actOf(form);
  if (!act) return;
  // Another person, or the same one anew: what waits is not theirs to send.
  if (act === 'again') { setQueue([]); write(UNFINISHED, undefined); }
  if (act === 'code' || act === 'email-code') setQueue(queue().filter(({ kind }) => kind !== 'hand-in'));
  if (act !== 'choose' && act !== 'hand-in') return;
  if (button?.getAttribute('aria-disabled') === 'true') return;
  event.preventDefault();
  const kind = act === 'choose' ? 'choice' : 'hand-in';
  // Pressed twice while it is on its way: that is one hand-in.
  if (kind === 'hand-in' && sending && queue()[0]?.kind === 'hand-in') {
    document.dispatchEvent(new Event('samenspel-try'));
    return;
  }
  keep(form, button, kind);
  flush();
}, true);

// ── How far one is, for the other pages of the project ───────────────────────────────────────────────────────────────

function remember() {
  const text = (document.querySelector('#basket, #keuze') ?? here).dataset.unfinished;
  const { project, page, closes, textGoOn: word } = here.dataset;
  write(UNFINISHED, text ? { text, project, page, closes: Number(closes), word } : undefined);
}

function remind() {
  const left = read(UNFINISHED);
  if (!left || !(left.closes > Date.now())) return write(UNFINISHED, undefined);
  const inside = location.pathname === left.project || location.pathname.startsWith(`${left.project}/`);
  if (inside) show('nog-bezig', 'info', left.text, [left.page, left.word]);
  return undefined;
}

if (here) {
  remember();
  addEventListener('pagehide', remember);
  document.addEventListener('visibilitychange', () => { if (document.hidden) remember(); });
} else {
  remind();
}
for (const field of document.querySelectorAll('input[data-nonce]')) {
  field.value = Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
flush();
