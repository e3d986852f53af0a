#!/usr/bin/env node
// Checks the download of a round and counts it again, with the same script that browsers run.
//
//   node scripts/recount.mjs ROUND.zip [--key FINGERPRINT] [--json]     exit 0: whole; 1: not
//   node scripts/recount.mjs --elections < LINES                        counts elections, one JSON per line (see `count`)
//
// With more than one file each is checked, and all have to be whole.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { recount } from '../assets/js/recount.js';
import { count } from '../assets/js/recount-rules.js';

const WORDS = {
  files: 'The files are those of the manifest',
  signature: 'The manifest is signed with the key',
  log: 'The log holds what its signed heads say',
  acts: 'Rules, plans, outcome and numbers are those of the log',
  ballots: 'Every ballot is in the log and counts, and none is missing',
  count: 'Counting again gives the outcome',
};
const SIGNS = { holds: '✓', fails: '✗', unchecked: '–' };

async function elections() {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (!line) continue;
    let answer;
    try { answer = count(JSON.parse(line)); } catch (error) { answer = { error: `${error.name}: ${error.message}` }; }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

function tell(report) {
  if (report.title) console.log(`${report.title}\nkey ${report.fingerprint}\n`);
  for (const { check, state, why } of report.checks) console.log(`${SIGNS[state]} ${WORDS[check]}${why ? `: ${why}` : ''}`);
  for (const [place, { number, title, cost }] of (report.plans ?? []).entries()) console.log(`${place + 1}. plan ${number}, ${title}, ${cost / 100}`);
  if (report.plans) console.log(`${report.plans.length} plans, ${report.cost} together, ${report.voters} ballots`);
  console.log(report.whole ? '\nWhole.' : '\nNOT WHOLE.');
}

const { values: asked, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { key: { type: 'string' }, json: { type: 'boolean' }, elections: { type: 'boolean' } },
});
if (asked.elections) {
  await elections();
} else if (!files.length) {
  console.error('node scripts/recount.mjs ROUND.zip [--key FINGERPRINT] [--json]');
  process.exitCode = 1;
}
for (const file of files) {
  const report = await recount(await readFile(file), undefined, { key: asked.key });
  asked.json ? console.log(JSON.stringify(report)) : tell(report);
  if (!report.whole) process.exitCode = 1;
}
