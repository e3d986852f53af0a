// "Tel zelf na" on the page of an outcome: fetches the download, counts in a worker, and says what it found. All sentences
// stand on the page.
import { announce } from './main.js';

const STEPS = ['files', 'signature', 'log', 'acts', 'ballots', 'count'];
const part = document.getElementById('tel-zelf-na');
const text = (name) => part.dataset[`text${name.replace(/(^|-)./g, (found) => found.at(-1).toUpperCase())}`];
const at = (name) => part.querySelector(`[data-recount="${name}"]`);
const [button, bar, line, answer] = ['button', 'bar', 'line', 'answer'].map(at);
const make = (tag, content, more = {}) => Object.assign(document.createElement(tag), { textContent: content, ...more });

function say(sentence) {
  if (line.textContent === sentence) return;
  line.textContent = sentence;
  announce(sentence);
}

// A step begins, or goes on: `share` of it is done.
function show(step, share = 0) {
  const place = STEPS.indexOf(step);
  bar.value = (place + 1 + share) / (STEPS.length + 1);
  say(`${place + 2}/${STEPS.length + 1}: ${text(`step-${step}`)}`);
}

function tell(report) {
  const numbers = JSON.parse(part.dataset.selected);
  const counted = report.plans?.map(({ number }) => number);
  const same = counted && JSON.stringify(counted) === JSON.stringify(numbers) && report.round === part.dataset.round;
  const verdict = !report.whole ? 'broken' : !counted ? 'uncounted' : same ? 'same' : 'differs';
  const tone = verdict === 'same' ? 'success' : verdict === 'uncounted' ? 'info' : 'error';
  const box = make('div', '', { className: `alert alert--${tone}` });
  box.append(make('p', text(verdict), { className: 'alert__title' }));
  const checks = make('ul', '');
  for (const { check, state, why } of report.checks) {
    const item = make('li', `${text(state)}: ${text(`step-${check}`)}`);
    if (why && state !== 'holds') item.append(' ', make('span', `(${why})`, { lang: 'en' }));
    checks.append(item);
  }
  const parts = [box, checks];
  if (counted) {
    parts.push(make('h3', text('plans')));
    const list = make('ol', '');
    for (const { number, title } of report.plans) list.append(make('li', `${title} (${number})`));
    parts.push(list);
    for (const [missing, key] of [[numbers.filter((number) => !counted.includes(number)), 'only-here'], [counted.filter((number) => !numbers.includes(number)), 'only-there']]) {
      if (missing.length) parts.push(make('p', `${text(key)} ${missing.join(', ')}`));
    }
  }
  if (report.fingerprint) {
    const key = make('p', `${text('key')} `, { className: 'small' });
    key.append(make('code', report.fingerprint));
    parts.push(key);
  }
  answer.replaceChildren(...parts);
  answer.tabIndex = -1;
  // The answer stands below; here it is only read out.
  line.textContent = '';
  announce(text(verdict));
}

function ends() {
  bar.hidden = true;
  button.removeAttribute('aria-disabled');
  button.removeAttribute('aria-busy');
}

function fails(key) {
  answer.replaceChildren();
  say(text(key));
  ends();
}

async function begin() {
  if (button.getAttribute('aria-disabled')) return;
  button.setAttribute('aria-disabled', 'true');
  button.setAttribute('aria-busy', 'true');
  bar.hidden = false;
  bar.value = 0;
  answer.replaceChildren();
  say(`1/${STEPS.length + 1}: ${text('step-fetch')}`);
  let bytes;
  try {
    const found = await fetch(part.dataset.zip, { credentials: 'same-origin' });
    if (!found.ok) return fails(found.status === 404 ? 'not-there' : 'lost');
    bytes = await found.arrayBuffer();
  } catch { return fails('lost'); }
  const worker = new Worker(new URL('./recount-worker.js', import.meta.url), { type: 'module' });
  worker.addEventListener('error', () => { worker.terminate(); fails('lost'); });
  worker.addEventListener('message', ({ data }) => {
    if (data.progress) return show(data.progress.step, data.progress.of ? data.progress.done / data.progress.of : 0);
    worker.terminate();
    if (data.failed) return fails('broken');
    tell(data.report);
    return ends();
  });
  worker.postMessage({ bytes }, [bytes]);
  return undefined;
}

button.hidden = false;
button.addEventListener('click', begin);
