import { expect, test } from '../support/fixtures.js';
import { VOTE, Voter } from '../support/voter.js';

test('a second person votes on the same device and finds nothing of the first', async ({ page, context, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  await voter.vote(await town.code(), 4, 7);
  await step('hands the device on', async () => {
    await page.getByRole('button', { name: t('vote-again') }).click();
    await expect(voter.heading('vote-start-title')).toBeVisible();
  });
  expect((await context.cookies()).filter(({ name }) => /voter|choice|vote-/.test(name))).toEqual([]);

  await step('goes back in the history of the browser', async () => {
    await page.goBack();
    await page.reload();
    await expect(voter.heading('vote-done-title')).toHaveCount(0);
    expect(await page.locator('.receipt').count()).toBe(0);
  });
  await voter.start();
  await expect(page.getByRole('link', { name: t('vote-go-on') })).toHaveCount(0);
  await voter.begin();
  await expect(page.locator('.choose__button[aria-pressed="true"]')).toHaveCount(0);
  await voter.choose(6, 8);
  await voter.overview();
  await voter.toCode();
  await voter.identify(await town.code());
  expect(await voter.receipt()).toEqual([6, 8]);
  await voter.handIn();
});

test('who begins again before handing in leaves nothing either', async ({ page, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  await voter.start();
  await voter.begin();
  await voter.choose(4, 7);
  await voter.overview();
  await voter.toCode();
  await voter.identify(await town.code());
  await step('hands the device on', async () => {
    await page.goto(at(VOTE));
    await page.getByRole('button', { name: t('vote-again') }).click();
    await expect(voter.heading('vote-start-title')).toBeVisible();
  });
  await step('sees an empty choice', async () => {
    await page.goto(`${at(VOTE)}?step=overview`);
    await expect(page.getByRole('heading', { name: t('vote-empty-title') })).toBeVisible();
  }, { shot: 'vote-overview-empty' });
});
