// A vote without letters: who votes shows a code from a mail. Wrong digits, a second try, and one vote an address.
import { Clerk, PLANS } from '../support/clerk.js';
import { expect, test } from '../support/fixtures.js';
import { mailTo } from '../support/mail.js';
import { Voter } from '../support/voter.js';

test('residents vote with a code from a mail, one vote an address', async ({ page, browser, town, step, t, lang }) => {
  test.setTimeout(300_000);
  const host = `zuid-${lang}-${Date.now()}.localhost`;
  const base = `http://${host}:${town.port}`;
  const quiet = (_, action) => action();
  const clerk = new Clerk(page, { t, step: quiet, base, town });
  await clerk.comeIn(host, 'Gemeente Zuid', lang);
  await clerk.makeProject();
  for (const plan of PLANS.slice(0, 3)) await clerk.addPlan(...plan);
  await clerk.makeRound({ closesIn: 3 * 24 * 3600 * 1000, email: true });
  await clerk.choosePlans();
  await clerk.makeCodes();
  await clerk.act('round-open', 'round-open-button');

  const address = `buur-${lang}@voorbeeldstad.example`;
  const voter = await resident(browser, base, { t, step });
  await voter.start();
  await voter.begin();
  await voter.choose(1, 2);
  await voter.overview();
  const asked = await askForMail(voter, t, address);
  const mail = await mailTo(town, address, asked);
  const digits = /\b\d{6}\b/.exec(mail.text)[0];
  await voter.step('mistypes the digits', async () => {
    await voter.page.locator('#code').fill(digits === '000000' ? '111111' : '000000');
    await voter.page.getByRole('button', { name: t('vote-go') }).click();
    await expect(voter.page.getByRole('alert')).toBeVisible();
    await expect(voter.page.getByText(address)).toBeVisible();
  }, { shot: 'vote-mail-wrong' });
  await voter.step('fills in the digits from the mail', async () => {
    await voter.page.locator('#code').fill(digits);
    await voter.page.getByRole('button', { name: t('vote-go') }).click();
    await expect(voter.heading('vote-hand-in-title')).toBeVisible();
  });
  await voter.handIn('vote-done-email');

  const again = await resident(browser, base, { t, step });
  await again.start();
  await again.begin();
  await again.choose(3);
  await again.choose(1);
  await again.overview();
  const second = await askForMail(again, t, address.toUpperCase());
  const other = await mailTo(town, address, second);
  await again.step('is known to have voted: the second choice is not taken', async () => {
    await again.page.locator('#code').fill(/\b\d{6}\b/.exec(other.text)[0]);
    await again.page.getByRole('button', { name: t('vote-go') }).click();
    await expect(again.page.getByRole('button', { name: t('vote-hand-in'), exact: true })).toHaveCount(0);
  }, { shot: 'vote-email-voted' });
  for (const one of [voter, again]) await one.page.context().close();
});

/** Somebody with a browser of their own. */
async function resident(browser, base, { t, step }) {
  const context = await browser.newContext({ ...test.info().project.use, baseURL: base });
  return new Voter(await context.newPage(), { t, at: () => `/budget/${t('page-slug-vote')}`, step });
}

/** From the choice to the page that waits for the digits; answers when it was asked. */
async function askForMail(voter, t, address) {
  await voter.step('goes on to show who votes', async () => {
    await voter.page.getByRole('link', { name: t('vote-to-who') }).click();
    await expect(voter.heading('vote-code-title')).toBeVisible();
  });
  await voter.step('has no letter', async () => {
    await voter.page.getByRole('link', { name: t('vote-rather-email') }).click();
    await expect(voter.heading('vote-email-title')).toBeVisible();
  }, { shot: 'vote-email' });
  const asked = Date.now();
  await voter.step('gives an address', async () => {
    await voter.page.locator('#email').fill(address);
    await voter.page.getByRole('button', { name: t('vote-email-send') }).click();
    await expect(voter.heading('vote-mail-title')).toBeVisible();
  }, { shot: 'vote-mail' });
  return asked;
}
