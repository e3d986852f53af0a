// Finding plans: words, filters, table and map, with the keyboard alone, with names for who does not see, and without
// JavaScript.
import { expect, test } from '../support/fixtures.js';
import { withoutScripts } from '../support/no-js.js';

const PLANS = '/west-begroot/plannen';
/** A picture of one pixel, for tiles. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const pins = (page) => page.locator('.map__pin');
const announced = (page) => page.locator('#melding');

/** Presses Tab until what has the focus fits. */
async function tabTo(page, fits, most = 120) {
  for (let stops = 0; stops < most; stops++) {
    await page.keyboard.press('Tab');
    const focus = page.locator(':focus');
    if ((await focus.count()) && (await focus.evaluate(fits))) return focus;
  }
  throw new Error(`the keyboard does not reach ${fits}`);
}

async function moving(page) {
  await expect(page.locator('plan-map')).toHaveAttribute('data-state', 'ready');
  await expect(pins(page).first()).toBeVisible();
}

test('the keyboard alone finds a plan by word, by filter and on the map', async ({ page, t, at, step, lang }) => {
  await step('opens the plans', () => page.goto(at(PLANS)));
  await step('searches', async () => {
    await tabTo(page, (el) => el.id === 'q');
    await page.keyboard.type(lang === 'nl' ? 'bomen' : 'trees', { delay: 20 });
    await expect(announced(page)).not.toHaveText('');
    await expect(page).toHaveURL(/q=/);
    await expect(page.locator('#q')).toBeFocused();
  });
  await step('mistypes a word', async () => {
    await page.locator('#q').fill(lang === 'nl' ? 'speeltiun' : 'gardn');
    await expect(page.locator('.remark')).toBeVisible();
    await expect(page.locator('.plan-card').first()).toBeVisible();
  });
  await step('takes the words away', async () => {
    await page.locator('#q').fill('');
    await expect(page.locator('.plan-card')).toHaveCount(24);
  });
  await step('opens the filters', async () => {
    const fold = page.locator('#filters > summary');
    if (await fold.isVisible()) {
      await fold.focus();
      await page.keyboard.press('Enter');
    }
    await expect(page.locator('#sort')).toBeVisible();
  });
  await step('chooses a theme', async () => {
    await tabTo(page, (el) => el.name === 'tag');
    await page.keyboard.press('Space');
    await expect(page).toHaveURL(/tag=/);
    await expect(announced(page)).not.toHaveText('');
  });
  await step('asks for plans near a post code', async () => {
    await tabTo(page, (el) => el.id === 'postcode');
    await page.keyboard.type('1055');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/postcode=1055/);
  });
  await step('asks for a post code that nobody knows', async () => {
    await page.locator('#postcode').fill('9999');
    await page.keyboard.press('Enter');
    await expect(page.getByText(t('plans-postcode-unknown', { code: '9999' }))).toBeVisible();
  });
  await step('asks without one', async () => {
    await page.locator('#postcode').fill('');
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(/postcode=/);
  });
  await step('sees a table', async () => {
    const link = page.getByRole('list', { name: t('plans-view') }).getByRole('link', { name: t('plans-view-table') });
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('table')).toBeVisible();
    await expect(page).toHaveURL(/tag=.*view=table/);
  });
  await step('sorts it by a head', async () => {
    await page.getByRole('columnheader', { name: t('plans-column-cost') }).getByRole('link').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('columnheader', { name: t('plans-column-cost') })).toHaveAttribute('aria-sort', 'ascending');
  });
  await step('sees a map', async () => {
    await page.getByRole('list', { name: t('plans-view') }).getByRole('link', { name: t('plans-view-map'), exact: true }).focus();
    await page.keyboard.press('Enter');
    await moving(page);
    await expect(page).toHaveURL(/tag=.*view=map/);
  }, { shot: `find-map-${lang}` });
  await step('reaches a place on it', async () => {
    const pin = await tabTo(page, (el) => el.classList.contains('map__pin'));
    await expect(pin).toHaveAttribute('aria-label', /\w/);
  });
  await step('looks closer', async () => {
    const before = await pins(page).count();
    const many = page.locator('.map__pin--many');
    if ((await many.count()) === 0) return;
    await many.first().focus();
    await page.keyboard.press('Enter');
    await expect(announced(page)).toHaveText(/\d/);
    expect(before).toBeGreaterThan(0);
  });
  await step('filters with the map open', async () => {
    const fold = page.locator('#filters > summary');
    if (await fold.isVisible()) await fold.click();
    await page.locator('#sort').selectOption('title');
    await expect(page).toHaveURL(/sort=title/);
    await moving(page);
  });
});

