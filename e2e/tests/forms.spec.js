// Every form of ballot, from the first page to the last: points, a ranking, yes and no, an amount per area, one area of two,
// one plan, exactly so many, and blank; by keyboard alone and without JavaScript where that is another way.
import { expect, test } from '../support/fixtures.js';
import { withoutScripts } from '../support/no-js.js';
import { Voter } from '../support/voter.js';

/** A voter in one of the votes of the project with all forms. */
class FormVoter extends Voter {
  constructor(page, given, vote) {
    super(page, given);
    this.path = vote.path;
    this.code = vote.code;
  }

  async open(step, heading, shot) {
    await this.step(`opens ${step || 'the vote'}`, async () => {
      await this.page.goto(`${this.at(this.path)}${step ? `&step=${step}` : ''}`);
      await expect(heading).toBeVisible();
    }, { shot });
  }

  async choosing(key = 'vote-choose-title', shot) {
    await this.open('choose', this.heading(key), shot);
  }

  async press(name, id, look) {
    await this.step(name, async () => {
      await this.page.locator(`#${id}`).click();
      await look?.();
    });
  }

  /** From the basket to the last page. */
  async finish({ word = 'vote-on', shot } = {}) {
    await this.step('looks the choice over', async () => {
      await this.basket.getByRole('link', { name: this.t(word) }).click();
      await expect(this.heading('vote-overview-title')).toBeVisible();
    }, { shot });
    await this.toCode();
    await this.identify(this.code);
    await this.handIn();
  }
}

test('divides points by the buttons and by typing', async ({ page, town, t, at, step, lang }) => {
  const voter = new FormVoter(page, { t, at, step }, await town.form('points'));
  await voter.open('', voter.heading('vote-start-title'));
  await voter.choosing('vote-choose-title-points', 'form-points');
  const field = (number) => page.locator(`#punten-${number}`);
  const left = (n, words) => expect(voter.basket).toContainText(t('vote-points-left', { n, words }));
  await voter.press('gives a plan a point', 'erbij-1', () => expect(field(1)).toHaveValue('1'));
  await step('presses three times in a row', async () => {
    for (let time = 0; time < 3; time++) await page.locator('#erbij-1').click();
    await expect(field(1)).toHaveValue('4');
    await left(6, lang === 'nl' ? 'zes' : 'Six');
  });
  await voter.press('takes one away', 'eraf-1', () => expect(field(1)).toHaveValue('3'));
  await step('types more than a plan may have', async () => {
    await field(2).fill('9');
    await field(2).press('Enter');
    await expect(field(2)).toHaveValue('5');
    await expect(page.locator('#erbij-2')).toHaveAttribute('aria-disabled', 'true');
  });
  await step('gives the rest, and there is no point left', async () => {
    await page.locator('#erbij-3').click();
    await page.locator('#erbij-3').click();
    await expect(field(3)).toHaveValue('2');
    await left(0, '');
    await expect(page.locator('#erbij-4')).toHaveAttribute('aria-disabled', 'true');
  });
  await voter.finish({ shot: 'form-points-overview' });
  expect(await voter.receipt()).toEqual([1, 2, 3]);
});

test('divides points with the keyboard alone', async ({ page, town, t, at, step }) => {
  const voter = new FormVoter(page, { t, at, step }, await town.form('points'));
  await voter.choosing('vote-choose-title-points');
  await step('comes to a plan by tabs and gives it points', async () => {
    await page.locator('#eraf-5').focus();
    await page.keyboard.press('Tab');
    await expect(page.locator('#punten-5')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.locator('#erbij-5')).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    await expect(page.locator('#punten-5')).toHaveValue('2');
    await expect(page.locator('#erbij-5')).toBeFocused();
    await expect(page.locator('#melding')).not.toBeEmpty();
  });
  await step('goes on with Enter', async () => {
    await voter.basket.getByRole('link', { name: t('vote-on') }).focus();
    await page.keyboard.press('Enter');
    await expect(voter.heading('vote-overview-title')).toBeVisible();
  });
});

