// The way of staff through their rooms: from the one-time link to the last act of a round. `step` looks after each step.
import { expect, test } from './fixtures.js';
import { mailTo } from './mail.js';
import { totp } from './totp.js';

const CLERK = 'clerk@riverdale.example';
export const PLANS = [
  ['A slide for the playground', 12_000, 'A slide of six metres, chosen by the pupils of two schools.'],
  ['Trees in Mill Street', 9_000, 'Twelve trees where there is only stone now.'],
  ['A repair café', 4_000, 'Every Saturday neighbours mend what is broken.'],
  ['Benches along the river', 6_500, 'Eight benches with a view, made of wood from the old pier.'],
];

export class Clerk {
  constructor(page, { t, step, base, town }) {
    Object.assign(this, { page, t, base, town });
    this.step = (name, action, shot) => step(name, action, { shot });
  }

  field(key) {
    return this.page.getByLabel(this.t(key));
  }

  press(key) {
    return this.page.getByRole('button', { name: this.t(key), exact: true }).click();
  }

  follow(key) {
    return this.page.getByRole('link', { name: this.t(key) }).first().click();
  }

  title(key) {
    return expect(this.page.getByRole('heading', { level: 1, name: this.t(key) })).toBeVisible();
  }

  async comeIn(host, name = 'Riverdale', lang = 'en') {
    const printed = await this.town.command('admin-link', '--host', host, '--name', name, '--lang', lang, '--json');
    const { link } = JSON.parse(printed.trim().split('\n').at(-1));
    await this.step('opens the one-time link', async () => {
      await this.page.goto(link);
      await this.title('setup-title');
    }, 'staff-setup');
    await this.step('gives an address', async () => {
      await this.field('sign-in-email').fill(CLERK);
      await this.press('setup-button');
      await this.title('factor-set-up-title');
    }, 'staff-totp');
    this.secret = await this.page.locator('#sleutel').getAttribute('data-secret');
    await this.step('mistypes the digits', async () => {
      await this.page.getByRole('textbox').fill('000000');
      await this.press('sign-in-enter');
      await expect(this.page.getByRole('alert')).toBeVisible();
    });
    await this.step('sets up the second factor', async () => {
      this.secret = await this.page.locator('#sleutel').getAttribute('data-secret');
      this.used = totp(this.secret);
      await this.page.getByRole('textbox').fill(this.used);
      await this.press('sign-in-enter');
      await this.title('factor-recovery-title');
    }, 'staff-recovery');
    await this.step('goes on to the desk', async () => {
      await this.follow('factor-recovery-kept');
      await expect(this.page).toHaveURL(/\/staff$/);
    }, 'staff-desk-empty');
    await this.step('finds the link used up', async () => {
      const answer = await this.page.goto(link);
      expect(answer.status()).toBeGreaterThanOrEqual(400);
      expect(answer.status()).toBeLessThan(500);
    }, 'staff-setup-used');
  }

  /** The shortest way in, for who comes to see something else: the town's own link and a second factor. */
  async comeInBy(setup, host = 'localhost') {
    const link = /http:\/\/localhost:\d+\/setup\/\S+/.exec(await this.town.command('admin-link', '--host', host))[0];
    await this.page.goto(link.replace('/setup', setup));
    await this.field('sign-in-email').fill(CLERK);
    await this.press('setup-button');
    this.secret = await this.page.locator('#sleutel').getAttribute('data-secret');
    await this.page.getByRole('textbox').fill(totp(this.secret));
    await this.press('sign-in-enter');
    await this.page.getByRole('link', { name: this.t('factor-recovery-kept') }).click();
  }

  async signInAgain() {
    await this.step('goes to the staff rooms', () => this.page.goto(`${this.base}/staff`));
    await this.signsOut();
    await this.step('is asked to sign in', async () => {
      await this.page.goto(`${this.base}/staff`);
      await this.title('sign-in-title');
    }, 'staff-sign-in');
    const asked = Date.now();
    await this.step('asks for a code by mail', async () => {
      await this.page.getByRole('textbox').fill(CLERK);
      await this.press('sign-in-send');
      await this.title('sign-in-code-title');
    }, 'staff-sign-in-code');
    const mail = await mailTo(this.town, CLERK, asked);
    await this.step('fills in the code from the mail', async () => {
      await this.page.getByRole('textbox').fill(/\b\d{6}\b/.exec(mail.text)[0]);
      await this.press('sign-in-enter');
      await this.title('factor-title');
    }, 'staff-factor');
    await this.step('fills in the digits of the app', async () => {
      // The digits that were used to set up the app are not taken twice.
      await this.freshDigits();
      await this.press('sign-in-enter');
      await expect(this.page).toHaveURL(/\/staff$/);
    });
  }

