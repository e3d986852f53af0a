// How the ballots of 2021 were counted, what voters got, and what other rules would have made of them.
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
