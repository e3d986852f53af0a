import { rm } from 'node:fs/promises';
import { workshop } from './server.js';

export default async function clear() {
  await rm(workshop(), { recursive: true, force: true });
}
