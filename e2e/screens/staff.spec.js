// The rooms of the staff, in the town of the demonstration; and what those see who may not come in.
import { expect, test } from '../support/looks.js';
import { totp } from '../support/totp.js';

test('the rooms of the staff', async ({ page, town, step, t, at }) => {
  const link = /http:\/\/localhost:\d+\/setup\/\S+/.exec(await town.command('admin-link', '--host', 'localhost'))[0];
  await step('opens the one-time link', () => page.goto(link.replace('/setup', at('/setup'))), { shot: 'staff-setup' });
  await step('gives an address', async () => {
    await page.getByRole('textbox').fill('griffie@voorbeeldstad.example');
    await page.getByRole('button', { name: t('setup-button') }).click();
    await page.locator('#sleutel').waitFor();
  }, { shot: 'staff-factor-set-up' });
  await step('mistypes the digits', async () => {
    await page.getByRole('textbox').fill('000000');
    await page.getByRole('button', { name: t('sign-in-enter') }).click();
    await expect(page.getByRole('alert')).toBeVisible();
  }, { shot: 'staff-factor-wrong' });
  const secret = await page.locator('#sleutel').getAttribute('data-secret');
  await step('shows the second factor', async () => {
    await page.getByRole('textbox').fill(totp(secret));
    await page.getByRole('button', { name: t('sign-in-enter') }).click();
    await page.getByRole('link', { name: t('factor-recovery-kept') }).waitFor();
  }, { shot: 'staff-recovery' });
  await page.getByRole('link', { name: t('factor-recovery-kept') }).click();

  const rounds = {};
  for (const project of ['west-begroot', 'west-begroot-2021']) {
    await page.goto(at(`/staff/projects/${project}/rounds`));
    rounds[project] = new URL(await page.locator('main table a').first().evaluate((to) => to.href)).pathname;
  }
  const [running, over] = [rounds['west-begroot'], rounds['west-begroot-2021']];
  const project = at('/staff/projects/west-begroot');
  const rooms = [
    ['desk', at('/staff')], ['projects', at('/staff/projects')], ['new-project', at('/staff/new-project')],
    ['project', project], ['phases', `${project}/phases`], ['rules', `${project}/rules`],
    ['plans', `${project}/plans`], ['plans-nothing', `${project}/plans?q=xyzzy`], ['plan', `${project}/plans/1`],
    ['rounds', `${project}/rounds`], ['round-new', `${project}/rounds/new`], ['round', running], ['round-plans', `${running}/plans`],
    ['compare', `${running}/compare`], ['prolong', `${running}/prolong`], ['strike', `${running}/strike`], ['codes', `${running}/codes`],
    ['codes-new', `${running}/codes/new`], ['codes-withdraw', `${running}/codes/withdraw`], ['round-final', over],
    ['count', `${over}/count`], ['organisation', at('/staff/organisation')], ['people', at('/staff/people')],
    ['labels', `${project}/labels`], ['organisation-labels', at('/staff/organisation/labels')],
    ['organisations', at('/staff/organisations')], ['log', at('/staff/log')], ['not-there', `${project}/plans/999`], ['project-public-log', at('/west-begroot/log')],
  ];
  for (const [name, path] of rooms) await step(name, () => page.goto(path), { shot: `staff-${name}` });

  await step('compares the rules on the ballots of an older vote', async () => {
    const ballots = await page.request.get(`/api/v1/rounds/${over.split('/').pop()}/exports/pabulib`);
    await page.goto(`${running}/compare`);
    await page.locator('#file').setInputFiles({ name: 'west-2021.pb', mimeType: 'text/plain', buffer: await ballots.body() });
    await page.getByRole('button', { name: t('compare-file-button') }).click();
    await page.locator('#regels').waitFor({ timeout: 60_000 });
  }, { shot: 'staff-compared' });
  await step('opens all ways to count', async () => {
    await page.goto(`${project}/rounds/new`);
    await page.getByText(t('round-rule-more'), { exact: true }).first().click();
  }, { shot: 'staff-ways' });
  await step('looks at an organisation of the installation', async () => {
    await page.goto(at('/staff/organisations'));
    await page.locator('main table a').first().click();
  }, { shot: 'staff-organisation-hosts' });
  await step('changes the rules, and everybody can read what changed', async () => {
    await page.goto(`${project}/rules`);
    await page.locator('#minimum_age').fill('14');
    await page.locator('#reason').fill('De jongerenraad vroeg erom.');
    await page.getByRole('button', { name: t('word-save'), exact: true }).click();
    await page.waitForURL(/saved=1/);
    await page.goto(at('/west-begroot/log/rules'));
    await expect(page.locator('ins')).toHaveCount(1);
  }, { shot: 'project-rules-versions' });

  await step('saves a plan with mistakes in it', async () => {
    await page.goto(`${project}/plans/new`);
    await page.locator('[name="summary"]').fill('Een zin die bewaard blijft.');
    await page.locator('[name="cost"]').fill('twaalf');
    await page.getByRole('button', { name: t('word-save'), exact: true }).click();
    await expect(page.getByRole('alert')).toBeVisible();
  }, { shot: 'staff-plan-wrong' });
  await step('prolongs the vote to before its end', async () => {
    await page.goto(`${running}/prolong`);
    await page.locator('#closes_at').fill('2026-01-01T12:00');
    await page.locator('main form button').last().click();
    await expect(page.getByRole('alert')).toBeVisible();
  }, { shot: 'staff-prolong-wrong' });
  await step('prolongs the vote', async () => {
    await page.goto(`${running}/prolong`);
    const now = await page.locator('#closes_at').inputValue();
    await page.locator('#closes_at').fill(now.replace(/T.*/, 'T18:00'));
    await page.locator('#reason').fill('De brieven kwamen een dag later.');
    await page.locator('main form button').last().click();
    await page.waitForLoadState();
    await page.goto(at('/staff/log'));
  }, { shot: 'staff-log-prolonged' });
  await step('strikes a plan', async () => {
    await page.goto(`${running}/strike`);
    await page.locator('main select').first().selectOption({ index: 1 });
    await page.locator('#reason').fill('De indieners trokken het plan in.');
    await page.locator('main form button').last().click();
    await page.waitForLoadState();
    await page.goto(running);
  }, { shot: 'staff-round-struck' });
  await step('sees the plan struck', () => page.goto(at('/west-begroot/stemmen?step=choose&order=number')), { shot: 'vote-choose-struck' });
});

