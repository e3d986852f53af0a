// The evening of the outcome: arrows, space and page keys go on and back, as a remote control sends them, and a button
// fills the screen. The links themselves are fetched by the enhancer, so a full screen stays one.

const press = (rel) => document.querySelector(`.evening a[rel="${rel}"]`)?.click();
const keys = {
  ArrowRight: 'next', ArrowDown: 'next', PageDown: 'next', ' ': 'next',
  ArrowLeft: 'prev', ArrowUp: 'prev', PageUp: 'prev', Backspace: 'prev',
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  // Space on a button or link presses that one.
  if (event.key === ' ' && event.target.closest('a, button')) {
    if (event.target.closest('button')) return;
    event.preventDefault();
    event.target.closest('a').click();
    return;
  }
  const rel = keys[event.key];
  if (!rel) return;
  event.preventDefault();
  press(rel);
});

// What only works with script is shown by it, also after a part was replaced.
const full = document.documentElement.requestFullscreen;
function reveal() {
  const button = document.querySelector('[data-fullscreen]');
  if (button && full) button.hidden = Boolean(document.fullscreenElement);
  const hint = document.querySelector('.evening__keys');
  if (hint) hint.hidden = false;
}
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-fullscreen]')) document.documentElement.requestFullscreen().catch(() => {});
});
document.addEventListener('fullscreenchange', reveal);
new MutationObserver(reveal).observe(document.getElementById('inhoud'), { childList: true });
reveal();
