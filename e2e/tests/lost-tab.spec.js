import { expect, test } from '../support/fixtures.js';
import { VOTE, Voter } from '../support/voter.js';

test('the tab can be lost at every step', async ({ page, context, browser, town, t, at, step }) => {
  const code = await town.code();
  let voter = new Voter(page, { t, at, step });

  /** Closes the tab and comes back through the front door. */
  const lose = async (where) => {
    await voter.page.close();
    voter = new Voter(await context.newPage(), { t, at, step });
    await voter.step(`loses the tab ${where} and comes back`, async () => {
      await voter.page.goto(at(VOTE));
      await expect(voter.heading('vote-start-title')).toBeVisible();
    });
  };
  const goOn = async () => {
    await voter.step('goes on where it was', async () => {
      await voter.page.getByRole('link', { name: t('vote-go-on') }).click();
      await expect(voter.heading('vote-overview-title')).toBeVisible();
    });
  };

  await voter.start();
  await lose('at the start');
  await voter.begin();
  await lose('before the first choice');
  await expect(voter.page.getByRole('link', { name: t('vote-go-on') })).toHaveCount(0);
  await voter.begin();
  await voter.choose(4);
  await lose('after the first choice');
  await goOn();
  expect(await voter.receipt()).toEqual([4]);
  await voter.step('chooses one more', async () => {
    await voter.page.goto(`${at(VOTE)}?step=choose`);
    await voter.toggle(7).click();
    await voter.isChosen(7);
  });
  await voter.overview();
  await lose('on the overview');
  await goOn();
  await voter.toCode();
  await voter.step('types half a code', () => voter.fillCode(code.slice(0, 8)));
  await lose('with half a code');
  await goOn();
  await voter.toCode();
  await voter.identify(code);
  await lose('before handing in');
  await goOn();
  expect(await voter.receipt()).toEqual([4, 7]);

  const elsewhere = await browser.newContext({ ...test.info().project.use, baseURL: town.base });
  const other = new Voter(await elsewhere.newPage(), { t, at, step });
  await other.step('takes another device', async () => {
    await other.page.goto(`${at(VOTE)}?step=who`);
    await other.fillCode(code);
    await other.sendCode();
    await expect(other.heading('vote-hand-in-title')).toBeVisible();
  });
  expect(await other.receipt()).toEqual([4, 7]);
  await elsewhere.close();

  await voter.step('goes on to the last page', async () => {
    await voter.page.getByRole('link', { name: t('vote-to-hand-in') }).click();
    await expect(voter.heading('vote-hand-in-title')).toBeVisible();
  });
  await voter.handIn();
  await lose('after handing in');
  await voter.step('sees that the vote is in', async () => {
    await voter.page.getByRole('link', { name: t('vote-voted-see') }).click();
    await voter.isIn();
  });
  expect(await voter.receipt()).toEqual([4, 7]);
});