  async freshDigits() {
    const next = Math.ceil(Date.now() / 30_000) * 30_000;
    if (totp(this.secret) === this.used) await this.page.waitForTimeout(next - Date.now() + 500);
    await this.page.getByRole('textbox').fill(totp(this.secret));
  }

  async signsOut() {
    await this.step('signs out', async () => {
      await this.press('word-sign-out');
      await expect(this.page).toHaveURL(`${this.base}/`);
    });
  }

  async makeProject(title = 'Riverdale budget', summary = 'Residents of Riverdale divide twenty thousand euros over plans of their neighbours.') {
    await this.step('makes a project', async () => {
      await this.page.goto(`${this.base}/staff/new-project`);
      await this.field('project-title').fill(title);
      await this.field('project-slug').fill('budget');
      await this.field('project-summary').fill(summary);
    }, 'staff-new-project');
    await this.step('saves it', async () => {
      await this.press('projects-make');
      await expect(this.page).toHaveURL(/\/staff\/projects\/budget/);
    }, 'staff-project');
    await this.step('puts it on the site', async () => {
      await this.press('project-publish');
      await expect(this.page.getByText(this.t('project-state-published')).first()).toBeVisible();
    });
  }

  /** Lets people hand in plans from yesterday until in ten days, and asks a question of the project's own. */
  async collects(project, { question, review = false, documents = false } = {}) {
    const day = 24 * 3600 * 1000;
    const room = `${this.base}/staff/projects/${project}/plans`;
    await this.step('opens the page about handing in', async () => {
      await this.page.goto(room);
      await this.follow('staff-collect');
      await this.title('staff-collect');
    }, 'staff-collect-empty');
    await this.step('saves it without a window, and is told what is missing', async () => {
      await this.press('word-save');
      await expect(this.page.getByRole('alert')).toBeFocused();
    }, 'staff-collect-wrong');
    await this.step('lets people hand in plans', async () => {
      await this.page.locator('#opens_at').fill(local(new Date(Date.now() - day)));
      await this.page.locator('#closes_at').fill(local(new Date(Date.now() + 10 * day)));
      await this.page.locator('#review').setChecked(review);
      if (documents) await this.page.locator('#ask_documents').selectOption('optional');
      await this.press('word-save');
      await expect(this.page).toHaveURL(/saved=1/);
    });
    if (!question) return;
    await this.step('asks a question of its own', async () => {
      await this.page.locator('#label').fill(question.label);
      await this.page.locator('#kind').selectOption('one');
      await this.page.locator('#choices').fill(question.choices.join('\n'));
      await this.page.locator('#required').check();
      await this.press('staff-question-add');
      await expect(this.page.getByRole('heading', { level: 3, name: question.label })).toBeVisible();
    }, 'staff-collect');
  }

  /** A part of town: a square of a tenth of a degree. */
  async addArea(project, name) {
    const shape = { type: 'Polygon', coordinates: [[[4.8, 52.3], [4.9, 52.3], [4.9, 52.4], [4.8, 52.4], [4.8, 52.3]]] };
    await this.step('adds a part of town', async () => {
      await this.page.goto(`${this.base}/staff/projects/${project}/labels`);
      const form = this.page.locator('details', { has: this.page.getByText(this.t('labels-new-area')) });
      await form.locator('summary').click();
      await form.locator('[name="title"]').fill(name);
      await form.locator('[name="area"]').fill(JSON.stringify(shape));
      await form.getByRole('button', { name: this.t('labels-add'), exact: true }).click();
      await expect(this.page.getByText(name, { exact: true }).first()).toBeVisible();
    });
  }

  async addPlan(title, cost, summary) {
    await this.step(`enters the plan "${title}"`, async () => {
      await this.page.goto(`${this.base}/staff/projects/budget/plans/new`);
      await this.page.locator('[name="title"]').fill(title);
      await this.page.locator('[name="summary"]').fill(summary);
      await this.page.locator('[name="text"]').fill(`${summary}\n\n## When\n\nNext spring.`);
      await this.page.locator('[name="author"]').fill('A neighbour');
      await this.page.locator('[name="cost"]').fill(String(cost));
      await this.press('word-save');
      await expect(this.page).toHaveURL(/saved=1/);
    }, title === PLANS[0][0] ? 'staff-plan' : undefined);
  }

