import { expect, test } from '../support/fixtures.js';
import { VOTE, Voter } from '../support/voter.js';

for (const [which, kept] of [['device', [6, 8]], ['voter', [4, 7]]]) {
  test(`two choices meet, and the voter keeps that of the ${which}`, async ({ page, browser, town, t, at, step }) => {
    const code = await town.code();
    const elsewhere = await browser.newContext({ ...test.info().project.use, baseURL: town.base });
    const before = new Voter(await elsewhere.newPage(), { t, at, step });
    await before.start();
    await before.begin();
    await before.choose(4, 7);
    await before.overview();
    await before.toCode();
    await before.identify(code);
    await elsewhere.close();

    const voter = new Voter(page, { t, at, step });
    await voter.start();
    await voter.begin();
    await voter.choose(6, 8);
    await voter.overview();
    await voter.toCode();
    await step('fills in the code with which somebody chose earlier', async () => {
      await voter.fillCode(code);
      await voter.sendCode();
      await expect(voter.heading('vote-drafts-title')).toBeVisible();
      await expect(page.getByRole('region', { name: t('vote-draft-here') })).toBeVisible();
      await expect(page.getByRole('region', { name: t('vote-draft-before') })).toBeVisible();
    }, { shot: 'vote-drafts' });
    await step('keeps one', async () => {
      const key = which === 'device' ? 'vote-draft-keep-here' : 'vote-draft-keep-before';
      await page.getByRole('button', { name: t(key) }).click();
      await expect(voter.heading('vote-hand-in-title')).toBeVisible();
    });
    expect(await voter.receipt()).toEqual(kept);
    await voter.handIn();
    await step('is asked nothing more', async () => {
      await page.goto(`${at(VOTE)}?step=drafts`);
      await expect(voter.heading('vote-drafts-title')).toHaveCount(0);
    });
  });
}
