// Checks the download of a round (ROUND.zip) and counts it again: in a browser, in a worker, in Node. It knows nothing of
// the server. Every format is described in docs/verify.md.
import { CannotCount, canCount, count, read } from './recount-rules.js';

const NAMES = ['ballots.tsv', 'candidates.json', 'decision.json', 'heads.json', 'log.tsv', 'manifest.json', 'manifest.sig',
  'outcome.json', 'proofs.json', 'report.json', 'rules.json'];
const [FORMAT, LARGEST] = ['samenspel-round/1', 1 << 30];
// What does not hold.
class Broken extends Error {}
const must = (holds, why) => { if (!holds) throw new Broken(why); };

const bytesOf = (text) => new TextEncoder().encode(text);
const textOf = (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const unhex = (text, length) => {
  if (!new RegExp(`^[0-9a-f]{${2 * length}}$`).test(text)) throw new Broken(`no ${length} bytes in hexadecimal digits`);
  return Uint8Array.from(text.match(/../g), (digits) => parseInt(digits, 16));
};
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? part : [...part])));
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const lines = (text) => {
  must(!text || text.endsWith('\n'), 'the last line has no end');
  return text.split('\n').slice(0, -1);
};

async function inflate(bytes, size) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const [found, reader] = [new Uint8Array(size), stream.getReader()];
  let at = 0;
  for (let { done, value } = await reader.read(); !done; ({ done, value } = await reader.read())) {
    must(at + value.length <= size, 'a file is larger than it says');
    found.set(value, at);
    at += value.length;
  }
  must(at === size, 'a file is smaller than it says');
  return found;
}

// The files of a zip by name: by its central directory, each once, stored or deflated.
async function unzip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && (view.getUint32(end, true) !== 0x06054b50 || end + 22 + view.getUint16(end + 20, true) !== bytes.length)) end--;
  must(end >= 0, 'this is no zip file');
  const files = new Map();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    must(view.getUint32(at, true) === 0x02014b50, 'the directory of the zip is damaged');
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [packed, size, name, more, note, start] = [[20, 4], [24, 4], [28, 2], [30, 2], [32, 2], [42, 4]].map(
      ([place, length]) => (length === 4 ? view.getUint32(at + place, true) : view.getUint16(at + place, true)));
    const called = textOf(bytes.subarray(at + 46, at + 46 + name));
    must(!(flags & 1) && (method === 0 || method === 8) && size < LARGEST, `${called}: packed in a way that is not read here`);
    must(!files.has(called), `${called} is there twice`);
    must(view.getUint32(start, true) === 0x04034b50, `${called}: damaged`);
    const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    must(textOf(bytes.subarray(start + 30, start + 30 + view.getUint16(start + 26, true))) === called, `${called} has two names`);
    const content = bytes.subarray(from, from + packed);
    must(content.length === packed && (method === 8 || packed === size), `${called}: damaged`);
    files.set(called, method === 8 ? await inflate(content, size) : content);
    at += 46 + name + more + note;
  }
  return files;
}

