// The texts of the site, from the same files as the site itself, so that a test asks for a meaning and not for a wording.
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const crates = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../crates');
const GAP = '\u0001';

function files(lang) {
  const folders = [
    ...readdirSync(crates).map((name) => join(crates, name)),
    ...readdirSync(join(crates, 'features')).map((name) => join(crates, 'features', name)),
  ];
  return folders.map((folder) => join(folder, 'locales')).filter(existsSync).flatMap((folder) => {
    const names = readdirSync(folder).filter((name) => name === `${lang}.ftl` || name.endsWith(`.${lang}.ftl`));
    return names.map((name) => join(folder, name));
  });
}

function load(lang) {
  const bundle = new FluentBundle(lang, { useIsolating: false });
  for (const file of files(lang)) bundle.addResource(new FluentResource(readFileSync(file, 'utf8')));
  return bundle;
}

const bundles = {};

/**
 * The text of a key: a string, or, when it has values that were not given, a pattern that leaves them open.
 * `t('nl')('receipt-total', { n: 4 })`
 */
export function texts(lang) {
  const bundle = (bundles[lang] ??= load(lang));
  return (key, values = {}) => {
    const message = bundle.getMessage(key);
    if (!message?.value) throw new Error(`there is no text ${key} in ${lang}`);
    const given = new Proxy(values, {
      get: (all, name) => (name in all ? all[name] : GAP),
      has: () => true,
      getOwnPropertyDescriptor: (all, name) => ({ value: name in all ? all[name] : GAP, enumerable: true, configurable: true }),
    });
    const problems = [];
    const text = bundle.formatPattern(message.value, given, problems);
    if (problems.length > 0) throw new Error(`${key}: ${problems.join('; ')}`);
    return text.includes(GAP) ? pattern(text) : text;
  };
}

function pattern(text) {
  const escaped = text.split(GAP).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
  return new RegExp(escaped.join('.*'));
}
