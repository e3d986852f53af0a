import { expect, test } from '../support/fixtures.js';
import { Voter } from '../support/voter.js';

test('a resident votes with the code from a letter, and changes the vote', async ({ page, town, t, at, step, lang }) => {
  const voter = new Voter(page, { t, at, step });
  await voter.start('vote-start');
  await voter.begin('vote-choose');
  const cards = page.locator('.vote-card');
  await expect(cards).toHaveCount(58);

  await step('searches', async () => {
    const field = page.getByRole('searchbox');
    await field.fill(lang === 'nl' ? 'geveltuin' : 'garden');
    await field.press('Enter');
    await expect(cards).not.toHaveCount(58);
    expect(await cards.count()).toBeGreaterThan(0);
  });
  await step('finds nothing', async () => {
    await page.getByRole('searchbox').fill('xyzzy');
    await page.getByRole('searchbox').press('Enter');
    await expect(cards).toHaveCount(0);
  }, { shot: 'vote-choose-nothing' });
  await step('sees all again', async () => {
    await page.getByRole('searchbox').fill('');
    await page.getByRole('searchbox').press('Enter');
    await expect(cards).toHaveCount(58);
  });

  const filter = page.locator('.filter-bar__more');
  await step('opens the filters', async () => {
    // A wide screen shows them at once.
    if (await filter.locator('summary').isVisible()) await filter.locator('summary').click();
    await expect(filter.getByRole('radio').first()).toBeVisible();
  });
  let theme;
  await step('picks a theme', async () => {
    const second = filter.locator('.chip').nth(1);
    theme = (await second.innerText()).trim();
    await second.click();
    // The address follows when the list is there.
    await expect(page).toHaveURL(/theme=/);
    await expect(cards).not.toHaveCount(58);
    const pills = await cards.locator('.theme-pill').allInnerTexts();
    expect(new Set(pills.map((pill) => pill.trim()))).toEqual(new Set([theme]));
  });
  await step('sees all themes again', async () => {
    await filter.locator('.chip').first().click();
    await expect(page).not.toHaveURL(/theme=/);
    await expect(cards).toHaveCount(58);
  });
  await step('orders by number', async () => {
    await filter.getByRole('combobox').last().selectOption('number');
    await expect(page).toHaveURL(/order=number/);
    await expect(cards.first()).toHaveAttribute('id', 'plan-1');
  });

  const place = () => page.evaluate(() => window.scrollY);
  let before;
  await step('opens a plan far down', async () => {
    const more = page.locator('#meer-30');
    await more.scrollIntoViewIfNeeded();
    before = await place();
    await more.locator('summary').click();
    await expect(more).toHaveAttribute('open', '');
    expect(await place()).toBe(before);
  });
  await step('reads its page and comes back to the same place', async () => {
    await page.locator('#meer-30').getByRole('link').click();
    await expect(page).toHaveURL(/\/plan\/\d+-/);
    await page.goBack();
    await expect(page.locator('#meer-30')).toHaveAttribute('open', '');
    await expect.poll(place).toBeCloseTo(before, -2);
  });
  await step('chooses it without losing the place', async () => {
    const top = () => voter.card(30).evaluate((card) => card.getBoundingClientRect().top);
    const was = await top();
    await voter.toggle(30).click();
    await voter.isChosen(30);
    expect(Math.abs((await top()) - was)).toBeLessThan(4);
    await expect(page.locator('#meer-30')).toHaveAttribute('open', '');
  });

  await tooMuch(page, voter, { step, t });
  await voter.overview('vote-overview');
  const chosen = await voter.receipt();
  expect(chosen).toContain(30);
  await step('takes a plan away', async () => {
    await page.locator('#weg-30').click();
    await expect(page.locator('#weg-30')).toHaveCount(0);
    expect(await voter.receipt()).toEqual(chosen.filter((number) => number !== 30));
  });

  await voter.toCode('vote-code');
  const code = await town.code();
  await step('pastes the code as a whole', async () => {
    await page.locator('#code-1').fill(code.toLowerCase().replaceAll('-', ' '));
    await expect(page.locator('#code-3')).toHaveValue(code.slice(-5));
    await expect(page.getByText(t('vote-code-good'), { exact: true })).toHaveCount(3);
  });
  await step('mistypes a character, and the group says so', async () => {
    await voter.fillCode(wrong(code));
    await page.locator('#code-3').blur();
    await expect(page.locator('#code-3')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText(t('vote-code-bad'))).toBeVisible();
  });
  await step('sends the mistyped code, and keeps what was typed', async () => {
    await voter.sendCode();
    await expect(page.getByRole('alert')).toBeFocused();
    await expect(page.locator('#code-1')).toHaveValue(code.slice(0, 5));
  }, { shot: 'vote-code-wrong' });
  await voter.identify(code, 'vote-hand-in');
  const handed = await voter.receipt();
  expect(handed).toEqual(chosen.filter((number) => number !== 30));
  await voter.handIn('vote-done');
  // A ballot does not remember in which order somebody chose.
  expect(await voter.receipt()).toEqual([...handed].sort((one, other) => one - other));

  await step('changes the vote', async () => {
    await page.getByRole('button', { name: t('vote-change') }).click();
    await expect(voter.heading('vote-choose-title')).toBeVisible();
    await voter.isChosen(handed[0]);
  });
  await step('puts the plan back', async () => {
    await voter.toggle(handed[0]).click();
    await voter.isChosen(handed[0], false);
    await voter.toggle(30).click();
    await voter.isChosen(30);
  });
  await voter.overview();
  await step('goes on without the code', async () => {
    await page.getByRole('link', { name: t('vote-to-hand-in') }).click();
    await expect(voter.heading('vote-hand-in-title')).toBeVisible();
  });
  await voter.handIn();
  expect(await voter.receipt()).toContain(30);
  expect(await voter.receipt()).not.toContain(handed[0]);
});

