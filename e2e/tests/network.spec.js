// The ballot that cannot be lost: a network that goes and comes back before, during and after the hand-in, a server that is
// killed, a session that ran out. Nothing says that a vote is in before the server did.
import { expect, test } from '../support/fixtures.js';
import { PROJECT, VOTE, Voter } from '../support/voter.js';

const band = (page) => page.locator('#nog-niet-binnen');
const waits = (page) => page.evaluate(() => localStorage.getItem('samenspel-kept'));

/** From the first page to the last but one. */
async function toHandIn(voter, code, ...numbers) {
  await voter.start();
  await voter.begin();
  await voter.choose(...numbers);
  await voter.overview();
  await voter.toCode();
  await voter.identify(code);
}

function press(voter) {
  return voter.page.getByRole('button', { name: voter.t('vote-hand-in'), exact: true }).click();
}

/** Presses the last button where no answer comes, and is told so. */
async function handsInInVain(voter, key, shot) {
  await voter.step('hands the vote in, and nothing comes back', async () => {
    await press(voter);
    await expect(band(voter.page)).toHaveText(voter.t(key));
    await expect(voter.heading('vote-hand-in-title')).toBeVisible();
  }, { shot });
}

async function isInWith(voter, ...numbers) {
  await voter.step('is told by the server that the vote is in', () => voter.isIn());
  expect(await voter.receipt()).toEqual(numbers);
  expect(await waits(voter.page)).toBeNull();
}

