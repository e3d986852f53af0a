// Voting codes in the browser. The same definition stands in Rust; change neither alone.
//
//   alphabet  23456789ABCDEFGHJKMNPQRSTUVWXYZ   31 characters, no 0 1 I L O; a character's value is its place, 0 to 30
//   code      three groups (g = 0, 1, 2) of five: four random characters v1 v2 v3 v4 and a check character
//   check     alphabet[(3·v1 + 7·v2 + 9·v3 + 13·v4 + 7·(g + 1)) mod 31]
//   written   with a hyphen or space between the groups; lower case is read as upper case
//
// 31 is prime, so each wrong character in a group is caught, and each exchange of any two of its five places, each
// adjacent pair written as another pair (AA for BB), a group in another's place, and a group of five equal characters.
// Twelve random characters carry 59.4 bits.
//
//   222222222222 → 22229-2222G-2222Q
//   ZZZZYYYYXXXX → ZZZZ8-YYYYE-XXXXM
//   K7PM3RTA9XQ4 → K7PMD-3RTAV-9XQ4N

export const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const WEIGHTS = [3, 7, 9, 13];

/** Upper case without spaces, hyphens and dots. */
export const clean = (text) => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The check character of the four characters of group `g`, or undefined when one is not of the alphabet. */
export function check(four, g) {
  let sum = 7 * (g + 1);
  for (let i = 0; i < 4; i++) {
    const value = ALPHABET.indexOf(four[i] || '?');
    if (value < 0) return undefined;
    sum += WEIGHTS[i] * value;
  }
  return ALPHABET[sum % 31];
}

/** Whether five characters are a whole group `g`. */
export const isGood = (five, g) => five.length === 5 && check(five, g) === five[4];

/** `<code-field>` turns its one text field into three, and says of each group whether it can be right. */
class CodeField extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector('input[name]');
    if (!this.field || this.groups) return;
    const label = this.querySelector('label');
    const box = document.createElement('div');
    box.className = 'code-field__groups';
    box.setAttribute('role', 'group');
    label.id ||= this.field.id + '-label';
    box.setAttribute('aria-labelledby', label.id);
    const described = this.field.getAttribute('aria-describedby') || '';
    this.groups = [0, 1, 2].map((g) => this.group(g, box, described));
    this.field.type = 'hidden';
    this.field.after(box);
    label.htmlFor = this.groups[0].input.id;
    const found = /^#c=(.+)$/.exec(location.hash);
    if (found) history.replaceState(history.state, '', location.pathname + location.search);
    this.fill(0, found ? decodeURIComponent(found[1]) : this.field.value);
  }

  group(g, box, described) {
    const input = document.createElement('input');
    const note = document.createElement('span');
    const cell = document.createElement('div');
    input.id = `${this.field.id}-${g + 1}`;
    note.id = input.id + '-note';
    input.className = 'code-field__input';
    note.className = 'code-field__note';
    note.setAttribute('aria-live', 'polite');
    Object.assign(input, { type: 'text', autocomplete: 'off', autocapitalize: 'characters', spellcheck: false, inputMode: 'text' });
    input.setAttribute('autocorrect', 'off');
    input.setAttribute('aria-label', this.dataset.group.replace('{n}', g + 1));
    input.setAttribute('aria-describedby', `${described} ${note.id}`.trim());
    input.addEventListener('input', () => {
      const end = input.selectionStart === input.value.length;
      const next = this.groups[g + 1]?.input.value;
      this.fill(g, next ? clean(input.value).slice(0, 5) : input.value, end);
    });
    input.addEventListener('paste', (event) => {
      const text = clean(event.clipboardData.getData('text'));
      if (text.length < 6) return;
      event.preventDefault();
      this.fill(text.length >= 15 ? 0 : g, text, true);
    });
    input.addEventListener('keydown', (event) => {
      const near = this.groups[g - 1]?.input;
      if (event.key === 'Backspace' && input.selectionEnd === 0 && near) {
        near.focus();
        near.setSelectionRange(near.value.length, near.value.length);
      }
    });
    input.addEventListener('blur', () => this.judge(g, true));
    cell.append(input, note);
    box.append(cell);
    return { input, note };
  }

  // Puts the text into the groups from `g` on; what does not fit into one flows into the next.
  fill(g, text, move) {
    let rest = clean(text);
    let last = g;
    for (let i = g; i < 3 && (rest || i === g); i++) {
      const { input } = this.groups[i];
      const part = rest.slice(0, 5);
      const caret = input.selectionStart;
      if (input.value !== part) {
        input.value = part;
        if (i === g && document.activeElement === input && !move) input.setSelectionRange(caret, caret);
      }
      rest = rest.slice(5);
      last = i;
      this.judge(i, false);
    }
    this.field.value = this.groups.map(({ input }) => input.value).filter(Boolean).join('-');
    const full = this.groups[last].input;
    if (move && document.activeElement !== this.groups[last + 1]?.input && isGood(full.value, last)) {
      (this.groups[last + 1]?.input || full).focus();
    }
  }

  judge(g, left) {
    const { input, note } = this.groups[g];
    const strange = [...input.value].find((c) => !ALPHABET.includes(c));
    let state = '';
    let text = '';
    if (strange) [state, text] = ['bad', this.dataset.strange.replace('{c}', strange)];
    else if (isGood(input.value, g)) [state, text] = ['good', this.dataset.good];
    else if (input.value.length === 5) [state, text] = ['bad', this.dataset.bad];
    else if (left && input.value) [state, text] = ['bad', this.dataset.short];
    input.dataset.state = note.dataset.state = state;
    if (note.textContent !== text) note.textContent = text;
    state === 'bad' ? input.setAttribute('aria-invalid', 'true') : input.removeAttribute('aria-invalid');
  }
}
if (!customElements.get('code-field')) customElements.define('code-field', CodeField);
