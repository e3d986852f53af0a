// The life of a round, as staff and residents see each state of it.
import { Clerk, PLANS } from '../support/clerk.js';
import { expect, test } from '../support/looks.js';
import { mailTo } from '../support/mail.js';
import { Voter } from '../support/voter.js';

const DAY = 24 * 3600 * 1000;

test('a round from draft to final @english', async ({ page, browser, town, step, t }) => {
  const host = `riverdale-${Date.now()}.localhost`;
  const base = `http://${host}:${town.port}`;
  const clerk = new Clerk(page, { t, step, base, town });
  const resident = await browser.newContext({ ...test.info().project.use, baseURL: base });
  const voter = new Voter(await resident.newPage(), { t, at: () => `${base}/budget/${t('page-slug-vote')}`, step });
  const sees = (name, role) => voter.step(name, () => voter.page.goto(`${base}/budget/${t(`page-slug-${role}`)}`), { shot: `${role}-${name}` });
  await clerk.comeIn(host);
  await clerk.signInAgain();
  await voter.step('sees an empty front page', () => voter.page.goto(base), { shot: 'front-empty' });
  await clerk.makeProject();
  await voter.step('sees an empty project', () => voter.page.goto(`${base}/budget`), { shot: 'project-empty' });
  await sees('empty', 'plans');
  await sees('none', 'vote');
  for (const plan of PLANS) await clerk.addPlan(...plan);
  const closes = await clerk.makeRound();
  await clerk.choosePlans();
  await sees('draft', 'vote');
  const [code, lost] = await clerk.makeCodes();
  await clerk.dryRun(browser);
  await clerk.open();
  await voter.start('vote-start-fixed');
  await voter.begin();
  await voter.choose(2, 3);
  await voter.overview();
  await voter.toCode();
  await voter.identify(code);
  await voter.handIn('vote-done-fixed');
  await clerk.helps(code, lost);
  await test.step('the vote closes by itself', () => page.waitForTimeout(Math.max(0, closes - Date.now()) + 1500));
  await clerk.close();
  await sees('closed', 'vote');
  await sees('closed', 'outcome');
  await clerk.act('round-seal', 'round-seal-button', 'staff-round-seal');
  await clerk.act('round-tally', 'round-tally-button', 'staff-round-count');
  await clerk.seesTheCount();
  await clerk.act('round-publish', 'round-publish-button', 'staff-round-publish');
  await sees('provisional', 'outcome');
  await clerk.decide();
  await sees('decided', 'outcome');
  await clerk.act('round-finish', 'round-finish-button', 'staff-round-finish');
  await clerk.step('sees the final round', () => page.goto(clerk.round), 'staff-round-done');
  await sees('final', 'outcome');
  await clerk.readsTheLog();
  await resident.close();
});

test('a vote that is announced, and one with codes by mail', async ({ page, browser, town, step, t }) => {
  const host = `noord-${Date.now()}.localhost`;
  const base = `http://${host}:${town.port}`;
  const quiet = (name, action) => step(name, action);
  const clerk = new Clerk(page, { t, step: quiet, base, town });
  await clerk.comeIn(host, 'Gemeente Noord', 'nl');
  await clerk.makeProject('Buurtbudget Noord', 'Bewoners verdelen twintigduizend euro over plannen van hun buren.');
  for (const plan of PLANS.slice(0, 3)) await clerk.addPlan(...plan);
  const resident = await browser.newContext({ ...test.info().project.use, baseURL: base });
  const tab = await resident.newPage();
  const voter = new Voter(tab, { t, at: () => `/budget/${t('page-slug-vote')}`, step });

  await clerk.makeRound({ title: 'Eerste stemming', opensIn: DAY, closesIn: 8 * DAY });
  await clerk.choosePlans();
  await clerk.makeCodes();
  await clerk.open();
  await step('looks at the waiting round', () => page.goto(clerk.round), { shot: 'staff-round-announced' });
  await voter.step('sees when it begins', () => tab.goto(`${base}/budget/${t('page-slug-vote')}`), { shot: 'vote-announced' });
  await voter.step('sees it on the project', () => tab.goto(`${base}/budget`), { shot: 'project-announced' });

  await clerk.makeRound({ title: 'Tweede stemming', closesIn: 3 * DAY, email: true });
  await clerk.choosePlans();
  await clerk.makeCodes();
  await clerk.open();
  await voter.start('vote-start-email');
  await voter.begin();
  await voter.choose(1, 3);
  await voter.overview();
  await voter.step('chooses to vote by mail', async () => {
    await tab.getByRole('link', { name: t('vote-to-who') }).click();
    await tab.getByRole('link', { name: t('vote-rather-email') }).click();
  }, { shot: 'vote-email' });
  await voter.step('mistypes the address', async () => {
    await tab.locator('form').evaluateAll((all) => all.forEach((form) => { form.noValidate = true; }));
    await tab.getByRole('textbox').first().fill('jan');
    await tab.getByRole('button', { name: t('vote-email-send') }).click();
    await expect(tab.getByRole('alert')).toBeVisible();
  }, { shot: 'vote-email-wrong' });
  const asked = Date.now();
  await voter.step('asks for a code', async () => {
    await tab.getByRole('textbox').first().fill('jan@noord.example');
    await tab.getByRole('button', { name: t('vote-email-send') }).click();
    await expect(voter.heading('vote-mail-title')).toBeVisible();
  }, { shot: 'vote-email-code' });
  await voter.step('mistypes it', async () => {
    await tab.getByRole('textbox').first().fill('000000');
    await tab.getByRole('button', { name: t('vote-go') }).click();
    await expect(tab.getByRole('alert')).toBeVisible();
  }, { shot: 'vote-email-code-wrong' });
  const mail = await mailTo(town, 'jan@noord.example', asked);
  await voter.step('fills in the code from the mail', async () => {
    await tab.getByRole('textbox').first().fill(/\b\d{6}\b/.exec(mail.text)[0]);
    await tab.getByRole('button', { name: t('vote-go') }).click();
    await expect(voter.heading('vote-hand-in-title')).toBeVisible();
  }, { shot: 'vote-hand-in-email' });
  await voter.handIn('vote-done-email');
  await resident.close();
});
