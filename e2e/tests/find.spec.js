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

/** Takes away what stands in the field that has the focus. */
async function empty(page) {
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
}

test('the keyboard alone finds a plan by word, by filter and on the map', async ({ page, t, at, step, lang }) => {
  const { keyboard } = page;
  await step('opens the plans', () => page.goto(at(PLANS)));
  await step('searches', async () => {
    await expect(await tabTo(page, (el) => el.id === 'q')).toHaveAccessibleName(/\w/);
    await keyboard.type(lang === 'nl' ? 'bomen' : 'trees', { delay: 20 });
    await expect(announced(page)).not.toHaveText('');
    await expect(page).toHaveURL(/q=/);
    await expect(page.locator('#q')).toBeFocused();
  });
  await step('mistypes a word', async () => {
    await empty(page);
    await keyboard.type(lang === 'nl' ? 'speeltiun' : 'gardn', { delay: 20 });
    await expect(page.locator('.remark')).toBeVisible();
    await expect(page.locator('.plan-card').first()).toBeVisible();
  });
  await step('takes the words away', async () => {
    await empty(page);
    await expect(page.locator('.plan-card')).toHaveCount(24);
  });
  await step('opens the filters', async () => {
    if (await page.locator('#filters > summary').isVisible()) {
      await expect(await tabTo(page, (el) => el.matches('#filters > summary'))).toHaveAccessibleName(/\w/);
      await keyboard.press('Enter');
    }
    await expect(page.locator('#sort')).toBeVisible();
  });
  await step('chooses a theme', async () => {
    const theme = await tabTo(page, (el) => el.name === 'tag');
    await expect(theme).toHaveAccessibleName(/\w/);
    await keyboard.press('Space');
    await expect(page).toHaveURL(/tag=/);
    await expect(announced(page)).not.toHaveText('');
  });
  await step('asks for plans near a post code', async () => {
    await expect(await tabTo(page, (el) => el.id === 'postcode')).toHaveAccessibleName(/\w/);
    await keyboard.type('1055');
    await keyboard.press('Enter');
    await expect(page).toHaveURL(/postcode=1055/);
  });
  await step('asks for a post code that nobody knows', async () => {
    await tabTo(page, (el) => el.id === 'postcode');
    await empty(page);
    await keyboard.type('9999');
    await keyboard.press('Enter');
    await expect(page.getByText(t('plans-postcode-unknown', { code: '9999' }))).toBeVisible();
  });
  await step('asks without one', async () => {
    await tabTo(page, (el) => el.id === 'postcode');
    await empty(page);
    await keyboard.press('Enter');
    await expect(page).not.toHaveURL(/postcode=/);
  });
  await step('sees a table', async () => {
    const link = await tabTo(page, (el) => el.tagName === 'A' && /view=table/.test(el.href));
    await expect(link).toHaveAccessibleName(t('plans-view-table'));
    await expect(page.getByRole('list', { name: t('plans-view') })).toBeVisible();
    await keyboard.press('Enter');
    await expect(page.getByRole('table')).toBeVisible();
    await expect(page).toHaveURL(/tag=.*view=table/);
  });
  await step('sorts it by a head', async () => {
    const head = page.getByRole('columnheader', { name: t('plans-column-cost') });
    const link = await tabTo(page, (el) => el.closest('th') && /sort=cost-up/.test(el.href));
    await expect(link).toHaveAccessibleName(t('plans-column-cost'));
    await keyboard.press('Enter');
    await expect(head).toHaveAttribute('aria-sort', 'ascending');
  });
  await step('sees a map', async () => {
    const link = await tabTo(page, (el) => el.tagName === 'A' && /view=map/.test(el.href));
    await expect(link).toHaveAccessibleName(t('plans-view-map'));
    await keyboard.press('Enter');
    await moving(page);
    await expect(page).toHaveURL(/tag=.*view=map/);
    await expect(page.getByRole('region', { name: await page.locator('plan-map').getAttribute('data-label') })).toBeVisible();
  }, { shot: `find-map-${lang}` });
  await step('moves the map with the arrows', async () => {
    await tabTo(page, (el) => el.classList.contains('map__live'));
    await keyboard.press('ArrowRight');
    await expect(announced(page)).toHaveText(/\d/);
  });
  await step('looks closer', async () => {
    const zoom = await tabTo(page, (el) => el.classList.contains('leaflet-control-zoom-in'), 400);
    await expect(zoom).toHaveAccessibleName(t('map-zoom-in'));
    await keyboard.press('Enter');
    await moving(page);
  });
  await step('filters with the map open', async () => {
    await tabTo(page, (el) => el.id === 'q', 400);
    if (await page.locator('#filters > summary').isVisible()) {
      await tabTo(page, (el) => el.matches('#filters > summary'));
      await keyboard.press('Enter');
    }
    await expect(await tabTo(page, (el) => el.id === 'sort')).toHaveAccessibleName(/\w/);
    await keyboard.press('ArrowDown');
    await expect(page).toHaveURL(/sort=/);
    await moving(page);
  });
  await step('opens a plan from it', async () => {
    const pin = await tabTo(page, (el) => el.matches('.map__pin'), 400);
    await expect(pin).toHaveAccessibleName(/\d/);
    const single = '.map__pin:not(.map__pin--many)';
    const one = (await pin.evaluate((el, what) => el.matches(what), single)) ? pin
      : await tabTo(page, (el) => el.matches('.map__pin:not(.map__pin--many)'), 60);
    const name = await one.getAttribute('aria-label');
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name.replace(/^\w+ \d+: /, ''));
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

test('parts of town and places on the map are links, and their names only text', async ({ page, t, at, step }) => {
  const hostile = '<img src=x onerror=alert(1)>';
  const elsewhere = at(`${PLANS}?sort=title&view=map`);
  // As if staff and residents had called them so: a part of the town, and the places on the map.
  const part = { title: hostile, name: hostile, href: elsewhere, rings: [[[52.365, 4.85], [52.365, 4.86], [52.37, 4.86], [52.37, 4.85]]] };
  const parts = JSON.stringify([part]).replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  await page.route((url) => url.pathname.endsWith('/plannen'), async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace('&quot;parts&quot;:[]', `&quot;parts&quot;:${parts}`) });
  });
  await page.route('**/plans/clusters?*', async (route) => {
    const answer = await route.fetch();
    const found = await answer.json();
    for (const { properties } of found.features) if (properties.count === 1) properties.title = hostile;
    await route.fulfill({ response: answer, json: found });
  });
  await page.route((url) => url.host === 'service.pdok.nl', (route) => route.fulfill({ contentType: 'image/png', body: PIXEL }));
  await step('opens the map', async () => {
    await page.goto(at(`${PLANS}?view=map`));
    await moving(page);
    await expect(page.locator('.map__name').first()).toHaveText(hostile);
    await expect(page.locator('.map__pin').filter({ hasNot: page.locator('img') }).first()).toBeVisible();
  });
  await step('asks for streets, and reads whose they are', async () => {
    await page.getByRole('button', { name: t('map-streets') }).click();
    await expect(page.locator('.leaflet-control-attribution')).not.toBeEmpty();
  });
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  await step('reaches the part with the keyboard and opens it', async () => {
    const link = await tabTo(page, (el) => el.classList.contains('map__part'), 400);
    await expect(link).toHaveAccessibleName(hostile);
    await expect(link).toHaveRole('link');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(elsewhere);
    await moving(page);
  });
});