test('choices that were made without a network are sent when it is back', async ({ page, context, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  await voter.start();
  await voter.begin();
  await voter.choose(4);
  await context.setOffline(true);
  await step('chooses without a network', async () => {
    await voter.toggle(7).click();
    await expect(band(page)).toHaveText(t('keep-choice-offline'));
    await voter.isChosen(7, false);
    await voter.toggle(8).click();
  }, { shot: 'network-choice' });
  await step('has a network again', async () => {
    await context.setOffline(false);
    await voter.isChosen(7);
    await voter.isChosen(8);
    await expect(band(page)).toHaveCount(0);
  });
  await voter.overview();
  expect(await voter.receipt()).toEqual([4, 7, 8]);
});

test('the network is cut before the hand-in', async ({ page, context, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  await toHandIn(voter, await town.code(), 4, 7);
  await context.setOffline(true);
  await handsInInVain(voter, 'keep-vote-offline', 'network-hand-in');
  await step('waits a while', async () => {
    await page.waitForTimeout(2_500);
    await expect(band(page)).toHaveText(t('keep-vote-offline'));
  });
  await context.setOffline(false);
  await isInWith(voter, 4, 7);
});

test('the network is cut during the hand-in: sent, and the answer lost', async ({ page, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  await toHandIn(voter, await town.code(), 4, 7);
  let sent = 0;
  await page.route('**/do/vote/*/hand-in', async (route) => {
    sent++;
    if (sent > 1) return route.continue();
    expect((await route.fetch({ maxRedirects: 0 })).status()).toBe(303);
    return route.abort('connectionreset');
  });
  await handsInInVain(voter, 'keep-vote-busy');
  await isInWith(voter, 4, 7);
  expect(sent, 'sent again, with the same name').toBe(2);
});

test('the network is cut after the hand-in', async ({ page, context, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  await toHandIn(voter, await town.code(), 4, 7);
  await voter.handIn();
  await context.setOffline(true);
  await step('has nothing that waits', async () => {
    expect(await waits(page)).toBeNull();
    await expect(band(page)).toHaveCount(0);
  });
  await context.setOffline(false);
  await step('comes back to the same page', () => page.reload());
  await isInWith(voter, 4, 7);
});

test('the tab is closed while the hand-in waits, and opened again elsewhere on the site', async ({ page, context, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  await toHandIn(voter, await town.code(), 4, 7);
  await context.setOffline(true);
  await handsInInVain(voter, 'keep-vote-offline');
  await page.close();
  await context.setOffline(false);
  const other = new Voter(await context.newPage(), { t, at, step });
  await other.step('opens another page of the site', async () => {
    await other.page.goto(at('/'));
    await expect(other.page.locator('#stem-bericht')).toContainText(t('keep-in'));
  }, { shot: 'network-in' });
  await other.step('has a look', () => other.page.getByRole('link', { name: t('keep-look') }).click());
  await isInWith(other, 4, 7);
});

test('the server is killed and comes back', async ({ page, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  await toHandIn(voter, await town.code(), 4, 7);
  town.child.kill('SIGKILL');
  await town.exited;
  await handsInInVain(voter, 'keep-vote-busy');
  await town.start();
  await isInWith(voter, 4, 7);
});

test('a server that is too busy is asked again when it said', async ({ page, town, t, at, step, complaints }) => {
  const voter = new Voter(page, { t, at, step });
  await toHandIn(voter, await town.code(), 4, 7);
  const moments = [];
  await page.route('**/do/vote/*/hand-in', (route) => {
    moments.push(Date.now());
    return moments.length > 1 ? route.continue() : route.fulfill({ status: 503, headers: { 'Retry-After': '4' } });
  });
  await handsInInVain(voter, 'keep-vote-busy');
  await isInWith(voter, 4, 7);
  expect(moments[1] - moments[0]).toBeGreaterThanOrEqual(4_000);
  expect(complaints.splice(0)).toEqual([expect.stringMatching(/^503 /)]);
});

test('who begins anew sends nothing of the one before', async ({ page, town, t, at, step, complaints }) => {
  const voter = new Voter(page, { t, at, step });
  await toHandIn(voter, await town.code(), 4, 7);
  await page.route('**/do/vote/*/hand-in', (route) => route.fulfill({ status: 503 }));
  await handsInInVain(voter, 'keep-vote-busy');
  await step('goes to the first page, where the same is told', async () => {
    await page.goto(at(VOTE));
    await expect(band(page)).toHaveText(t('keep-vote-busy'));
  });
  await step('begins anew', async () => {
    await page.getByRole('button', { name: t('vote-again') }).click();
    await expect(band(page)).toHaveCount(0);
    expect(await waits(page)).toBeNull();
  });
  await step('finds nothing of it elsewhere', async () => {
    await page.goto(at(PROJECT));
    await expect(page.locator('.kept')).toHaveCount(0);
  });
  complaints.splice(0);
});

test('a session that ran out keeps the choice', async ({ page, context, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  const code = await town.code();
  await toHandIn(voter, code, 4, 7);
  await context.clearCookies({ name: /voter/ });
  await step('hands in, and is asked for the code again', async () => {
    await press(voter);
    await expect(voter.heading('vote-code-title')).toBeVisible();
    expect(await waits(page)).toBeNull();
  }, { shot: 'network-session' });
  await voter.identify(code);
  expect(await voter.receipt()).toEqual([4, 7]);
  await voter.handIn();
  expect(await voter.receipt()).toEqual([4, 7]);
});

test('other pages of the project say how far one is', async ({ page, town, t, at, step }) => {
  const voter = new Voter(page, { t, at, step });
  const code = await town.code();
  await voter.start();
  await voter.begin();
  await voter.choose(4, 7);
  await step('goes elsewhere', async () => {
    await page.goto(at(PROJECT));
    await expect(page.locator('#nog-bezig')).toContainText(t('keep-unfinished'));
  }, { shot: 'network-unfinished' });
  await step('goes on', async () => {
    await page.locator('#nog-bezig').getByRole('link', { name: t('keep-go-on') }).click();
    await expect(voter.heading('vote-overview-title')).toBeVisible();
  });
  await voter.toCode();
  await voter.identify(code);
  await step('sends the nonce of this browser along', async () => {
    expect(await page.locator('input[name=nonce]').inputValue()).toMatch(/^[0-9a-f]{64}$/);
  });
  await voter.handIn();
  await step('is reminded of nothing any more', async () => {
    await page.goto(at(PROJECT));
    await expect(page.locator('.kept')).toHaveCount(0);
  });
});
