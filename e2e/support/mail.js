// The mails that the program wrote: files in its data folder.
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The text of the newest mail to an address, waiting for it if need be. */
export async function mailTo(town, address, after = 0) {
  for (let tries = 0; tries < 150; tries++) {
    const found = (await mails(town)).filter((mail) => mail.to.includes(address) && mail.at > after);
    if (found.length > 0) return found.sort((one, other) => other.at - one.at)[0];
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`no mail to ${address} arrived`);
}

async function mails(town) {
  const folder = join(town.data, 'mail');
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.filter((name) => name.endsWith('.eml')).map((name) => read(join(folder, name))));
}

async function read(path) {
  const raw = (await readFile(path, 'utf8')).replace(/\r\n/g, '\n');
  const { headers, body } = split(raw);
  return { to: headers.to ?? '', subject: headers.subject ?? '', at: (await stat(path)).mtimeMs, text: plain(headers, body), path };
}

function split(part) {
  const end = part.indexOf('\n\n');
  const lines = part.slice(0, end).replace(/\n[ \t]+/g, ' ').split('\n');
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  return { headers, body: part.slice(end + 2) };
}

// The first plain part, decoded.
function plain(headers, body) {
  const boundary = /boundary="?([^";]+)"?/i.exec(headers['content-type'] ?? '')?.[1];
  if (boundary) {
    const parts = body.split(`--${boundary}`).slice(1, -1).map((part) => split(part.replace(/^\n/, '')));
    const chosen = parts.find((part) => /text\/plain/i.test(part.headers['content-type'] ?? '')) ?? parts[0];
    return plain(chosen.headers, chosen.body);
  }
  const encoding = (headers['content-transfer-encoding'] ?? '').toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
