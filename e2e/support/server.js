// The real program, in a folder of its own, on SQLite or (with E2E_POSTGRES) on PostgreSQL.
import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const code = /\b(?:[2-9A-HJKMNP-Z]{5}-){2}[2-9A-HJKMNP-Z]{5}\b/g;

export const program = process.env.E2E_PROGRAM ?? join(root, 'target/debug/samenspel');
export const workshop = () => process.env.E2E_WORKSHOP ?? join(tmpdir(), `samenspel-e2e-${process.ppid}`);

/** Asks the system for a port that nobody uses. */
async function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** A database of this name in the cluster, as a copy of another or empty; none on SQLite. */
async function database(name, template) {
  const cluster = process.env.E2E_POSTGRES;
  if (!cluster) return undefined;
  const sql = [
    `DROP DATABASE IF EXISTS ${name}`,
    `CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`,
  ];
  for (const statement of sql) await run('psql', [cluster, '-Xqc', statement]);
  return cluster.replace(/\/[^/?]*(\?.*)?$/, `/${name}$1`);
}

export class Server {
  constructor(data, url) {
    this.data = data;
    this.url = url;
    this.out = '';
  }

  /** Starts `samenspel COMMAND` and answers when it serves. */
  async start(command = 'serve') {
    this.port ??= await freePort();
    this.base = `http://localhost:${this.port}`;
    this.child = spawn(program, [command, ...this.flags()], { stdio: ['ignore', 'pipe', 'pipe'], env: this.environment() });
    this.exited = new Promise((done) => this.child.once('exit', done));
    this.child.stdout.on('data', (text) => { this.out += text; });
    this.child.stderr.on('data', (text) => { this.out += text; });
    const deadline = Date.now() + 240_000;
    while (!(await this.healthy())) {
      if (this.child.exitCode !== null) throw new Error(`${command} ended:\n${this.out}`);
      if (Date.now() > deadline) throw new Error(`${command} does not serve:\n${this.out}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  flags() {
    return ['--data', this.data, '--listen', `127.0.0.1:${this.port}`];
  }

  environment() {
    const environment = { ...process.env, SAMENSPEL_LOG: process.env.SAMENSPEL_LOG ?? 'warn' };
    delete environment.DATABASE_URL;
    return this.url ? { ...environment, DATABASE_URL: this.url } : environment;
  }

  async healthy() {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/health`)).ok;
    } catch {
      return false;
    }
  }

  async stop() {
    if (!this.child || this.child.exitCode !== null) return;
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), 10_000);
    await this.exited;
    clearTimeout(late);
  }

  /** Runs another command of the program on the same data, beside the server. */
  async command(...words) {
    const { stdout } = await run(program, [...words, ...this.flags()], { env: this.environment() });
    return stdout;
  }
}

/** Makes the demonstration town once; every worker takes a copy. E2E_DEMO names one that was made before. */
export async function makeDemo() {
  await rm(workshop(), { recursive: true, force: true });
  await mkdir(workshop(), { recursive: true });
  const folder = join(workshop(), 'demo');
  if (process.env.E2E_DEMO) await cp(process.env.E2E_DEMO, folder, { recursive: true });
  const server = new Server(folder, await database('e2e_demo'));
  await server.start('demo');
  const printed = await codesOf(server);
  await server.stop();
  await writeFile(join(workshop(), 'codes.json'), JSON.stringify(printed));
}

/** What the demo prints has to be what works: the codes are taken from there. */
async function codesOf(server) {
  for (let tries = 0; tries < 100; tries++) {
    // The codes of the votes of every form come after these, and lie in a file of their own.
    const found = [...new Set(server.out.match(code) ?? [])];
    if (found.length >= 20) return found.slice(0, 20);
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`the demo printed no twenty codes:\n${server.out}`);
}

/** A town of one's own: a copy of the demonstration, with its codes. */
export class Town extends Server {
  constructor(name) {
    super(join(workshop(), name));
    this.name = name;
    this.codes = [];
  }

  async begin() {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
    await cp(join(workshop(), 'demo'), this.data, { recursive: true });
    this.url = await database(`e2e_${this.name.replace(/\W/g, '_')}`, 'e2e_demo');
    this.codes = JSON.parse(await readFile(join(workshop(), 'codes.json'), 'utf8'));
    this.forms = JSON.parse(await readFile(join(this.data, 'demo-forms.json'), 'utf8'));
    await this.start();
  }

  /** A voting code that nobody used; when all are used, the town begins anew. */
  async code() {
    if (this.codes.length === 0) await this.begin();
    return this.codes.shift();
  }

  /** The vote of this name in which a form of ballot can be tried: its path, and a code that nobody used. */
  async form(name, area = '') {
    const vote = () => this.forms.find((known) => known.name === name);
    if (vote().codes[area].length === 0) await this.begin();
    return { path: vote().path, code: vote().codes[area].shift() };
  }

  async end() {
    await this.stop();
    await rm(this.data, { recursive: true, force: true });
  }
}
