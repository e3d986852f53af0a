// A bar above a text that takes Markdown: bold, list, link. What it writes can be typed by hand as well.
//
//   <textarea data-rich data-text-bar="…" data-text-bold="…" data-text-list="…" data-text-link="…">

// Puts a text in the place of what is chosen, so that undo works, and chooses a part of it.
function put(area, text, [from, to]) {
  const start = area.selectionStart;
  area.focus();
  // Firefox has no undo for setRangeText; the old command is kept for this by every browser.
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text);
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
  area.setSelectionRange(start + from, start + to);
}

const acts = {
  bold(area, chosen) {
    put(area, `**${chosen}**`, [2, 2 + chosen.length]);
  },
  list(area, chosen) {
    const before = area.value.slice(0, area.selectionStart);
    const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
    const lines = chosen.split('\n').map((line) => `- ${line}`).join('\n');
    put(area, gap + lines, [gap.length + lines.length, gap.length + lines.length]);
  },
  link(area, chosen) {
    const address = /^https?:\/\/\S+$/.test(chosen);
    const text = address ? `[](${chosen})` : `[${chosen}](https://)`;
    put(area, text, address ? [1, 1] : [text.length - 1, text.length - 1]);
  },
};

for (const area of document.querySelectorAll('textarea[data-rich]')) {
  const bar = document.createElement('div');
  bar.className = 'rich';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', area.dataset.textBar);
  for (const [name, act] of Object.entries(acts)) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = `button rich__${name}`;
    button.textContent = area.dataset[`text${name[0].toUpperCase()}${name.slice(1)}`];
    button.addEventListener('click', () => act(area, area.value.slice(area.selectionStart, area.selectionEnd)));
    bar.append(button);
  }
  area.before(bar);
}
