import { expect, test } from '../support/fixtures.js';
import { withoutScripts } from '../support/no-js.js';
import { Voter } from '../support/voter.js';

test('a whole vote without JavaScript', async ({ page, town, t, at, step, lang }) => {
  const bare = await withoutScripts(page, step);
  const voter = new Voter(page, { t, at, step: bare, scripts: false });
  const code = await town.code();
  await voter.start('no-js-start');
  await voter.begin('no-js-choose');
  await bare('searches', async () => {
    await page.getByRole('searchbox').fill(lang === 'nl' ? 'geveltuin' : 'garden');
    await page.getByRole('search').getByRole('button').first().click();
    await expect(page.locator('.vote-card')).not.toHaveCount(58);
  });
  const found = Number((await page.locator('.vote-card').first().getAttribute('id')).replace('plan-', ''));
  await voter.choose(found);
  await voter.step('sees all again', () => page.goto(`${at('/west-begroot/stemmen')}?step=choose&order=number`));
  const other = found === 2 ? 3 : 2;
  await voter.choose(other);
  await bare('asks for more than there is money for', async () => {
    await page.goto(`${at('/west-begroot/stemmen')}?step=choose&order=cost`);
    for (let tries = 0; tries < 20 && (await page.locator('.basket__message').count()) === 0; tries++) {
      const answered = page.waitForEvent('load');
      await page.locator('.choose__button[aria-pressed="false"]').last().evaluate((button) => button.form.submit());
      await answered;
    }
    await expect(page.locator('.basket__message')).toHaveText(t('vote-misfit-money'));
  }, { shot: 'no-js-too-much' });
  await bare('takes all that away again', async () => {
    const others = `.choose__button[aria-pressed="true"]:not(#kies-${found}, #kies-${other})`;
    const items = page.locator('.basket__item');
    for (let left = await items.count(); left > 2; left -= 1) {
      await page.locator(others).first().click();
      await expect(items).toHaveCount(left - 1);
    }
  });
  await voter.overview('no-js-overview');
  expect(new Set(await voter.receipt())).toEqual(new Set([found, other]));
  await voter.toCode('no-js-code');
  await bare('mistypes the code', async () => {
    await voter.fillCode(`${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`);
    await voter.sendCode();
    await expect(page.getByRole('alert')).toBeVisible();
  });
  await voter.identify(code.toLowerCase().replaceAll('-', ' '));
  await voter.handIn('no-js-done');
  await bare('changes the vote', async () => {
    await page.getByRole('button', { name: t('vote-change') }).click();
    await voter.isChosen(found);
  });
  await bare('hands the device on', async () => {
    await page.goto(at('/west-begroot/stemmen'));
    await page.getByRole('button', { name: t('vote-again') }).click();
    await expect(voter.heading('vote-start-title')).toBeVisible();
  });
});

test('the plans can be searched, filtered and read without JavaScript', async ({ page, t, at, step }) => {
  const bare = await withoutScripts(page, step);
  await bare('opens the plans', async () => {
    await page.goto(at('/west-begroot/plannen'));
    await expect(page.locator('.plan-card').first()).toBeVisible();
  });
  await bare('opens one', async () => {
    const title = page.locator('.plan-card__title a').first();
    const name = await title.innerText();
    await title.click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  });
});
