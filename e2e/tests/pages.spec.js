// Every page that one can reach without doing anything, in light and dark: axe, and a picture to look at.
import { expect, test } from '../support/fixtures.js';

const PAGES = [
  ['front', '/'],
  ['project', '/west-begroot'],
  ['plans', '/west-begroot/plannen'],
  ['plans-nothing', '/west-begroot/plannen?q=xyzzy'],
  ['vote-start', '/west-begroot/stemmen'],
  ['vote-choose', '/west-begroot/stemmen?step=choose&order=number'],
  ['vote-overview-empty', '/west-begroot/stemmen?step=overview'],
  ['vote-code', '/west-begroot/stemmen?step=who'],
  ['project-2021', '/west-begroot-2021'],
  ['outcome', '/west-begroot-2021/uitslag'],
  ['vote-over', '/west-begroot-2021/stemmen'],
  ['sign-in', '/sign-in'],
  ['error-404', '/nergens'],
];

for (const scheme of ['light', 'dark']) {
  test(`every page is fit for everybody, ${scheme}`, async ({ page, at, step, lang }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    for (const [name, path] of PAGES) {
      await step(`opens ${name}`, async () => {
        const answer = await page.goto(at(path));
        expect(answer.status()).toBe(name === 'error-404' ? 404 : 200);
        await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
        await expect(page.locator('html')).toHaveAttribute('lang', lang);
      }, { shot: lang === 'nl' ? name : `${name}-en` });
    }
    await step('opens a plan', async () => {
      await page.goto(at('/west-begroot/plannen'));
      await page.locator('.plan-card__title a').first().click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    }, { shot: lang === 'nl' ? 'plan' : 'plan-en' });
  });
}

test('every link of the front page and the project leads somewhere', async ({ page, request, at }) => {
  const seen = new Set();
  for (const path of ['/', '/west-begroot', '/west-begroot-2021']) {
    await page.goto(at(path));
    const links = await page.locator('a[href^="/"]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    links.forEach((link) => seen.add(link.split('#')[0]));
  }
  for (const link of seen) {
    const answer = await request.get(link);
    expect.soft(answer.status(), link).toBe(200);
  }
  expect(seen.size).toBeGreaterThan(10);
});

test('nothing is loaded from elsewhere', async ({ page, town, at }) => {
  const foreign = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(town.base)) foreign.push(request.url());
  });
  for (const path of ['/', '/west-begroot', '/west-begroot/plannen', '/west-begroot/stemmen?step=choose', '/west-begroot-2021/uitslag']) {
    await page.goto(at(path));
  }
  expect(foreign).toEqual([]);
});

test('the keyboard alone is enough to choose a plan, and the basket never covers the focus', async ({ page, at, step }) => {
  await step('opens the choosing page', () => page.goto(at('/west-begroot/stemmen?step=choose&order=number')));
  await step('skips to the content', async () => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  });
  const basket = page.locator('#basket');
  let chosen = 0;
  for (let stops = 0; stops < 60 && chosen < 3; stops++) {
    await page.keyboard.press('Tab');
    const focus = page.locator(':focus');
    const [one, other] = [await focus.boundingBox(), await basket.boundingBox()];
    const inside = await focus.evaluate((node) => Boolean(node.closest('#basket')));
    const covered = !inside && one && other
      && one.y + one.height > other.y && one.y < other.y + other.height
      && one.x + one.width > other.x && one.x < other.x + other.width;
    expect(covered, `the basket covers ${await focus.evaluate((node) => node.outerHTML.slice(0, 80))}`).toBeFalsy();
    if (await focus.evaluate((node) => node.classList.contains('choose__button'))) {
      const id = await focus.getAttribute('id');
      await step(`presses ${id}`, async () => {
        await page.keyboard.press('Enter');
        await expect(page.locator(`#${id}`)).toHaveAttribute('aria-pressed', 'true');
        await expect(page.locator(`#${id}`)).toBeFocused();
      });
      chosen += 1;
    }
  }
  expect(chosen).toBe(3);
});

// 1280 pixels at 400 % are 320.
test('everything stays readable at 400 per cent @wide', async ({ page, at, step }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  for (const path of ['/', '/west-begroot', '/west-begroot/plannen', '/west-begroot/stemmen?step=choose', '/west-begroot-2021/uitslag']) {
    await step(`opens ${path}`, () => page.goto(at(path)));
  }
});
