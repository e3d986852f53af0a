// Finding plans, in the town of the demonstration.
import { expect, test } from '../support/looks.js';

const PLANS = '/west-begroot/plannen';

test('finding plans @both', async ({ page, at, step }) => {
  const ready = () => expect(page.locator('plan-map')).toHaveAttribute('data-state', 'ready');
  await step('list', () => page.goto(at(`${PLANS}?sort=oldest`)), { shot: 'find-list', screen: true });
  await step('table', () => page.goto(at(`${PLANS}?sort=cost-down&view=table`)), { shot: 'find-table' });
  await step('map', async () => {
    await page.goto(at(`${PLANS}?sort=oldest&view=map`));
    await ready();
  }, { shot: 'find-map' });
  await step('map of a theme near a post code', async () => {
    await page.goto(at(`${PLANS}?sort=oldest&view=map&postcode=1055`));
    await ready();
  }, { shot: 'find-map-near' });
  await step('typing error', () => page.goto(at(`${PLANS}?q=geveltiun`)), { shot: 'find-mended', screen: true });
  await step('plan', async () => {
    await page.goto(at(`${PLANS}?sort=oldest`));
    await page.locator('.plan-card__title a').first().click();
    await page.waitForURL(/\/plan\//);
    await expect(page.locator('.map__live .map__pin')).toBeVisible();
  }, { shot: 'find-plan' });
  await step('poster', () => page.goto(`${page.url()}/poster`), { shot: 'find-poster' });
});

test('the drawn map @both', async ({ page, at, step }) => {
  await page.route('**/js/map.js', (route) => route.abort());
  await step('drawn map', () => page.goto(at(`${PLANS}?sort=oldest&view=map`)), { shot: 'find-map-drawn', screen: true });
});