test('puts plans in order, with the keyboard alone', async ({ page, town, t, at, step }) => {
  const voter = new FormVoter(page, { t, at, step }, await town.form('ranking'));
  await voter.choosing('vote-choose-title-ranking', 'form-ranking');
  for (const number of [3, 8, 1]) {
    await step(`chooses plan ${number} by its key`, async () => {
      await voter.toggle(number).focus();
      await page.keyboard.press('Enter');
      await expect(voter.toggle(number)).toHaveAttribute('aria-pressed', 'true');
      await expect(voter.toggle(number)).toBeFocused();
    });
  }
  await step('goes on to the order', async () => {
    await voter.basket.getByRole('link', { name: t('vote-rank-to-order') }).focus();
    await page.keyboard.press('Enter');
    await expect(voter.heading('vote-overview-title')).toBeVisible();
  }, { shot: 'form-ranking-overview' });
  const order = async () => (await page.locator('.ranking__item').evaluateAll((all) => all.map((item) => Number(item.id.slice(5)))));
  expect(await order()).toEqual([3, 8, 1]);
  await step('moves a plan up, stays on it, and hears where it is', async () => {
    await page.locator('#hoger-1').focus();
    await page.keyboard.press('Enter');
    await expect.poll(order).toEqual([3, 1, 8]);
    await expect(page.locator('#hoger-1')).toBeFocused();
    await expect(page.locator('#melding')).toHaveText(t('vote-rank-now', { place: 2, n: 3 }));
  });
  await step('moves it to the top, where the button stays but does nothing', async () => {
    await page.keyboard.press('Enter');
    await expect.poll(order).toEqual([1, 3, 8]);
    await expect(page.locator('#hoger-1')).toBeFocused();
    await expect(page.locator('#hoger-1')).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Enter');
    expect(await order()).toEqual([1, 3, 8]);
  });
  await step('picks a place from the list', async () => {
    await page.locator('#plaats-1').focus();
    await page.locator('#plaats-1').selectOption('3');
    await expect.poll(order).toEqual([3, 8, 1]);
    await expect(page.locator('#plaats-1')).toBeFocused();
  });
  await voter.toCode();
  await voter.identify(voter.code);
  await expect(page.locator('.ranking__item')).toHaveCount(3);
  await voter.handIn('form-ranking-done');
  await expect(page.locator('.ranking__place')).toHaveText(['1', '2', '3']);
});

test('drags a plan to another place', async ({ page, town, t, at, step }) => {
  const voter = new FormVoter(page, { t, at, step }, await town.form('ranking'));
  await voter.choosing('vote-choose-title-ranking');
  for (const number of [2, 4, 6]) await voter.press(`chooses plan ${number}`, `kies-${number}`, () => expect(voter.toggle(number)).toHaveAttribute('aria-pressed', 'true'));
  await step('goes on to the order', async () => {
    await voter.basket.getByRole('link', { name: t('vote-rank-to-order') }).click();
    await expect(page.locator('.ranking__handle')).toHaveCount(3);
  });
  await step('drags the last to the top', async () => {
    const box = (id) => page.locator(`${id} .ranking__handle`).boundingBox();
    await page.locator('#rang-6 .ranking__handle').scrollIntoViewIfNeeded();
    const from = await box('#rang-6');
    const to = await box('#rang-2');
    await page.mouse.move(from.x + 5, from.y + 5);
    await page.mouse.down();
    await page.mouse.move(from.x + 5, (from.y + to.y) / 2, { steps: 5 });
    await page.mouse.move(from.x + 5, to.y - 40, { steps: 5 });
    await page.mouse.up();
    await expect(page.locator('#melding')).toHaveText(t('vote-rank-now', { place: 1, n: 3 }));
    await expect(page.locator('.ranking__item').first()).toHaveAttribute('id', 'rang-6');
  });
});

