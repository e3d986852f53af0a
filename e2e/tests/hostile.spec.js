import { expect, test } from '../support/fixtures.js';
import { PROJECT, VOTE, Voter } from '../support/voter.js';

async function toLastPage(voter, code, ...numbers) {
  await voter.start();
  await voter.begin();
  await voter.choose(...numbers);
  await voter.overview();
  await voter.toCode();
  await voter.identify(code);
}

test('a double click hands in one vote', async ({ page, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  await toLastPage(voter, await town.code(), 4, 7);
  const answers = [];
  page.on('response', (response) => {
    if (response.url().includes('/hand-in')) answers.push(response.status());
  });
  await step('clicks twice', async () => {
    await page.getByRole('button', { name: t('vote-hand-in'), exact: true }).dblclick();
    await voter.isIn();
  });
  expect(answers.every((status) => status === 303)).toBe(true);
  expect(await voter.receipt()).toEqual([4, 7]);
});

test('the same form sent again by the back button changes nothing', async ({ page, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  await toLastPage(voter, await town.code(), 4, 7);
  await voter.handIn();
  await step('goes back', async () => {
    await page.goBack();
  });
  await step('sends what is there, if anything is', async () => {
    const button = page.getByRole('button', { name: t('vote-hand-in'), exact: true });
    if (await button.isVisible()) await button.click();
    await page.goto(`${at(VOTE)}?step=done`);
    await voter.isIn();
  });
  expect(await voter.receipt()).toEqual([4, 7]);
});

test('an identification that is over is told, and the choice is kept', async ({ page, context, town, t, at, step }) => {
  const code = await town.code();
  const voter = new Voter(page, { t, at, step });
  await toLastPage(voter, code, 4, 7);
  await context.clearCookies({ name: /voter/ });
  await step('hands in too late', async () => {
    await page.getByRole('button', { name: t('vote-hand-in'), exact: true }).click();
    await expect(voter.heading('vote-code-title')).toBeVisible();
    await expect(page.getByText(t('vote-expired'), { exact: true })).toBeVisible();
  }, { shot: 'vote-expired' });
  await voter.identify(code);
  expect(await voter.receipt()).toEqual([4, 7]);
  await voter.handIn();
});

test('a choice that somebody tampered with is refused by the rules', async ({ page, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  await toLastPage(voter, await town.code(), 4, 7);
  for (const choices of ['4', '4,4', '4,9999', Array.from({ length: 58 }, (_, i) => i + 1).join(',')]) {
    await step(`hands in ${choices.slice(0, 12)}`, async () => {
      await page.goto(`${at(VOTE)}?step=hand-in`);
      await page.locator('input[name="choices"]').evaluate((input, value) => { input.value = value; }, choices);
      await page.getByRole('button', { name: t('vote-hand-in'), exact: true }).click();
      await expect(page.getByRole('alert').first()).toBeVisible();
      await expect(voter.heading('vote-done-title')).toHaveCount(0);
    });
  }
  await step('hands in what was meant', async () => {
    await page.goto(`${at(VOTE)}?step=hand-in`);
    await page.getByRole('button', { name: t('vote-hand-in'), exact: true }).click();
    await voter.isIn();
  });
});

test('strange addresses are answered kindly', async ({ page, at, step }) => {
  const strange = [
    [`${VOTE}?step=%00`, 200],
    [`${VOTE}?step=choose&order=%27--&theme=%F0%9F%92%A9&q=${'a'.repeat(2000)}`, 200],
    [`${VOTE}?round=00000000-0000-4000-8000-000000000000`, 200],
    [`${PROJECT}/plannen?page=-1&order=%27`, 200],
    [`${PROJECT}/plannen?page=99999999999999999999`, 200],
    [`${PROJECT}/plan/99999999999-x`, 404],
    ['/nergens', 404],
    ['/staff/../../etc/passwd', 404],
  ];
  for (const [path, status] of strange) {
    await step(`asks for ${path.slice(0, 60)}`, async () => {
      const answer = await page.goto(at(path));
      expect(answer.status()).toBe(status);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    });
  }
});

test('a form from another site is refused', async ({ request, town }) => {
  const answer = await request.post('/sign-in', {
    headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    form: { email: 'somebody@example.org' },
  });
  expect(answer.status()).toBe(403);
  expect(town.port).toBeGreaterThan(0);
});

test('a vote that is over says so', async ({ page, t, at, step }) => {
  await step('opens the vote of 2021', async () => {
    await page.goto(at('/west-begroot-2021/stemmen'));
    await expect(page.getByRole('heading', { level: 1, name: t('vote-over-title') })).toBeVisible();
  }, { shot: 'vote-over' });
  await step('goes on to the outcome', async () => {
    await page.getByRole('link', { name: t('vote-see-outcome') }).first().click();
    await expect(page).toHaveURL(/uitslag/);
    await expect(page.getByText('290.790').or(page.getByText('290,790')).first()).toBeVisible();
  });
});
