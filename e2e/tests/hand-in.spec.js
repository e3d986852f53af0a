// Handing in a plan in a municipality of its own, which a member of staff has just made.
import { Author, PLAN } from '../support/author.js';
import { Clerk } from '../support/clerk.js';
import { expect, test } from '../support/fixtures.js';
import { mailTo } from '../support/mail.js';
import { withoutScripts } from '../support/no-js.js';

const QUESTION = { label: 'Hoe zeker ben je?', choices: ['Ik doe het zelf', 'Ik zoek nog mensen'] };
/** The municipality of this worker's town; made once, without looking: the tests of staff look at how it is made. */
let made;

test.beforeEach(async ({ browser, town, t, lang }) => {
  if (made?.town === town) return;
  const host = `noord-${Date.now()}.localhost`;
  const base = `http://${host}:${town.port}`;
  const context = await browser.newContext({ ...test.info().project.use, baseURL: base });
  const clerk = new Clerk(await context.newPage(), { t, step: (_, action) => action?.(), base, town });
  await clerk.comeIn(host, 'Gemeente Noord', lang);
  await clerk.makeProject('Buurtbudget Noord', 'Bewoners maken plannen en verdelen daarna het geld.');
  await clerk.addArea('budget', 'Noordkwartier');
  await clerk.collects('budget', { question: QUESTION, documents: true });
  made = { town, base, session: await context.storageState(), path: `${base}/budget/${t('page-slug-hand-in')}` };
  await context.close();
});

test('a new resident hands in a plan, and loses the tab at every step', async ({ page, context, town, t, step }) => {
  let author = new Author(page, { t, path: made.path, step, town });
  await author.step('finds the way in the menu', async () => {
    await page.goto(`${made.base}/budget`);
    await page.getByRole('navigation').getByRole('link', { name: t('page-title-hand-in'), exact: true }).click();
    await expect(author.heading('hand-in-title')).toBeVisible();
  });
  await author.step('goes on with nothing', async () => {
    await author.press('hand-in-go-on');
    await expect(page.getByRole('alert')).toBeFocused();
  });
  /** Closes the tab once what was typed is saved, comes back through the front door of the form, and is where it was. */
  const lose = async (where, title, saved = true) => {
    if (saved) await expect(author.page.locator('#opgeslagen')).toHaveText(t('hand-in-js-saved'));
    await author.page.close();
    author = new Author(await context.newPage(), { t, path: made.path, step, town });
    await author.begin();
    await author.step(`goes on after losing the tab at ${where}`, async () => {
      const drafts = author.page.getByRole('link', { name: PLAN.title });
      await expect(drafts).toHaveCount(1);
      await drafts.click();
      await expect(author.field('title')).toHaveValue(PLAN.title);
      if (where === 'title') return;
      await author.page.goto(author.page.url().replace(/step=\w+/, `step=${where}`));
      await expect(author.heading(title)).toBeVisible();
    });
  };
  const type = (fields) => author.step(`types ${Object.keys(fields).join(', ')}`, async () => {
    for (const [name, value] of Object.entries(fields)) await author.field(name).first().fill(value);
  });
  await type({ title: PLAN.title });
  await lose('title', 'hand-in-title');
  await author.goOn('hand-in-text-title');
  await type({ summary: PLAN.summary, text: PLAN.text });
  await lose('text', 'hand-in-text-title');
  await expect(author.field('summary')).toHaveValue(PLAN.summary);
  await expect(author.field('text')).toHaveValue(PLAN.text);
  await author.goOn('hand-in-where-title');
  await author.pointAt('hand-in-place');
  await type({ place: 'Het plein', cost: '2500' });
  await lose('where', 'hand-in-where-title');
  await expect(author.field('place')).toHaveValue('Het plein');
  await expect(author.field('latitude')).toHaveValue(/^52[.,]3/);
  await author.goOn('hand-in-questions-title');
  await author.step('answers', () => author.page.getByLabel('Ik doe het zelf').check());
  await lose('questions', 'hand-in-questions-title');
  await expect(author.page.getByLabel('Ik doe het zelf')).toBeChecked();
  await author.goOn('hand-in-pictures-title');
  await author.picture('Een boekenkast onder een boom.');
  await lose('pictures', 'hand-in-pictures-title', false);
  await expect(author.page.locator('main img').first()).toBeVisible();
  await author.step('describes the photo again', () => author.field('alt-1').fill('Een boekenkast onder een boom.'));
  await author.document('../Tekening <b>.pdf');
  await author.goOn('hand-in-who-title');
  await type({ name: 'Aisha de Vries', email: 'aisha@noord.example' });
  await lose('who', 'hand-in-who-title');
  await expect(author.field('email')).toHaveValue('aisha@noord.example');
  await author.goOn('hand-in-check-title');
  await lose('check', 'hand-in-check-title', false);
  await expect(author.page.getByText(PLAN.summary)).toBeVisible();
  await author.step('asks for the code', async () => {
    await author.press('hand-in-send');
    await expect(author.heading('hand-in-code-title')).toBeVisible();
  });
  await lose('check', 'hand-in-check-title', false);
  await author.handIn('aisha@noord.example', { code: 'hand-in-code', done: 'hand-in-done' });
  await author.step('sees it on the site', async () => {
    await author.page.getByRole('link', { name: t('own-see') }).click();
    await expect(author.page.getByRole('heading', { level: 1, name: PLAN.title })).toBeVisible();
    // The part of town comes from the point on the map.
    await expect(author.page.getByText('Noordkwartier').first()).toBeVisible();
  });
});

