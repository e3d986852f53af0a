// What residents see, in the town of the demonstration.
import { expect, test } from '../support/looks.js';
import { VOTE, Voter } from '../support/voter.js';

const PAGES = [
  ['front', '/'],
  ['project', '/west-begroot'],
  ['project-log', '/west-begroot/log'],
  ['project-over', '/west-begroot-2021'],
  ['plans', '/west-begroot/plannen'],
  ['plans-nothing', '/west-begroot/plannen?q=xyzzy'],
  ['vote-overview-empty', `${VOTE}?step=overview`],
  ['vote-over', '/west-begroot-2021/stemmen'],
  ['outcome', '/west-begroot-2021/uitslag'],
  ['outcome-waiting', '/west-begroot/uitslag'],
  ['text-about', '/over-meedoen'],
  ['text-privacy', '/privacy'],
  ['text-accessibility', '/toegankelijkheid'],
  ['text-house-rules', '/huisregels'],
  ['error-404', '/nergens'],
];

test('pages @both', async ({ page, at, step }) => {
  for (const [name, path] of PAGES) {
    await step(name, () => page.goto(at(path)), { shot: name });
  }
  for (const [name, project] of [['plan', 'west-begroot'], ['plan-over', 'west-begroot-2021']]) {
    await step(name, async () => {
      await page.goto(at(`/${project}/plannen?sort=oldest`));
      await page.locator('.plan-card__title a').first().click();
      await page.waitForURL(/plan/);
    }, { shot: name });
  }
});

test('the evening of the outcome @both', async ({ page, t, at, step }) => {
  await page.goto(at('/west-begroot-2021/uitslag'));
  await step('opens the large screen', () => page.getByRole('link', { name: t('present-open') }).click(), { shot: 'present-first', screen: true });
  await step('sees the first place', () => page.goto(`${page.url()}?place=1`), { shot: 'present-one', screen: true });
  await step('sees the end', () => page.goto(page.url().replace('place=1', 'place=99')), { shot: 'present-last' });
});

test('a vote with a code @both', async ({ page, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  const code = await town.code();
  await voter.start('vote-start');
  await voter.begin('vote-choose');
  await voter.step('finds nothing', () => page.goto(at(`${VOTE}?step=choose&q=xyzzy`)), { shot: 'vote-choose-nothing' });
  await voter.step('comes back', () => page.goto(at(`${VOTE}?step=choose&order=cost`)));
  const dear = await page.locator('.vote-card').evaluateAll((all) => all.map((card) => Number(card.id.replace('plan-', ''))));
  for (const number of dear.reverse()) {
    if (await page.locator('.choose__button[aria-disabled="true"]').count()) break;
    await voter.choose(number);
  }
  await voter.step('cannot choose more', () => page.locator('.choose__button[aria-disabled="true"]').first().scrollIntoViewIfNeeded(), { shot: 'vote-choose-too-much', screen: true });
  await voter.step('opens the basket', () => page.goto(at(`${VOTE}?step=choose&order=number`)), { shot: 'vote-choose-full' });
  await voter.overview('vote-overview');
  await voter.step('comes back to the start', () => page.goto(at(VOTE)), { shot: 'vote-start-again' });
  await voter.step('goes to the code', () => page.goto(at(`${VOTE}?step=overview`)));
  await voter.toCode('vote-code');
  await voter.step('sends a wrong code', async () => {
    await voter.fillCode(code.slice(0, 14) + (code[14] === 'A' ? 'B' : 'A'));
    await voter.sendCode();
    await expect(page.getByRole('alert')).toBeVisible();
  }, { shot: 'vote-code-wrong' });
  await voter.identify(code, 'vote-hand-in');
  await voter.handIn('vote-done');
  await voter.step('comes back later', () => page.goto(at(VOTE)), { shot: 'vote-start-voted' });
  await voter.step('goes to change the vote', async () => {
    await page.goto(at(`${VOTE}?step=done`));
    await page.getByRole('button', { name: t('vote-change') }).click();
    await expect(voter.heading('vote-choose-title')).toBeVisible();
  }, { shot: 'vote-change' });
  await voter.step('takes the first plan away', async () => {
    await page.locator('.choose__button[aria-pressed="true"]').first().click();
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
    await page.goto(at(`${VOTE}?step=overview`));
  }, { shot: 'vote-overview-change' });
  await voter.step('hands the change in', async () => {
    await page.getByRole('link', { name: t('vote-to-hand-in') }).click();
    await expect(voter.heading('vote-hand-in-title')).toBeVisible();
  }, { shot: 'vote-hand-in-change' });
  await voter.handIn('vote-done-changed');
});

test('two choices meet', async ({ page, browser, town, t, at, step }) => {
  const code = await town.code();
  const elsewhere = await browser.newContext({ ...test.info().project.use, baseURL: town.base });
  const before = new Voter(await elsewhere.newPage(), { t, at, step });
  await before.start();
  await before.begin();
  await before.choose(4, 11);
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
  await voter.step('fills in the code', async () => {
    await voter.fillCode(code);
    await voter.sendCode();
    await expect(voter.heading('vote-drafts-title')).toBeVisible();
  }, { shot: 'vote-drafts' });
});

test('who knows the code before choosing', async ({ page, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  await voter.step('opens the link of a letter', async () => {
    await page.goto(`${at(VOTE)}?step=who#c=${await town.code()}`);
    await expect(page.locator('#code-3')).not.toHaveValue('');
    await voter.sendCode();
  }, { shot: 'vote-known' });
});