test('a place on the map leads to its plan, and nothing comes from elsewhere before a click', async ({ page, town, t, at, step }) => {
  const foreign = [];
  await page.route((url) => !url.href.startsWith(town.base), (route) => {
    foreign.push(new URL(route.request().url()).origin);
    route.fulfill({ contentType: 'image/png', body: PIXEL });
  });
  await step('opens the map', async () => {
    await page.goto(at(`${PLANS}?view=map`));
    await moving(page);
  });
  await step('looks closer with the button', async () => {
    await page.getByRole('button', { name: t('map-zoom-in'), exact: true }).click();
    await expect(announced(page)).toHaveText(/\d/);
    await moving(page);
  });
  expect(foreign).toEqual([]);
  await step('asks for streets', async () => {
    await page.getByRole('button', { name: t('map-streets') }).click();
    await expect(page.locator('.leaflet-tile').first()).toBeAttached();
    await expect.poll(() => foreign.length).toBeGreaterThan(0);
  });
  expect([...new Set(foreign)]).toEqual(['https://service.pdok.nl']);
  await step('opens a plan', async () => {
    await page.goto(at(`${PLANS}?view=map`));
    await moving(page);
    const one = page.locator('.map__pin:not(.map__pin--many)').first();
    const name = await one.getAttribute('aria-label');
    await one.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name.replace(/^\w+ \d+: /, ''));
  });
});

test('a plan is shared without anybody else', async ({ page, town, t, at, step, context, lang }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await step('opens a plan', async () => {
    await page.goto(at(`${PLANS}?sort=oldest`));
    await page.locator('.plan-card__title a').first().click();
    await expect(page.locator('#delen')).toBeVisible();
    await expect(page.getByRole('heading', { name: t('plan-near') })).toBeVisible();
  }, { shot: `find-plan-${lang}` });
  await step('copies its address', async () => {
    await page.getByRole('button', { name: t('plan-share-copy') }).click();
    await expect(announced(page)).toHaveText(t('plan-share-copied'));
  });
  const address = await page.locator('#adres').inputValue();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
  await step('makes a poster', async () => {
    await page.getByRole('link', { name: t('plan-share-poster') }).click();
    await expect(page.getByRole('img', { name: t('poster-qr') })).toBeVisible();
  }, { shot: `find-poster-${lang}` });
  expect(town.base).toMatch(/^http/);
});

test('list, table and map without JavaScript', async ({ page, t, at, step, lang }) => {
  const bare = await withoutScripts(page, step);
  await bare('searches with a typing error', async () => {
    await page.goto(at(PLANS));
    await page.getByRole('searchbox').fill(lang === 'nl' ? 'geveltuni' : 'gardn');
    await page.getByRole('search').getByRole('button').first().click();
    await expect(page.locator('.remark')).toBeVisible();
  });
  await bare('sees a table', async () => {
    await page.goto(at(PLANS));
    await page.getByRole('link', { name: t('plans-view-table'), exact: true }).click();
    await expect(page.getByRole('table')).toBeVisible();
  });
  await bare('sees a map', async () => {
    await page.getByRole('link', { name: t('plans-view-map'), exact: true }).click();
    await expect(page.locator('.map__drawing')).toBeVisible();
  }, { shot: `find-map-drawn-${lang}` });
  await bare('looks closer', async () => {
    await page.locator('.map__spot:has(circle)').first().evaluate((link) => { location.href = link.href.baseVal; });
    await page.waitForURL(/bbox=/);
    await expect(page.getByText(t('plans-part-of-map'))).toBeVisible();
  });
  await bare('goes back to the whole map and opens a plan', async () => {
    await page.getByRole('link', { name: t('map-zoom-out') }).last().click();
    await expect(page).not.toHaveURL(/bbox=/);
    await page.locator('.map__spot:has(rect)').first().evaluate((link) => { location.href = link.href.baseVal; });
    await expect(page.locator('.plan__head h1')).toBeVisible();
  });
});