test('a plan is handed in without JavaScript', async ({ page, town, t, step }) => {
  const bare = await withoutScripts(page, step);
  const author = new Author(page, { t, path: made.path, step: bare, town, scripts: false });
  const title = 'Bloembakken in de straat';
  await author.begin();
  await author.fill({ title }, 'hand-in-text-title');
  await author.step('writes too little', async () => {
    await author.field('summary').fill('Kort.');
    await author.press('hand-in-go-on');
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(author.field('summary')).toHaveValue('Kort.');
  });
  await author.fill({ summary: PLAN.summary, text: PLAN.text }, 'hand-in-where-title');
  await author.pointAt();
  await author.goOn('hand-in-questions-title');
  await author.step('answers', () => page.getByLabel('Ik zoek nog mensen').check());
  await author.goOn('hand-in-pictures-title');
  await author.picture('Bloembakken langs de stoep.');
  await author.goOn('hand-in-who-title');
  await author.fill({ email: 'bram@noord.example' }, 'hand-in-check-title');
  await author.step('comes back later', async () => {
    await page.goto(author.path);
    await page.getByRole('link', { name: title }).click();
    await page.goto(page.url().replace(/step=\w+/, 'step=check'));
    await expect(author.heading('hand-in-check-title')).toBeVisible();
  });
  await author.handIn('bram@noord.example');
});

test('staff enter a plan for somebody', async ({ browser, town, t, step }) => {
  const staff = await browser.newContext({ ...test.info().project.use, baseURL: made.base, storageState: made.session });
  const page = await staff.newPage();
  const at = (name, action) => step(name, action, { page });
  await at('opens the form', () => page.goto(`${made.base}/staff/projects/budget/plans/new`));
  await at('fills it in', async () => {
    await page.locator('[name="title"]').fill('Een pingpongtafel');
    await page.locator('[name="summary"]').fill('Een stenen tafel op het veldje.');
    await page.locator('[name="text"]').fill('Op het veldje is plaats voor een stenen tafel.');
    await page.locator('[name="channel"]').selectOption('counter');
    await page.locator('[name="email"]').fill('cor@noord.example');
  });
  await at('saves it', async () => {
    await page.getByRole('button', { name: t('word-save'), exact: true }).click();
    await expect(page).toHaveURL(/saved=1/);
    await expect(page.getByText(t('staff-channel-counter'))).toBeVisible();
    await expect(page.getByRole('link', { name: 'cor@noord.example' })).toBeVisible();
  });
  expect((await mailTo(town, 'cor@noord.example')).text).toContain('Een pingpongtafel');
  await staff.close();
});

test('a spreadsheet with errors is mended and sent again', async ({ browser, t, step }) => {
  const staff = await browser.newContext({ ...test.info().project.use, baseURL: made.base, storageState: made.session });
  const page = await staff.newPage();
  const at = (name, action, shot) => step(name, action, { page, shot });
  const send = async (name, lines) => {
    const head = [t('sheet-title'), t('sheet-cost'), t('sheet-published')].join(';');
    const buffer = Buffer.from([head, ...lines].join('\n'));
    await page.locator('#sheet').setInputFiles({ name, mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: t('import-look'), exact: true }).click();
  };
  await at('opens the page of files', () => page.goto(`${made.base}/staff/projects/budget/plans/import`), 'import');
  await at('sends something that is no spreadsheet', async () => {
    await page.locator('#sheet').setInputFiles({ name: 'plannen.xlsx', mimeType: 'image/png', buffer: Buffer.from('\x89PNG\r\n\x1a\n\0') });
    await page.getByRole('button', { name: t('import-look'), exact: true }).click();
    await expect(page.getByRole('alert')).toBeFocused();
  });
  await at('sends rows with errors', async () => {
    await send('plannen.csv', [`Een tafeltennistafel;duur;${t('word-yes')}`, ';10;misschien']);
    await expect(page.getByText(t('import-problems-why'))).toBeVisible();
    await expect(page.getByRole('table').getByRole('row')).toHaveCount(4);
  }, 'import-problems');
  await at('mends them and sends again', async () => {
    await page.getByRole('link', { name: t('import-another') }).click();
    await send('plannen.csv', [`Een tafeltennistafel;1200;${t('word-yes')}`, `Een schommel;900;${t('word-yes')}`]);
    await expect(page.getByText(t('import-fine'))).toBeVisible();
  }, 'import-fine');
  await at('imports them', async () => {
    await page.getByRole('button', { name: t('import-run'), exact: true }).click();
    await expect(page.getByText(t('import-done'), { exact: true })).toBeVisible({ timeout: 20_000 });
  }, 'import-done');
  await at('sees them in the table', async () => {
    await page.getByRole('link', { name: t('import-to-plans') }).click();
    await expect(page.getByRole('link', { name: 'Een tafeltennistafel' })).toBeVisible();
  }, 'staff-plans');
  await at('writes how one stands on the ballot', async () => {
    await page.getByRole('link', { name: 'Een schommel' }).click();
    await page.getByRole('link', { name: t('ballot-title') }).click();
    await page.locator('#title').fill('Een schommel voor iedereen');
    await page.getByRole('button', { name: t('word-save'), exact: true }).click();
    await expect(page).toHaveURL(/saved=1/);
  }, 'staff-ballot');
  await staff.close();
});
