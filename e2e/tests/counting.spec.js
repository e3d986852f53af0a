// How the ballots of 2021 were counted, what voters got, and what other rules would have made of them.
import { Clerk } from '../support/clerk.js';
import { expect, test } from '../support/fixtures.js';

test('the outcome tells what voters got, and what other rules would have done', async ({ page, t, at, step }) => {
  await step('opens the outcome of 2021', async () => {
    await page.goto(at('/west-begroot-2021/uitslag'));
    await expect(page.getByRole('heading', { level: 2, name: t('outcome-people') })).toBeVisible();
  });
  const row = (name) => page.locator('#vergelijking tbody tr').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  const number = (digits) => new RegExp(digits.replace('.', '[.,]'));
  await step('compares the rules', async () => {
    const own = page.locator('#vergelijking tbody tr').first();
    await expect(own).toContainText(t('round-way-stop'));
    await expect(own).toContainText('612');
    await expect(row(t('round-way-shares')).locator('td').first()).toHaveText('21');
    await expect(row(t('round-way-shares'))).toContainText('197');
    await expect(row(t('round-way-shares'))).toContainText(number('299.930'));
  });
  await step('reads what would be different with equal shares', async () => {
    await page.getByText(t('outcome-compare-with', { rule: t('round-way-shares') })).click();
    await expect(page.getByText(t('outcome-compare-in')).filter({ visible: true })).toBeVisible();
    await expect(page.getByText('Open Cinema in De Bouwput').filter({ visible: true }).last()).toBeVisible();
  }, { shot: 'outcome-compared' });
  await step('opens votes and money by theme', async () => {
    await page.getByText(t('outcome-themes'), { exact: true }).first().click();
    await expect(page.locator('#themas-tabel')).toBeVisible();
  }, { shot: 'outcome-themes' });
});

test('every step of the count can be downloaded', async ({ page, t, at, request }) => {
  await page.goto(at('/west-begroot-2021/uitslag'));
  const href = await page.getByRole('link', { name: t('outcome-trace') }).getAttribute('href');
  const answer = await request.get(href);
  expect(answer.status()).toBe(200);
  const trace = await answer.json();
  expect(trace.outcome.selected).toHaveLength(11);
  expect(trace.insight.measures.voters_with_none).toBe(612);
});

test('whoever wants to know how sure the outcome is opens it', async ({ page, t, at, step }) => {
  await page.goto(at('/west-begroot-2021/uitslag'));
  await step('opens how it would have gone with other voters', async () => {
    await page.getByText(t('firm-open'), { exact: true }).click();
    await expect(page.locator('#zekerheid tbody tr').first()).toContainText('200');
    await expect(page.getByText('SplitMix64')).toBeVisible();
    await expect(page.getByRole('heading', { name: t('firm-orders') })).toBeVisible();
  }, { shot: 'outcome-firm' });
  await expect(page.getByText(t('outcome-ties-rest'), { exact: true }).first()).toBeVisible();
});

test('the outcome is presented place by place', async ({ page, t, at, step }) => {
  await page.goto(at('/west-begroot-2021/uitslag'));
  await step('opens the large screen', () => page.getByRole('link', { name: t('present-open') }).click(), { shot: 'present-first' });
  const blocks = page.locator('.strip__block');
  await step('goes on with a button, and the strip fills', async () => {
    await page.getByRole('link', { name: t('present-begin') }).click();
    await expect(blocks).toHaveCount(1);
  }, { shot: 'present-one' });
  await step('goes on and back with keys', async () => {
    await page.keyboard.press('Space');
    await expect(blocks).toHaveCount(2);
    await page.keyboard.press('ArrowRight');
    await expect(blocks).toHaveCount(3);
    await page.keyboard.press('PageUp');
    await expect(blocks).toHaveCount(2);
    await expect(page).toHaveURL(/place=2$/);
  });
  await step('comes to the end', async () => {
    await page.goto(`${page.url().split('?')[0]}?place=99`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/290[.,]790/);
    await expect(blocks).toHaveCount(11);
  }, { shot: 'present-last' });
});

// Nobody's comparison is watched on a phone; the pages of staff are the same there.
test('staff compare the rules on the ballots of an older vote @wide', async ({ page, t, at, step, request, town, baseURL, lang }) => {
  const clerk = new Clerk(page, { t, step: (name, action) => test.step(name, action), base: baseURL, town });
  await clerk.comeInBy(at('/setup'));
  await page.goto(at('/staff/projects/west-begroot-2021/rounds'));
  await page.locator('main table a').first().click();
  const ballots = await request.get(`/api/v1/rounds/${page.url().split('/').pop()}/exports/pabulib`);
  await step('opens the form of a new vote, with all ways to count', async () => {
    await page.goto(at('/staff/projects/west-begroot/rounds/new'));
    await page.getByText(t('round-rule-more'), { exact: true }).first().click();
    await expect(page.getByLabel(t('round-way-maximin'))).toBeVisible();
  }, { shot: 'staff-ways' });
  await page.goto(at('/staff/projects/west-begroot/rounds'));
  await page.locator('main table a').first().click();
  await step('opens the comparison', () => page.getByRole('link', { name: t('compare-button') }).click(), { shot: 'staff-compare' });
  const send = (name, buffer) => test.step(`sends ${name}`, async () => {
    await page.locator('#file').setInputFiles({ name, mimeType: 'text/plain', buffer });
    await page.getByRole('button', { name: t('compare-file-button') }).click();
  });
  await send('notes.txt', Buffer.from('Not a vote'));
  await step('reads what is wrong, with the line', () => expect(page.getByRole('alert')).toContainText(lang === 'nl' ? 'Regel 1:' : 'Line 1:'));
  await send('west-2021.pb', await ballots.body());
  await step('sees what each rule would have done', async () => {
    const row = (key) => page.locator('#regels tbody tr').filter({ has: page.getByRole('rowheader', { name: t(key), exact: true }) });
    await expect(row('round-way-shares')).toContainText('197', { timeout: 60_000 });
    await expect(row('round-way-stop')).toContainText('612');
    await expect(page.locator('#regels tbody tr')).toHaveCount(19);
    await expect(page.locator('#verschillen')).toBeVisible();
  }, { shot: 'staff-compared' });
});
