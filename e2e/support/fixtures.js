// What every test gets: a town of its own, the texts of its language, and `step`, which looks after each interaction
// whether the page is still fit for everybody.
import { test as base, expect } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { Town } from './server.js';
import { texts } from './texts.js';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

export { expect };

export const test = base.extend({
  town: [async ({}, use, worker) => {
    const town = new Town(`town-${worker.parallelIndex}-${worker.workerIndex}`);
    await town.begin();
    await use(town);
    await town.end();
  }, { scope: 'worker' }],

  baseURL: async ({ town }, use) => use(town.base),

  lang: async ({ locale }, use) => use(locale.slice(0, 2)),

  t: async ({ lang }, use) => use(texts(lang)),

  /** A path of the site in the language of the test; Dutch is the town's own and has no prefix. */
  at: async ({ lang }, use) => use((path) => (lang === 'nl' ? path : `/${lang}${path}`)),

  /** What the browser complained about on any page of this test; none is allowed. */
  complaints: [async ({ context }, use) => {
    const found = [];
    context.on('weberror', (error) => found.push(`script: ${error.error().message}`));
    context.on('console', (message) => {
      // The browser writes a line for each answer that is not 2xx; those are judged by their status below.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) found.push(`console: ${message.text()}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 500) found.push(`${response.status()} ${response.url()}`);
    });
    await use(found);
    expect(found, 'complaints of the browser').toEqual([]);
  }, { auto: true }],

  step: async ({ page }, use, info) => {
    await use((name, action, options = {}) => step(options.page ?? page, info, name, action, options));
  },
});

async function step(page, info, name, action, options) {
  return test.step(name, async () => {
    const result = await action?.();
    await page.waitForLoadState('load');
    if (options.scripts !== false) await settled(page);
    await fits(page, name);
    const around = options.around ?? ((look) => look());
    await around(() => accessible(page, name));
    if (options.shot) await shot(page, options.shot, info);
    return result;
  });
}

// The enhancer marks what it is fetching.
async function settled(page) {
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
}

/** Nothing is wider than the screen. */
async function fits(page, name) {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(content, `${name}: the page is wider than the screen`).toBeLessThanOrEqual(screen);
}

export async function accessible(page, name) {
  // Our pages have no frames, so the mode that opens no second page is enough; what passes need not be written down.
  const options = { runOnly: { type: 'tag', values: TAGS }, resultTypes: ['violations'] };
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options(options).analyze();
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.map((node) => node.html.slice(0, 200)).join('\n    ')}`);
  expect(told, `${name}: axe`).toEqual([]);
}

/** A picture of the whole page, for people to look at; not for comparing. */
export async function shot(page, name, info) {
  const { width } = page.viewportSize();
  const scheme = await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
  await page.screenshot({ path: `screenshots/${name}-${width}-${scheme}.png`, fullPage: true });
  info?.annotations.push({ type: 'screenshot', description: name });
}
