// Sharing a plan: a button that copies the address, and the browser's own way of sharing where it has one.
//
//   <p data-share data-title="…" data-text-copy="…" data-text-more="…" data-text-copied="…"><input readonly value="…"></p>

const button = (word, act) => {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button';
  made.textContent = word;
  made.addEventListener('click', act);
  return made;
};

for (const part of document.querySelectorAll('[data-share]')) {
  const field = part.querySelector('input');
  const say = (text) => document.dispatchEvent(new CustomEvent('samenspel-announce', { detail: text }));
  const copy = button(part.dataset.textCopy, async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand('copy');
    }
    copy.textContent = part.dataset.textCopied;
    say(part.dataset.textCopied);
  });
  const buttons = document.createElement('span');
  buttons.className = 'actions actions--tight';
  buttons.append(copy);
  if (navigator.share) {
    buttons.append(button(part.dataset.textMore, () => {
      navigator.share({ title: part.dataset.title, url: field.value }).catch(() => {});
    }));
  }
  part.after(buttons);
}
