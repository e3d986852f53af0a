import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { makeDemo } from './server.js';

export default async function prepare() {
  process.env.E2E_WORKSHOP = join(tmpdir(), `samenspel-e2e-${process.pid}`);
  await makeDemo();
}
