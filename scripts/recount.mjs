#!/usr/bin/env node
// Checks the download of a round and counts it again, with the same script that browsers run.
//
//   node scripts/recount.mjs ROUND.zip [--key FINGERPRINT] [--json]     exit 0: whole; 1: not
//   node scripts/recount.mjs --elections < LINES                        counts elections, one JSON per line (see `count`)
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { count } from '../assets/js/recount-rules.js';

async function elections() {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (!line) continue;
    let answer;
    try { answer = count(JSON.parse(line)); } catch (error) { answer = { error: `${error.name}: ${error.message}` }; }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

await elections();
