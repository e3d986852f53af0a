// Choosing with points or in order. Everything works by its buttons; this makes it quicker:
//
//   <form data-points="7">            a press shows at once and may be repeated; a number that was typed is sent by itself
//   <form data-place-form>            a place that was picked is sent by itself, so its button is not needed
//   <ol data-ranking>                 plans can be dragged by a handle, with mouse, pen or finger

const root = document.documentElement;

// Points. What somebody wants may run ahead of what the server has; the newest number is sent when the last answer is in.
const wanted = new Map();
const form = (number) => document.querySelector(`form[data-points="${number}"]`);
const field = (el) => el?.querySelector('input[name=weight]');
const left = () => Number(document.getElementById('basket')?.dataset.left ?? 0);
const ahead = () => {
  // Points that were given here and of which the basket does not know yet.
  let sum = 0;
  for (const [number, want] of wanted) sum += want - Number(field(form(number))?.defaultValue ?? want);
  return sum;
};

function flush() {
  for (const number of wanted.keys()) {
    const el = form(number);
    if (!el) wanted.delete(number);
    if (!el || el.hasAttribute('data-busy')) continue;
    field(el).value = wanted.get(number);
    wanted.delete(number);
    el.requestSubmit(el.querySelector('button[value=set]'));
  }
  if (wanted.size) setTimeout(flush, 60);
}

function want(number, points) {
  const el = form(number);
  field(el).value = points;
  wanted.set(number, points);
  // The enhancer takes away the mark of the last request a moment after its answer.
  if (wanted.size === 1) setTimeout(flush, 0);
}

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('form[data-points] button[value=more], form[data-points] button[value=less]');
  if (!button || button.getAttribute('aria-disabled') === 'true') return;
  const el = button.form;
  const input = field(el);
  const next = Number(input.value) + (button.value === 'more' ? 1 : -1);
  if (!Number.isInteger(next) || next < 0 || next > Number(input.dataset.most)) return;
  if (button.value === 'more' && left() - ahead() < 1) return;
  event.preventDefault();
  want(el.dataset.points, next);
});

document.addEventListener('change', (event) => {
  const el = event.target.form;
  if (el?.dataset.points && event.target.name === 'weight' && /^\s*\d*\s*$/.test(event.target.value)) {
    want(el.dataset.points, Number(event.target.value));
  }
  if (el?.hasAttribute('data-place-form') && event.target.name === 'place') el.requestSubmit(el.querySelector('[data-set]'));
});
addEventListener('beforeunload', (event) => { if (wanted.size) event.preventDefault(); });

// What came back from the server is older than what somebody pressed meanwhile.
new MutationObserver(() => {
  for (const [number, points] of wanted) if (field(form(number))) field(form(number)).value = points;
  ready();
}).observe(document.body, { childList: true, subtree: true });

// Order. The handle is made here, because without script it could do nothing.
root.classList.add('places');
function ready() {
  for (const list of document.querySelectorAll('ol[data-ranking]:not([data-drag])')) {
    if (!list.querySelector('[data-place-form]')) continue;
    list.setAttribute('data-drag', '');
    for (const item of list.children) {
      const handle = document.createElement('span');
      handle.className = 'ranking__handle';
      handle.setAttribute('aria-hidden', 'true');
      handle.textContent = '⠿';
      item.prepend(handle);
    }
  }
}
ready();

document.addEventListener('pointerdown', (event) => {
  const handle = event.target.closest?.('.ranking__handle');
  if (!handle || event.button) return;
  event.preventDefault();
  const item = handle.parentElement;
  const list = item.parentElement;
  const begin = [...list.children].indexOf(item);
  handle.setPointerCapture(event.pointerId);
  item.classList.add('ranking__item--held');
  const move = (at) => {
    // The others make way: what is held stays where it is in the page, or it would be let go.
    const all = [...list.children];
    const place = all.indexOf(item);
    const above = (other) => {
      const { top, height } = other.getBoundingClientRect();
      return at.clientY < top + height / 2;
    };
    for (const other of all.slice(0, place).reverse()) if (above(other)) item.after(other);
    for (const other of all.slice(place + 1)) if (!above(other)) item.before(other);
  };
  const end = (at) => {
    handle.removeEventListener('pointermove', move);
    item.classList.remove('ranking__item--held');
    const place = [...list.children].indexOf(item);
    const el = item.querySelector('[data-place-form]');
    if (at.type === 'pointercancel' || place === begin || !el) {
      list.insertBefore(item, list.children[begin + (place < begin ? 1 : 0)] ?? null);
      return;
    }
    el.elements.place.value = place + 1;
    el.requestSubmit(el.querySelector('[data-set]'));
  };
  handle.addEventListener('pointermove', move);
  handle.addEventListener('pointerup', end, { once: true });
  handle.addEventListener('pointercancel', end, { once: true });
});
