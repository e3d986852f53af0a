// Handing in a plan, in the town of the demonstration: staff open it, a resident writes, hands in, changes and withdraws.
import { Author, PLAN } from '../support/author.js';
import { Clerk } from '../support/clerk.js';
import { expect, test } from '../support/looks.js';
import { texts } from '../support/texts.js';
import { totp } from '../support/totp.js';

const QUESTION = { label: 'Hoe zeker ben je van dit plan?', choices: ['Ik doe het zelf | I will do it', 'Ik zoek nog mensen | I look for people'] };

test('handing in a plan @both', async ({ page, browser, town, step, t, at, lang }) => {
  const clerk = new Clerk(page, { t, step, base: `${town.base}${at('')}`, town });
  await comesIn(clerk, page, town, t, at);
  await clerk.collects('west-begroot', { question: QUESTION });
  const resident = await browser.newContext({ ...test.info().project.use, baseURL: town.base });
  const tab = await resident.newPage();
  const see = (name, path) => step(name, () => tab.goto(at(path)), { shot: name, page: tab });
  await see('project-collect', '/west-begroot');
  const path = at(`/west-begroot/${texts('nl')('page-slug-hand-in')}`);
  const author = new Author(tab, { t, path, step, town });
  await author.begin('hand-in');
  await author.step('goes on with nothing', () => author.press('hand-in-go-on'), { shot: 'hand-in-empty' });
  await author.fill({ title: PLAN.title }, 'hand-in-text-title');
  await author.step('looks', null, { shot: 'hand-in-text' });
  await author.step('writes too little', async () => {
    await author.field('summary').fill('Kort.');
    await author.press('hand-in-go-on');
    await expect(tab.getByRole('alert')).toBeVisible();
  }, { shot: 'hand-in-text-wrong' });
  await author.fill({ summary: PLAN.summary, text: PLAN.text }, 'hand-in-where-title');
  await author.step('looks', null, { shot: 'hand-in-where' });
  await author.fill({ place: 'Mercatorplein', cost: '2500' }, 'hand-in-questions-title');
  await author.step('looks', null, { shot: 'hand-in-questions' });
  await author.step('chooses an answer', () => tab.locator('main [type=radio]').first().check());
  await author.goOn('hand-in-pictures-title');
  await author.step('looks', null, { shot: 'hand-in-pictures' });
  await author.picture('Een boekenkast onder een boom.');
  await author.step('goes on', async () => { await author.press('hand-in-go-on'); await expect(author.heading('hand-in-who-title')).toBeVisible(); }, { shot: 'hand-in-who' });
  await author.step('gives half an address', async () => {
    await author.field('name').fill('Aisha de Vries');
    await author.field('email').evaluate((node) => { node.form.noValidate = true; });
    await author.field('email').fill('aisha');
    await author.press('hand-in-go-on');
    await expect(tab.getByRole('alert')).toBeVisible();
  }, { shot: 'hand-in-who-wrong' });
  await author.fill({ email: 'aisha@voorbeeldstad.example' }, 'hand-in-check-title');
  await author.step('looks it over', null, { shot: 'hand-in-check' });
  await author.step('comes back later', () => tab.goto(path), { shot: 'hand-in-again' });
  await author.step('opens the draft', async () => {
    await tab.getByRole('link', { name: PLAN.title }).click();
    await tab.goto(`${tab.url().replace(/step=\w+/, 'step=check')}`);
  });
  await author.handIn('aisha@voorbeeldstad.example', { code: 'hand-in-code', done: 'hand-in-done' });
  await see('own-plans', '/my-plans');
  await author.step('opens the plan', () => tab.getByRole('link', { name: PLAN.title }).click(), { shot: 'own-plan' });
  const own = tab.url();
  await author.step('changes it', () => author.press('own-change'), { shot: 'hand-in-change' });
  await author.step('skips to the end', async () => {
    await author.field('title').fill('Een boekenkast en een bank op het plein');
    await author.press('hand-in-go-on');
    await expect(author.heading('hand-in-text-title')).toBeVisible();
    await tab.goto(tab.url().replace(/step=\w+/, 'step=check'));
  }, { shot: 'hand-in-change-check' });
  await author.step('saves the change', () => author.press('hand-in-save-change'), { shot: 'hand-in-changed' });
  await author.step('sees the versions', () => tab.goto(own), { shot: 'own-plan-versions' });
  await author.step('invites somebody', async () => {
    await author.field('email').fill('bram@voorbeeldstad.example');
    await author.press('own-invite-send');
    await expect(tab.getByText(t('own-invited'))).toBeVisible();
  }, { shot: 'own-plan-invited' });
  await author.step('withdraws without a reason', () => author.press('own-withdraw'), { shot: 'own-withdraw-wrong' });
  await author.step('withdraws', async () => {
    await author.field('why').fill('Het plein wordt verbouwd.');
    await author.press('own-withdraw');
  }, { shot: 'own-plan-withdrawn' });
  await see('own-plans-withdrawn', '/my-plans');

  await step('enters one for somebody', () => page.goto(`${clerk.base}/staff/projects/west-begroot/plans/new`), { shot: 'staff-plan-for' });
  await step('sees where plans come from', () => page.goto(`${clerk.base}/staff/projects/west-begroot/plans/59`), { shot: 'staff-plan-came' });
  await resident.close();
  await town.begin();
});

async function comesIn(clerk, page, town, t, at) {
  const link = /http:\/\/localhost:\d+\/setup\/\S+/.exec(await town.command('admin-link', '--host', 'localhost'))[0];
  await page.goto(link.replace('/setup', at('/setup')));
  await page.getByRole('textbox').fill('griffie@voorbeeldstad.example');
  await page.getByRole('button', { name: t('setup-button') }).click();
  const secret = await page.locator('#sleutel').getAttribute('data-secret');
  await page.getByRole('textbox').fill(totp(secret));
  await page.getByRole('button', { name: t('sign-in-enter') }).click();
  await page.getByRole('link', { name: t('factor-recovery-kept') }).click();
}