  /**
   * A round that opens now and closes when the clock next strikes a minute, after there was time to vote; unless other
   * times (in milliseconds from now) are given. `email` lets people vote with a code from a mail too.
   */
  async makeRound({ title = 'Vote for plans for Riverdale', opensIn = -60_000, closesIn = ROOM, email = false } = {}) {
    const opens = new Date(Date.now() + opensIn);
    const closes = new Date(Math.ceil((Date.now() + closesIn) / 60_000) * 60_000);
    await this.step('opens the form of a new vote', async () => {
      await this.page.goto(`${this.base}/staff/projects/budget/rounds`);
      await this.follow('round-new');
      await this.title('round-new');
    }, 'staff-round-new');
    await this.step('saves it empty, and is told what is missing', async () => {
      await this.press('word-save');
      await expect(this.page.getByRole('alert')).toBeFocused();
    }, 'staff-round-new-wrong');
    await this.step('fills it in', async () => {
      await this.page.locator('#title').fill(title);
      await this.page.locator('#budget').fill('20000');
      await this.page.locator('#opens_at').fill(local(opens));
      await this.page.locator('#closes_at').fill(local(closes));
      await this.page.locator('#min_plans').fill('2');
      await this.page.locator('#max_plans').fill('2');
      await this.page.locator('#max_sum').fill('');
      await this.page.getByLabel(this.t('round-change')).uncheck();
      await this.page.getByLabel(this.t('round-order-number')).check();
      await this.page.getByLabel(this.t('round-way-shares'), { exact: false }).first().check();
      await this.page.getByLabel(this.t('round-way-skip')).check();
      await this.page.getByLabel(this.t('round-compare')).check();
      await this.page.locator('#review_days').fill('0');
      if (email) await this.page.locator('[name="electorate"][value="email"]').check();
    });
    await this.step('reads how people will read it', async () => {
      await this.press('round-preview');
      await expect(this.page.getByText(this.t('vote-says-no-change')).first()).toBeVisible();
    }, 'staff-round-preview');
    await this.step('saves it', async () => {
      await this.press('word-save');
      await this.title('round-plans-title');
    }, 'staff-round-plans');
    return closes.getTime();
  }

  async choosePlans() {
    await this.step('takes all plans', async () => {
      await this.press('round-plans-take-all');
      await expect(this.page).toHaveURL(/rounds\/[0-9a-f-]{36}$/);
    }, 'staff-round-draft');
    this.round = this.page.url();
  }

  /** Two codes: one for a resident, one for a letter that gets lost. */
  async makeCodes() {
    await this.step('makes codes', async () => {
      await this.page.goto(`${this.round}/codes/new`);
      await this.field('codes-name').fill('Letters');
      await this.page.locator('#count').fill('3');
    }, 'staff-codes-new');
    await this.step('sees the batch', async () => {
      await this.press('codes-make');
      await expect(this.page.getByRole('rowheader', { name: 'Letters' })).toBeVisible();
    }, 'staff-codes');
    let file;
    await this.step('fetches the file for the printer', async () => {
      const download = this.page.waitForEvent('download');
      await this.press('word-download');
      file = await (await download).createReadStream().then(read);
    });
    const codes = file.match(/\b(?:[2-9A-HJKMNP-Z]{5}-){2}[2-9A-HJKMNP-Z]{5}\b/g);
    const different = [...new Set(codes)];
    expect(different).toHaveLength(3);
    await this.step('confirms the count of the printer', async () => {
      await this.page.goto(`${this.round}/codes`);
      await this.follow('codes-count-right');
      await this.page.locator('#counted').fill('3');
    }, 'staff-codes-confirm');
    await this.step('has the file destroyed', async () => {
      await this.press('codes-confirm-button');
      await expect(this.page.getByRole('button', { name: this.t('word-download') })).toHaveCount(0);
    });
    return different;
  }