test('signing in', async ({ page, town, step, t, at }) => {
  await step('is asked to sign in', () => page.goto(at('/staff')), { shot: 'sign-in' });
  await step('mistypes the address', async () => {
    await page.locator('form').evaluateAll((all) => all.forEach((form) => { form.noValidate = true; }));
    await page.getByRole('textbox').fill('griffie');
    await page.getByRole('button', { name: t('sign-in-send') }).click();
    await expect(page.getByRole('alert')).toBeVisible();
  }, { shot: 'sign-in-wrong' });
  await step('asks for a code', async () => {
    await page.getByRole('textbox').fill('bewoner@voorbeeldstad.example');
    await page.getByRole('button', { name: t('sign-in-send') }).click();
    await expect(page.getByRole('heading', { level: 1, name: t('sign-in-code-title') })).toBeVisible();
  }, { shot: 'sign-in-code' });
  await step('mistypes it', async () => {
    await page.getByRole('textbox').fill('000000');
    await page.getByRole('button', { name: t('sign-in-enter') }).click();
    await expect(page.getByRole('alert')).toBeVisible();
  }, { shot: 'sign-in-code-wrong' });
  await step('sends a form from elsewhere', async () => {
    await page.route('**/elders', (route) => route.fulfill({
      contentType: 'text/html', body: `<form method="post" action="${town.base}${at('/sign-in')}"><button>x</button></form>`,
    }));
    await page.goto('http://elders.localhost/elders');
    await page.getByRole('button').click();
    await page.waitForURL(`${town.base}/**`);
  }, { shot: 'error-403' });
});
