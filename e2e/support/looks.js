// Pictures of a page for people to look at: on a phone and on a desktop, light and dark. Nothing compares them.
import { test as base } from './fixtures.js';

const WIDTHS = [[390, 844], [1280, 900]];
/** Of a very long page the rest looks as what came before; lists of plans are. */
const LONGEST = 4200;

export { expect } from './fixtures.js';

export const test = base.extend({
  /** Instead of looking at a page with axe: takes its pictures, if the step names one; with `screen` of what is on the screen only. */
  step: async ({ page, lang }, use) => {
    await use(async (name, action, { shot, screen, page: where = page } = {}) => base.step(name, async () => {
      const result = await action?.();
      await where.waitForLoadState('load');
      if (shot) await look(where, `${lang}-${shot}`, screen);
      return result;
    }));
  },
});

async function look(page, name, screen) {
  const before = page.viewportSize();
  for (const [width, height] of WIDTHS) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await pictures(page);
      if (screen) {
        await page.screenshot({ path: `screenshots/${name}-${width}-${colorScheme}.png` });
        continue;
      }
      const whole = await page.evaluate(() => document.documentElement.scrollHeight);
      const clip = { x: 0, y: 0, width, height: Math.min(whole, LONGEST) };
      await page.screenshot({ path: `screenshots/${name}-${width}-${colorScheme}.png`, fullPage: true, clip });
    }
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null });
}

/** Pictures far down are fetched too, and waited for. */
async function pictures(page) {
  await page.evaluate(async (far) => {
    const near = [...document.images].filter((image) => image.getBoundingClientRect().top < far);
    near.forEach((image) => { image.loading = 'eager'; });
    const there = (image) => image.complete && image.naturalWidth > 0;
    for (let tries = 0; tries < 50 && !near.every(there); tries++) await new Promise((done) => setTimeout(done, 100));
    await document.fonts.ready;
  }, LONGEST);
}