  async dryRun(browser) {
    await this.step('makes test codes', async () => {
      await this.page.goto(`${this.round}/codes/new?test=1`);
      await this.field('codes-name').fill('Dry run');
      await this.press('codes-make');
    });
    await this.step('prints them', async () => {
      await this.press('codes-print');
      await this.title('codes-print-title');
    }, 'staff-codes-print');
    const link = await this.page.locator('main table a').first().evaluate((node) => node.href);
    expect(link).toContain('#c=');
    const tester = await browser.newContext({ ...test.info().project.use, baseURL: this.base });
    const page = await tester.newPage();
    await test.step('tries the vote out with the link of a test code', async () => {
      await page.goto(link);
      await page.getByRole('button', { name: this.t('vote-go') }).click();
      await expect(page.getByText(this.t('vote-test'), { exact: true })).toBeVisible();
    });
    await tester.close();
  }

  async open() {
    await this.act('round-open', 'round-open-button', 'staff-round-open');
    await this.step('sees the round run', () => this.page.goto(this.round), 'staff-round-running');
  }

  /** Follows an act from the page of the round, reads what will happen, and does it. */
  async act(title, button, shot) {
    await this.step(`asks for: ${this.t(title)}`, async () => {
      await this.page.goto(this.round);
      await this.follow(button);
      await this.title(title);
    }, shot);
    await this.step(`does it: ${this.t(title)}`, async () => {
      await this.press(button);
      await expect(this.page).toHaveURL(/rounds\/[0-9a-f-]{36}(\/count)?$/);
    });
  }

  /** The helpdesk: what became of a code, never what was chosen; and a new one for a letter that was lost. */
  async helps(used, lost) {
    for (const [code, key] of [[used, 'codes-used'], [lost, 'codes-unused']]) {
      await this.step(`looks a code up: ${this.t(key)}`, async () => {
        await this.page.goto(`${this.round}/codes`);
        await this.page.locator('#code-1').fill(code);
        await this.press('codes-look-up-button');
        await expect(this.page.locator('#gevonden')).toContainText(this.t(key));
      }, `staff-${key}`);
    }
    await this.step('makes the lost code void and gets a new one', async () => {
      await this.press('codes-withdraw-button');
      await this.title('codes-withdraw');
      await this.page.getByLabel(this.t('codes-how-replace')).check();
      const reason = this.page.locator('#reason');
      if (await reason.count()) await reason.fill('The letter was lost.');
    }, 'staff-codes-withdraw');
    await this.step('sees the new code once', async () => {
      await this.press('codes-withdraw-do');
      await expect(this.page.getByText(this.t('codes-new-code-once')).first()).toBeVisible();
    }, 'staff-codes-new-code');
  }

  async close() {
    await this.step('finds the vote closed', async () => {
      await expect(async () => {
        await this.page.goto(this.round);
        const due = this.page.getByRole('link', { name: this.t('round-close-button') });
        if (await due.isVisible()) {
          await due.click();
          await this.press('round-close-button');
        }
        await expect(this.page.getByRole('link', { name: this.t('round-seal-button') }).first()).toBeVisible({ timeout: 1000 });
      }).toPass({ timeout: 60_000 });
    }, 'staff-round-closed');
  }

  async seesTheCount() {
    await this.step('sees the count', async () => {
      await this.page.goto(`${this.round}/count`);
      await expect(this.page.getByText(this.t('round-count-private')).first()).toBeVisible();
      await expect(this.page.getByRole('row', { name: new RegExp(PLANS[1][0]) })).toContainText('1');
    }, 'staff-count');
  }

  async decide() {
    await this.step('opens the decision', async () => {
      await this.page.goto(this.round);
      await this.follow('round-next-decide-button');
      await this.title('round-decide-title');
    }, 'staff-decision');
    await this.step('records it', async () => {
      const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
      await this.page.locator('#authority').fill('Riverdale council');
      await this.page.locator('[id="authority.nl"]').fill('De raad van Riverdale');
      await this.page.getByLabel(this.t('round-decide-when')).fill(today);
      await this.page.locator('#text').fill('The council follows the outcome.');
      await this.page.getByRole('radio').first().check();
      await this.press('round-decide-save');
      await expect(this.page).toHaveURL(this.round);
    });
  }

  async readsTheLog() {
    await this.step('reads the log', async () => {
      await this.page.goto(`${this.base}/staff/log`);
      await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(this.page.getByText('Vote for plans for Riverdale').first()).toBeVisible();
    }, 'staff-log');
  }
}

/** How long everything between making the round and handing in takes at most, with axe looking along. */
const ROOM = 150_000;

/** A moment as a field of a form wants it: the wall clock in Amsterdam, to the minute. */
function local(at) {
  return at.toLocaleString('sv-SE', { timeZone: 'Europe/Amsterdam' }).slice(0, 16).replace(' ', 'T');
}

async function read(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