test('says yes, no or neutral to each plan', async ({ page, town, t, at, step }) => {
  const voter = new FormVoter(page, { t, at, step }, await town.form('yes-no'));
  await voter.choosing('vote-choose-title-yes-no', 'form-yes-no');
  const pressed = (id, on = true) => expect(page.locator(`#${id}`)).toHaveAttribute('aria-pressed', String(on));
  await voter.press('says yes', 'yes-1', () => pressed('yes-1'));
  await voter.press('says no', 'no-2', () => pressed('no-2'));
  await voter.press('is neutral', 'neutral-3', () => pressed('neutral-3'));
  await voter.press('changes a yes to a no', 'no-1', async () => {
    await pressed('no-1');
    await pressed('yes-1', false);
  });
  await voter.press('takes an answer back', 'neutral-3', () => pressed('neutral-3', false));
  await voter.press('says yes after all', 'yes-3', () => pressed('yes-3'));
  await expect(voter.basket).toContainText(t('vote-looked-at', { seen: 3, n: 12 }));
  await step('goes to the next plan that nothing was said about', async () => {
    await voter.basket.getByRole('link', { name: t('vote-next-unseen') }).click();
    await expect(page).toHaveURL(/#plan-4$/);
  });
  await voter.finish({ shot: 'form-yes-no-overview' });
  expect(await voter.receipt()).toEqual([1, 2, 3]);
});

test('votes in the area of the code, with its own amount', async ({ page, town, t, at, step }) => {
  const voter = new FormVoter(page, { t, at, step }, await town.form('areas', 'Zuid'));
  await voter.open('', voter.heading('vote-start-title'), 'form-areas-start');
  await step('begins with the code', async () => {
    await page.getByRole('link', { name: t('vote-own-area-code') }).click();
    await expect(voter.heading('vote-code-title')).toBeVisible();
    await voter.fillCode(voter.code);
    await voter.sendCode();
    await expect(page.getByText(t('vote-own-area', { area: 'Zuid' }))).toBeVisible();
  });
  await step('sees only that area', async () => {
    await page.getByRole('link', { name: t('vote-start-begin') }).click();
    await expect(voter.heading('vote-choose-title')).toBeVisible();
    await expect(page.locator('.vote-card')).toHaveCount(6);
    await expect(voter.card(1)).toHaveCount(0);
  }, { shot: 'form-areas' });
  await voter.press('chooses a plan', 'kies-7', () => voter.isChosen(7));
  await expect(voter.basket).toContainText('Zuid');
  await step('finds that a dear one no longer fits there', async () => {
    await expect(voter.toggle(8)).toHaveAttribute('aria-disabled', 'true');
    await expect(voter.card(8)).toContainText('Zuid');
  });
  await step('looks it over and hands it in', async () => {
    await voter.basket.getByRole('link', { name: t('vote-on') }).click();
    await page.getByRole('link', { name: t('vote-to-hand-in') }).click();
    await expect(voter.heading('vote-hand-in-title')).toBeVisible();
  });
  await voter.handIn();
});

test('is told which area still lacks a plan', async ({ page, town, t, at, step }) => {
  const voter = new FormVoter(page, { t, at, step }, await town.form('areas'));
  await voter.choosing();
  const lacks = (name) => t('vote-need-group-plans', { n: 1, words: 'x', name });
  await voter.press('chooses in Noord', 'kies-1', () => voter.isChosen(1));
  await expect(voter.basket).toContainText(lacks('Zuid'));
  await step('cannot hand that in', async () => {
    await voter.basket.getByRole('link', { name: t('vote-on') }).click();
    await expect(page.getByText(t('vote-not-ready'))).toBeVisible();
    await page.getByRole('link', { name: t('vote-back-to-choose') }).click();
    await expect(voter.heading('vote-choose-title')).toBeVisible();
  }, { shot: 'form-areas-lacking' });
  await voter.press('chooses in Zuid too', 'kies-12', () => voter.isChosen(12));
  await expect(voter.basket).not.toContainText(lacks('Zuid'));
  await voter.finish();
});

test('chooses one area first, and then exactly three plans', async ({ page, town, t, at, step }) => {
  const voter = new FormVoter(page, { t, at, step }, await town.form('one-area'));
  await voter.choosing('vote-choose-title', 'form-one-area');
  await step('chooses Zuid', async () => {
    await page.locator('#eerst-zuid').click();
    await expect(page.locator('#eerst-zuid')).toHaveAttribute('aria-current', 'true');
    await expect(page.locator('.vote-card')).toHaveCount(6);
  });
  await step('chooses Noord in its place', async () => {
    await page.locator('#eerst-noord').click();
    await expect(page.locator('#eerst-zuid')).not.toHaveAttribute('aria-current', 'true');
    await expect(voter.card(1)).toHaveCount(1);
  });
  for (const number of [1, 4, 5]) await voter.press(`chooses plan ${number}`, `kies-${number}`, () => voter.isChosen(number));
  await step('a fourth does not fit', async () => {
    await expect(voter.toggle(2)).toHaveAttribute('aria-disabled', 'true');
  });
  await voter.press('takes all of Noord away', 'leeg-noord', () => expect(page.locator('#basket .basket__item')).toHaveCount(0));
  for (const number of [1, 4, 5]) await voter.press(`chooses plan ${number} again`, `kies-${number}`, () => voter.isChosen(number));
  await voter.finish();
  expect(await voter.receipt()).toEqual([1, 4, 5]);
});

test('chooses one plan, and another takes its place', async ({ page, town, t, at, step }) => {
  const voter = new FormVoter(page, { t, at, step }, await town.form('one-plan'));
  await voter.choosing('vote-choose-title', 'form-one-plan');
  await voter.press('chooses a plan', 'kies-2', () => voter.isChosen(2));
  await voter.press('chooses another', 'kies-9', async () => {
    await voter.isChosen(9);
    await voter.isChosen(2, false);
  });
  await voter.finish();
  expect(await voter.receipt()).toEqual([9]);
});

test('votes blank, after being asked', async ({ page, town, t, at, step }) => {
  const voter = new FormVoter(page, { t, at, step }, await town.form('one-plan'));
  await voter.choosing();
  await voter.press('chooses a plan', 'kies-2', () => voter.isChosen(2));
  await step('would rather vote blank', async () => {
    await page.getByRole('link', { name: t('vote-blank') }).click();
    await expect(voter.heading('vote-blank-title')).toBeVisible();
    await expect(page.getByText(t('vote-blank-drops'))).toBeVisible();
  }, { shot: 'form-blank' });
  await step('confirms', async () => {
    await page.getByRole('button', { name: t('vote-blank-yes') }).click();
    await expect(voter.heading('vote-code-title')).toBeVisible();
  });
  await voter.identify(voter.code);
  await expect(page.getByText(t('vote-hand-in-blank'))).toBeVisible();
  await voter.handIn();
});

test('every form works without JavaScript', async ({ page, town, t, at, step }) => {
  const plain = await withoutScripts(page, step);
  const given = { t, at, step: plain, scripts: false };
  const points = new FormVoter(page, given, await town.form('points'));
  await points.choosing('vote-choose-title-points');
  await points.press('gives a point', 'erbij-2', () => expect(page.locator('#punten-2')).toHaveValue('1'));
  await plain('types a number', async () => {
    await page.locator('#punten-2').fill('4');
    await page.locator('#punten-2').press('Enter');
    await expect(page.locator('#punten-2')).toHaveValue('4');
  });
  const ranking = new FormVoter(page, given, await town.form('ranking'));
  await ranking.choosing('vote-choose-title-ranking');
  for (const number of [3, 8, 1]) await ranking.press(`chooses ${number}`, `kies-${number}`, () => expect(ranking.toggle(number)).toHaveAttribute('aria-pressed', 'true'));
  await plain('looks at the order', async () => {
    await ranking.basket.getByRole('link', { name: t('vote-rank-to-order') }).click();
    await expect(page.locator('.ranking__item')).toHaveCount(3);
  });
  await ranking.press('moves a plan down', 'lager-3', () => expect(page.locator('.ranking__item').first()).toHaveAttribute('id', 'rang-8'));
  await plain('sets a place', async () => {
    await page.locator('#plaats-1').selectOption('1');
    await page.locator('#rang-1').getByRole('button', { name: t('vote-rank-set') }).click();
    await expect(page.locator('.ranking__item').first()).toHaveAttribute('id', 'rang-1');
  });
  const answers = new FormVoter(page, given, await town.form('yes-no'));
  await answers.choosing('vote-choose-title-yes-no');
  await answers.press('says yes', 'yes-4', () => expect(page.locator('#yes-4')).toHaveAttribute('aria-pressed', 'true'));
  await answers.finish();
});
