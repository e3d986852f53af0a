// Another organisation, in English, with other limits: from the one-time link to the published decision, without a line of code.
import { Clerk, PLANS } from '../support/clerk.js';
import { expect, test } from '../support/fixtures.js';
import { totp } from '../support/totp.js';
import { Voter } from '../support/voter.js';

test.describe('a round of another organisation @english', () => {
  test.setTimeout(600_000);

  test('is made, opened, voted in, closed, sealed, counted, decided and published by staff', async ({ page, browser, town, step, t }) => {
    const host = `riverdale-${Date.now()}.localhost`;
    const base = `http://${host}:${town.port}`;
    const clerk = new Clerk(page, { t, step, base, town });
    await clerk.comeIn(host);
    await clerk.signInAgain();
    await clerk.makeProject();
    for (const plan of PLANS) await clerk.addPlan(...plan);
    const closes = await clerk.makeRound();
    await clerk.choosePlans();
    const [code, lost] = await clerk.makeCodes();
    await clerk.dryRun(browser);
    await clerk.open();

    const resident = await browser.newContext({ ...test.info().project.use, baseURL: base });
    const voter = new Voter(await resident.newPage(), { t, at: (path) => path, step });
    await residentVotes(voter, base, code, t);
    await clerk.helps(code, lost);

    await test.step('the vote closes by itself', async () => {
      await page.waitForTimeout(Math.max(0, closes - Date.now()) + 1500);
    });
    await voter.step('comes too late', async () => {
      await voter.page.goto(`${base}/budget/${t('page-slug-vote')}`);
      await expect(voter.page.getByRole('heading', { level: 1, name: t('vote-over-title') })).toBeVisible();
    });
    await clerk.close();
    await clerk.act('round-seal', 'round-seal-button', 'staff-round-seal');
    await clerk.act('round-tally', 'round-tally-button', 'staff-round-count');
    await clerk.seesTheCount();
    await voter.step('sees no outcome before it is published', async () => {
      await voter.page.goto(`${base}/budget/${t('page-slug-outcome')}`);
      await expect(voter.page.getByText(PLANS[1][0])).toHaveCount(0);
    });
    await clerk.act('round-publish', 'round-publish-button', 'staff-round-publish');
    await clerk.decide();
    await clerk.act('round-finish', 'round-finish-button', 'staff-round-finish');
    await voter.step('reads the outcome', async () => {
      await voter.page.goto(`${base}/budget/${t('page-slug-outcome')}`);
      await expect(voter.page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(voter.page.getByText(PLANS[1][0]).first()).toBeVisible();
      await expect(voter.page.getByText('Riverdale council').first()).toBeVisible();
    }, { shot: 'outcome-riverdale' });
    await resident.close();
    await clerk.readsTheLog();
    await clerk.signsOut();
  });
});

/** A resident with a code from a letter: two plans, no more. */
async function residentVotes(voter, base, code, t) {
  const { page } = voter;
  await voter.step('opens the vote', async () => {
    await page.goto(`${base}/budget/${t('page-slug-vote')}`);
    await expect(page.getByRole('heading', { level: 1, name: t('vote-start-title') })).toBeVisible();
  }, { shot: 'vote-start-riverdale' });
  await voter.begin();
  await voter.choose(2, 3);
  await voter.step('cannot choose a third', async () => {
    await expect(voter.toggle(1)).toHaveAttribute('aria-disabled', 'true');
    await expect(page.locator('#waarom-1')).toHaveText(t('vote-misfit-plans'));
  });
  await voter.overview();
  await voter.toCode();
  await voter.identify(code);
  await voter.handIn();
  await voter.step('sees that it cannot be changed', async () => {
    await expect(page.getByText(t('vote-changed-never'))).toBeVisible();
    await expect(page.getByRole('button', { name: t('vote-change') })).toHaveCount(0);
  });
}

/** The operator's page about the one organisation of the demonstration. */
async function ownOrganisation(page, at) {
  await page.goto(at('/staff/organisations'));
  return new URL(await page.locator('main table a').first().evaluate((link) => link.href)).pathname;
}

test('every room of the staff is fit for everybody', async ({ page, town, step, t, at, lang }) => {
  const link = /http:\/\/localhost:\d+\/setup\/\S+/.exec(await town.command('admin-link', '--host', 'localhost'))[0];
  await page.goto(link.replace('/setup', at('/setup')));
  await page.getByRole('textbox').fill(`staff-${lang}@voorbeeldstad.example`);
  await page.getByRole('button', { name: t('setup-button') }).click();
  const secret = await page.locator('#sleutel').getAttribute('data-secret');
  await page.getByRole('textbox').fill(totp(secret));
  await page.getByRole('button', { name: t('sign-in-enter') }).click();
  await page.getByRole('link', { name: t('factor-recovery-kept') }).click();

  const rounds = {};
  for (const project of ['west-begroot', 'west-begroot-2021']) {
    await page.goto(at(`/staff/projects/${project}/rounds`));
    rounds[project] = new URL(await page.locator('main table a').first().evaluate((link) => link.href)).pathname;
  }
  const [running, over] = [rounds['west-begroot'], rounds['west-begroot-2021']];
  const rooms = [
    ['desk', at('/staff')], ['projects', at('/staff/projects')], ['project', at('/staff/projects/west-begroot')],
    ['phases', at('/staff/projects/west-begroot/phases')], ['rules', at('/staff/projects/west-begroot/rules')],
    ['plans', at('/staff/projects/west-begroot/plans')], ['plan', at('/staff/projects/west-begroot/plans/1')],
    ['rounds', at('/staff/projects/west-begroot/rounds')], ['round', running], ['round-plans', `${running}/plans`],
    ['prolong', `${running}/prolong`], ['strike', `${running}/strike`], ['codes', `${running}/codes`],
    ['codes-withdraw', `${running}/codes/withdraw`], ['round-final', over], ['count', `${over}/count`],
    ['collect', at('/staff/projects/west-begroot/plans/collect')], ['map', at('/staff/projects/west-begroot/plans/map')], ['labels', at('/staff/projects/west-begroot/labels')],
    ['organisation', at('/staff/organisation')], ['organisation-labels', at('/staff/organisation/labels')],
    ['organisations', at('/staff/organisations')], ['organisation-hosts', await ownOrganisation(page, at)], ['people', at('/staff/people')], ['log', at('/staff/log')],
  ];
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    for (const [name, path] of rooms) {
      await step(`enters ${name}, ${scheme}`, async () => {
        expect((await page.goto(path)).status()).toBe(200);
        await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      }, { shot: lang === 'nl' ? `staff-${name}` : undefined });
    }
  }
});
