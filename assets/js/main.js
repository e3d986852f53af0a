// The enhancer. Every page works without it; with it, marked forms and links are fetched and only the parts
// that change are replaced, so that nobody loses place, focus or open details.
//
//   <form data-enhance data-swap="basket plan-12">   fetched; elements with these ids are taken from the answer
//   <form data-enhance data-live data-swap="lijst">  a GET form that sends itself on change (address bar follows)
//   <a data-enhance data-swap="lijst">               the same for a link
//   [data-announce]                                  in a replaced part: its value, or its text, is read out
//
// The text for a lost network stands on <body data-text-offline>. Another module announces with the event
// 'samenspel-announce' (detail: the text).

const status = () => document.getElementById('melding');
const announce = (text) => {
  const region = status();
  if (region && text) region.textContent = region.textContent === text ? text + '\u00a0' : text;
};
document.addEventListener('samenspel-announce', (event) => announce(event.detail));
export { announce, swap };

// In the list of what is wrong, each line begins with the name of its field: "Vul dit in" alone says little.
for (const link of document.querySelectorAll('.error-summary a[href^="#"]')) {
  const field = document.getElementById(link.hash.slice(1));
  const group = /^(radio|checkbox)$/.test(field?.type) && field.closest('fieldset');
  const name = group ? group.querySelector('legend') : field?.labels?.[0];
  if (name) link.prepend(name.firstChild.textContent.trim().replace(/[?:.]$/, '') + ': ');
}

if (document.querySelector('textarea[data-rich]')) import('./rich.js');
// What a voter sent and the server did not get yet, or has begun and not handed in, on any page.
const waits = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
if (waits('samenspel-kept') || waits('samenspel-unfinished')) import('./keep.js');

const ids = (el) => (el.dataset.swap || '').split(/\s+/).filter(Boolean);
const wait = (ms) => new Promise((done) => {
  const over = () => { clearTimeout(timer); removeEventListener('online', over); done(); };
  const timer = setTimeout(over, ms);
  addEventListener('online', over);
});

// Replaces the named parts; false when the answer has none of them.
function swap(names, html) {
  const answer = new DOMParser().parseFromString(html, 'text/html');
  const active = document.activeElement;
  const said = [];
  let found = false;
  for (const name of names) {
    const fresh = answer.getElementById(name);
    const old = document.getElementById(name);
    if (!fresh || !old) continue;
    found = true;
    for (const open of old.querySelectorAll('details[open][id]')) {
      fresh.querySelector('#' + CSS.escape(open.id))?.setAttribute('open', '');
    }
    const held = old.contains(active) ? active.id || name : null;
    const caret = held && active.selectionStart;
    const scroll = old.scrollTop;
    const now = document.adoptNode(fresh);
    old.replaceWith(now);
    now.scrollTop = scroll;
    if (held) {
      let target = document.getElementById(held);
      if (!target) { now.tabIndex = -1; target = now; }
      target.focus({ preventScroll: true });
      if (caret != null && target.setSelectionRange && target.type !== 'email') target.setSelectionRange(caret, caret);
    }
    for (const el of [now, ...now.querySelectorAll('[data-announce]')]) {
      if (el.dataset.announce !== undefined) said.push(el.dataset.announce || el.textContent.trim());
    }
  }
  announce(said.join('. '));
  return found;
}

// Writes go one after the other; while the network is away they wait and try again, three times in all.
let queue = Promise.resolve();
let waiting = 0;
addEventListener('beforeunload', (event) => { if (waiting) event.preventDefault(); });

async function request(url, options, patient) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetch(url, {
        ...options,
        headers: { 'Samenspel-Fragment': '1', Accept: 'text/html' },
        credentials: 'same-origin',
      });
    } catch (error) {
      if (error.name === 'AbortError' || !patient || attempt === 3) throw error;
      announce(document.body.dataset.textOffline);
      await wait(attempt * 3000);
    }
  }
}

// The way without script, when ours does not work out.
function plainly(form, button) {
  waiting = 0;
  if (button?.name) {
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name: button.name, value: button.value });
    form.append(field);
  }
  HTMLFormElement.prototype.submit.call(form);
}

const mark = (form, button, on) => {
  form.toggleAttribute('data-busy', on);
  for (const el of [form, button]) on ? el?.setAttribute('aria-busy', 'true') : el?.removeAttribute('aria-busy');
};

async function send(form, button) {
  const data = new FormData(form, button);
  mark(form, button, true);
  waiting++;
  try {
    const body = form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data);
    const answer = await request(button?.hasAttribute('formaction') ? button.formAction : form.action, { method: 'POST', body }, true);
    if (answer.status >= 500) throw new Error(String(answer.status));
    const html = await answer.text();
    waiting--;
    if (!swap(ids(form), html)) {
      if (!answer.redirected) throw new Error('nothing to swap');
      waiting = 0;
      location.assign(answer.url);
    }
  } catch {
    plainly(form, button);
    return;
  }
  mark(form, button, false);
}

let looking;
async function look(url, names, remember, otherwise) {
  looking?.abort();
  looking = new AbortController();
  try {
    const answer = await request(url, { signal: looking.signal });
    if (answer.status >= 500) throw new Error(String(answer.status));
    if (!swap(names, await answer.text())) throw new Error('nothing to swap');
    remember(answer.redirected ? answer.url : url);
  } catch (error) {
    if (error.name !== 'AbortError') otherwise();
  }
}

function lookUp(form, button) {
  const url = new URL(form.action);
  url.search = new URLSearchParams([...new FormData(form, button)].filter(([, value]) => value !== ''));
  look(url.href, ids(form), (href) => history.replaceState(history.state, '', href), () => plainly(form, button));
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  const button = event.submitter;
  if (event.defaultPrevented) return;
  if (form.hasAttribute('data-busy') || button?.getAttribute('aria-disabled') === 'true') {
    event.preventDefault();
    const why = button?.getAttribute('aria-describedby');
    if (why) announce(document.getElementById(why)?.textContent);
    return;
  }
  const post = form.method === 'post';
  if (!form.hasAttribute('data-enhance')) {
    if (!post) return;
    mark(form, button, true);
    // An answer that is a file leaves this page standing; its button has to work again.
    setTimeout(() => mark(form, button, false), 5000);
    return;
  }
  event.preventDefault();
  if (!post) return lookUp(form, button);
  form.setAttribute('data-busy', '');
  queue = queue.then(() => send(form, button));
});
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-busy]')) mark(form, form.querySelector('[aria-busy]'), false);
});

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-enhance]');
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const go = () => location.assign(link.href);
  look(link.href, ids(link), (href) => history.pushState({ samenspel: 1 }, '', href), go);
});
addEventListener('popstate', (event) => { if (event.state?.samenspel) location.reload(); });

let pause;
const live = (event, ms) => {
  const form = event.target.form;
  if (!form?.hasAttribute('data-live')) return;
  clearTimeout(pause);
  pause = setTimeout(() => form.requestSubmit(), ms);
};
document.addEventListener('change', (event) => live(event, 0));
document.addEventListener('input', (event) => { if (event.target.type === 'search') live(event, 350); });

// A page that comes back with errors starts at the list of them.
document.querySelector('.error-summary')?.focus();