// The public key; `verify` says nothing where this browser knows no Ed25519.
async function signer(raw) {
  let key;
  try { key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']); } catch { /* an older browser */ }
  return (signature, message) => key && crypto.subtle.verify('Ed25519', key, unhex(signature, 64), message);
}

// The right edge of a Merkle tree (RFC 9162 §2.1): roots of perfect trees, largest first.
class Edge {
  size = 0;
  roots = [];

  async append(hash) {
    for (let bits = this.size; bits % 2 === 1; bits = (bits - 1) / 2) hash = await sha256(join(1, this.roots.pop(), hash));
    this.roots.push(hash);
    this.size++;
  }

  async root() {
    let hash;
    for (const left of [...this.roots].reverse()) hash = hash === undefined ? left : await sha256(join(1, left, hash));
    return hex(hash ?? await sha256(new Uint8Array()));
  }
}

// A ballot in its one text, with known plans, none twice.
function ballotOf(text, form, known) {
  const ballot = JSON.parse(text);
  const single = form === 'plans' || form === 'ranking';
  must(Array.isArray(ballot) && JSON.stringify(ballot) === text, `not written as ballots are: ${text}`);
  const whole = (entry) => (single ? Number.isInteger(entry) : entry.length === 2 && entry.every(Number.isInteger)
    && (form === 'points' ? entry[1] > 0 : Math.abs(entry[1]) <= 1));
  const numbers = ballot.map((entry) => (single ? entry : entry[0]));
  const rising = form === 'ranking' || numbers.every((number, place) => !place || numbers[place - 1] < number);
  must(ballot.every(whole) && rising && new Set(numbers).size === numbers.length && numbers.every((number) => known.has(number)), `no ballot of this round: ${text}`);
  return ballot;
}

// Checks everything. `bytes`: the zip. `progress({ step, done, of })` is called now and then. `key`: the fingerprint that the
// key must have. Gives { whole, checks: [{ check, state: 'holds' | 'fails' | 'unchecked', why }], fingerprint, round, title,
// plans: [{ number, id, title, cost }], cost, voters }; plans and cost (in currency units) only if it was counted again.
export async function recount(bytes, progress = () => {}, { key } = {}) {
  const report = { whole: false, checks: [] };
  const told = {};
  const check = async (name, look) => {
    progress({ step: name });
    let [state, why] = ['holds', undefined];
    try { why = await look(); } catch (error) { [state, why] = [error instanceof CannotCount ? 'unchecked' : 'fails', error.message]; }
    if (state === 'holds' && why) state = 'unchecked';
    report.checks.push({ check: name, state, ...(why ? { why } : {}) });
    return state !== 'fails';
  };
  const json = (name) => JSON.parse(textOf(told.files.get(name)));
  const digest = async (name) => hex(await sha256(told.files.get(name)));
  const readable = await check('files', async () => {
    told.files = await unzip(bytes);
    told.manifest = json('manifest.json');
    const { format, files, ballots, key: raw } = told.manifest;
    must(format === FORMAT, `not the format ${FORMAT}`);
    const names = NAMES.filter((name) => name !== 'ballots.tsv' || ballots !== 'withheld');
    for (const name of told.files.keys()) must(names.includes(name), `unknown file ${name}`);
    for (const name of names) must(told.files.has(name), `${name} is missing`);
    const listed = names.filter((name) => !name.startsWith('manifest.'));
    must(JSON.stringify(files.map((file) => file.name)) === JSON.stringify(listed), 'the manifest lists other files');
    for (const { name, bytes: size, sha256: hash } of files) {
      must(told.files.get(name).length === size && await digest(name) === hash, `${name} is not what the manifest says`);
    }
    report.fingerprint = hex(await sha256(unhex(raw, 32)));
    Object.assign(report, { round: told.manifest.round, title: told.manifest.title });
    told.verify = await signer(unhex(raw, 32));
  });
  if (!readable) return report;
  const unknown = 'this browser knows no Ed25519 signatures';
  await check('signature', async () => {
    must(!key || key === report.fingerprint, `made with another key: ${report.fingerprint}`);
    const signature = textOf(told.files.get('manifest.sig'));
    must(/^[0-9a-f]{128}\n$/.test(signature), 'no signature');
    const good = await told.verify(signature.trim(), join(bytesOf(`samenspel-manifest/1\n`), told.files.get('manifest.json')));
    must(good !== false, 'the signature of the manifest is false');
    return good ? '' : unknown;
  });
  const round = unhex(report.round.replaceAll('-', ''), 16);
  const leaf = async (kind, ...parts) => hex(await sha256(join(0, kind, round, ...parts)));
  Object.assign(told, { acts: [], standing: new Set() });
  let voided = 0;
  const logged = await check('log', async () => {
    const [entries, heads, edge, ballots] = [lines(textOf(told.files.get('log.tsv'))), json('heads.json'), new Edge(), new Set()];
    let [next, signatures] = [0, []];
    for (const [index, line] of [...entries, ''].entries()) {
      for (; next < heads.length && heads[next].size === index; next++) {
        const { size, root, at, signature } = heads[next];
        must(root === await edge.root(), `head ${size} is not that of the log`);
        signatures.push(told.verify(signature, bytesOf(`samenspel-head/1\n${report.round}\n${size}\n${root}\n${at}\n`)));
      }
      if (index === entries.length) break;
      const [kind, hash, data, rest] = line.split('\t');
      must(rest === undefined && data !== undefined, `line ${index + 1} of the log is no entry`);
      if (kind === 'ballot') {
        must(data === '' && !ballots.has(hash) && !told.acts.some(({ act }) => act === 'sealed'), `a ballot that cannot be there in line ${index + 1}`);
        for (const set of [ballots, told.standing]) set.add(hash);
      } else if (kind === 'revocation') {
        const [old, reason] = data.split(' ');
        must(hash === await leaf(2, unhex(old, 32), { replaced: 1, void: 2 }[reason] ?? must(false, 'an unknown reason')), `line ${index + 1} is not what its hash says`);
        must(told.standing.delete(old), `line ${index + 1} takes back what was not there`);
        voided += reason === 'void' ? 1 : 0;
      } else {
        must(kind === 'act' && hash === await leaf(3, bytesOf(data)), `line ${index + 1} is not what its hash says`);
        told.acts.push(JSON.parse(data));
      }
      await edge.append(unhex(hash, 32));
      if (index % 500 === 0) progress({ step: 'log', done: index, of: entries.length });
    }
    must(heads.length && next === heads.length && heads.at(-1).size === entries.length, 'the heads do not end where the log ends');
    const good = await Promise.all(signatures);
    must(!good.includes(false), 'the signature of a head is false');
    return good.every(Boolean) ? '' : unknown;
  });
  const last = (name) => told.acts.filter(({ act }) => act === name).at(-1);
  await check('acts', async () => {
    const [opened, sealed, counted, decided] = ['opened', 'sealed', 'counted', 'decided'].map(last);
    [told.rules, told.candidates] = [json('rules.json'), json('candidates.json')];
    told.places = new Map(told.candidates.map(({ number }, place) => [number, place]));
    must(opened && told.acts[0] === opened, 'the log does not begin with the opening');
    must(await digest('rules.json') === opened.rules, 'the rules are not those of the opening');
    must(await digest('candidates.json') === opened.candidates, 'the plans are not those of the opening');
    must(counted && await digest('outcome.json') === counted.outcome, 'the outcome is not the one that was counted');
    must(json('decision.json') === null ? !decided : decided && await digest('decision.json') === decided.decision, 'the decision is not the one in the log');
    must(sealed && sealed.ballots <= sealed.used && sealed.used <= sealed.issued, 'more ballots than people who could vote');
    must(sealed.ballots === told.standing.size && sealed.voided === voided, 'the log holds another number of ballots than was sealed');
  });
  const { rules, candidates, places } = told;
  if (!places || !rules.rules) return report;
  const form = rules.rules.form ?? 'plans';
  const readBallots = told.manifest.ballots === 'withheld' ? undefined : [];
  const fine = await check('ballots', async () => {
    if (!readBallots) return 'the single ballots are not in this download';
    const entries = lines(textOf(told.files.get('ballots.tsv')));
    for (const [index, line] of entries.entries()) {
      const [voters, ours, text, rest] = line.split('\t');
      must(rest === undefined && text !== undefined, `line ${index + 1} is no ballot`);
      must(told.standing.delete(await leaf(1, unhex(voters, 32), unhex(ours, 32), bytesOf(text))), `the ballot of line ${index + 1} is not in the log, or does not count`);
      readBallots.push(ballotOf(text, form, places));
      if (index % 500 === 0) progress({ step: 'ballots', done: index, of: entries.length });
    }
    must(!told.standing.size, `${told.standing.size} ballots of the log are missing`);
    return '';
  });
  if (logged && fine) await check('count', () => {
    if (!readBallots) return 'without the single ballots nothing can be counted';
    const { rule } = rules.rules;
    if (!canCount(rule)) return `the rule ${rule.rule} is not counted here`;
    const struck = told.acts.filter(({ act }) => act === 'struck').map(({ number }) => candidates[places.get(number)].id);
    const maxLength = rules.rules.limits?.maxPlans ?? undefined;
    const input = { rule, budget: `${rules.budget}/100`, struck, maxLength, ...read(form, readBallots, (number) => places.get(number)) };
    const plan = ({ id, cost, theme, area }) => ({ id, cost: `${cost}/100`, categories: theme ? [theme] : [], neighborhoods: area ? [area] : [] });
    const found = count({ ...input, candidates: candidates.map(plan) }, (done, of) => progress({ step: 'count', done, of }));
    const by = new Map(candidates.map((one) => [one.id, one]));
    Object.assign(report, { cost: found.cost, voters: readBallots.length, plans: found.selected.map((id) => by.get(id)) });
    const outcome = json('outcome.json');
    must(outcome.voters === readBallots.length, 'the outcome counts another number of ballots');
    must(JSON.stringify(outcome.selected) === JSON.stringify(found.selected) && outcome.cost === found.cost, 'counting again gives other plans than the outcome');
    return '';
  });
  report.whole = report.checks.every(({ state }) => state !== 'fails');
  return report;
}