test('the square code in a letter fills the code in and leaves no trace in the address', async ({ page, town, t, at, step }) => {
  const code = await town.code();
  const voter = new Voter(page, { t, at, step });
  await step('opens the link of the letter', async () => {
    await page.goto(`${at('/west-begroot/stemmen')}?step=who#c=${code}`);
    await expect(page.locator('#code-3')).toHaveValue(code.slice(-5));
    expect(page.url()).not.toContain(code);
  });
  await step('goes on', async () => {
    await voter.sendCode();
    await expect(voter.heading('vote-known-title').or(page.getByRole('heading', { name: t('vote-known-code') }))).toBeVisible();
  }, { shot: 'vote-known' });
});

/** Chooses the dearest plans until one does not fit, and sees that the answer is kind and changes nothing. */
async function tooMuch(page, voter, { step, t }) {
  await step('orders by cost', async () => {
    await page.getByRole('combobox').last().selectOption('cost');
    await expect(page).toHaveURL(/order=cost/);
  });
  const numbers = await page.locator('.vote-card').evaluateAll((all) => all.map((card) => Number(card.id.replace('plan-', ''))));
  const refused = page.locator('.choose__button[aria-disabled="true"]');
  for (const number of numbers.reverse()) {
    if ((await refused.count()) > 0) break;
    if ((await voter.toggle(number).getAttribute('aria-pressed')) === 'true') continue;
    await voter.choose(number);
  }
  await step('asks for a plan that no longer fits', async () => {
    const chosen = await page.locator('.choose__button[aria-pressed="true"]').count();
    const button = refused.first();
    const why = page.locator(`#${await button.getAttribute('aria-describedby')}`);
    await expect(why).toHaveText(t('vote-misfit-money'));
    // Playwright waits for buttons that can be pressed; this one answers all the same.
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('#melding')).toHaveText(await why.innerText());
    await expect(page.locator('.choose__button[aria-pressed="true"]')).toHaveCount(chosen);
  }, { shot: 'vote-choose-too-much' });
}

/** The code with its last random character exchanged, so that only the check character tells. */
function wrong(code) {
  const other = code[13] === 'A' ? 'B' : 'A';
  return code.slice(0, 13) + other + code.slice(14);
}
