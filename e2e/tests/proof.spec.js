// What anybody can check: a receipt, the log of a vote, its report, and the count, in their own browser.
import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/fixtures.js';
import { Voter } from '../support/voter.js';

const OUTCOME = '/west-begroot-2021/uitslag';

test('a voter checks the receipt before and after changing the vote', async ({ page, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  await voter.vote(await town.code(), 3, 5);
  const code = (await page.locator('code.proof').innerText()).trim();
  expect(code).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  await expect(page.getByText(t('receipt-no-nonce'))).toHaveCount(0);
  await step('saves the receipt as a file', async () => {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: t('receipt-save') }).click();
    const receipt = JSON.parse(await readFile(await (await saved).path(), 'utf8'));
    expect(receipt.ballot).toBe('[3,5]');
    expect(receipt.voterNonce).not.toMatch(/^0+$/);
  }, { shot: 'receipt-done' });
  await step('opens the page for receipts from the last page', async () => {
    await page.getByRole('link', { name: t('receipt-check-link') }).click();
    await expect(page.getByText(t('receipt-received'), { exact: true })).toBeVisible();
  }, { shot: 'receipt-received' });
  await step('types a code in small letters and without dashes', async () => {
    await page.getByLabel(t('receipt-code')).fill(code.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: t('receipt-check') }).click();
    await expect(page.getByText(t('receipt-received'), { exact: true })).toBeVisible();
  });
  await step('types something that is no code', async () => {
    await page.getByLabel(t('receipt-code')).fill('ABCD');
    await page.getByRole('button', { name: t('receipt-check') }).click();
    await expect(page.getByText(t('refusal-receipt-code')).first()).toBeVisible();
    await expect(page.getByLabel(t('receipt-code'))).toHaveValue('ABCD');
  }, { shot: 'receipt-no-code' });
  await step('types the code of nobody', async () => {
    await page.getByLabel(t('receipt-code')).fill('0000-0000-0000-0000-0000');
    await page.getByRole('button', { name: t('receipt-check') }).click();
    await expect(page.getByText(t('receipt-unknown'), { exact: true })).toBeVisible();
  }, { shot: 'receipt-unknown' });
});

test('a visitor counts the votes again in the browser', async ({ page, t, at, step }) => {
  await page.goto(at(OUTCOME));
  const part = page.locator('#tel-zelf-na');
  const plans = JSON.parse(await part.getAttribute('data-selected'));
  expect(plans).toHaveLength(11);
  await step('counts', async () => {
    await part.getByRole('button', { name: t('recount-button'), exact: true }).click();
    await expect(part.getByText(t('recount-same'), { exact: true }).first()).toBeVisible({ timeout: 60_000 });
    await expect(part.locator('ol li')).toHaveCount(plans.length);
    await expect(part.getByText(t('recount-fails'))).toHaveCount(0);
  }, { shot: 'recount-same' });
});

test('a visitor is told when what is downloaded was changed on the way', async ({ page, t, at, step }) => {
  await page.route('**/vote-download/**', async (route) => {
    const answer = await route.fetch();
    const body = await answer.body();
    // Somewhere in the middle: in one of the files, whichever it is.
    body[Math.floor(body.length / 2)] ^= 1;
    await route.fulfill({ response: answer, body });
  });
  await page.goto(at(OUTCOME));
  const part = page.locator('#tel-zelf-na');
  await step('counts what was changed', async () => {
    await part.getByRole('button', { name: t('recount-button'), exact: true }).click();
    await expect(part.getByText(t('recount-broken')).first()).toBeVisible({ timeout: 60_000 });
    await expect(part.getByText(t('recount-same'))).toHaveCount(0);
  }, { shot: 'recount-broken' });
});

test('anybody reads the log of a vote and its report', async ({ page, t, at, step }) => {
  await page.goto(at(OUTCOME));
  await step('opens the log', async () => {
    await page.getByRole('link', { name: t('logbook-page-link') }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('table').first()).toBeVisible();
  }, { shot: 'round-log' });
  await step('opens the keys', async () => {
    await page.goto(at('/vote-keys'));
    await expect(page.locator('code').first()).toHaveText(/[0-9a-f]{64}/);
  }, { shot: 'vote-keys' });
  await step('opens the report', async () => {
    await page.goto(at(OUTCOME));
    await page.locator('a[href*="/vote-report/"]').first().click();
    await expect(page.locator('table, dl').first()).toBeVisible();
  }, { shot: 'vote-report' });
});
