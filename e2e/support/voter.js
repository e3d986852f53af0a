// The way of a vote, as somebody at a screen goes it. Every step is checked by `step`.
import { expect } from './fixtures.js';

export const PROJECT = '/west-begroot';
export const VOTE = `${PROJECT}/stemmen`;

export class Voter {
  /** `how` has `t` (texts), `at` (addresses) and `step`. `scripts` is false where JavaScript is off. */
  constructor(page, { t, at, step, scripts = true }) {
    Object.assign(this, { page, t, at, scripts });
    this.step = (name, action, options = {}) => step(name, action, { page, scripts, ...options });
  }

  heading(key, values) {
    return this.page.getByRole('heading', { level: 1, name: this.t(key, values) });
  }

  card(number) {
    return this.page.locator(`#plan-${number}`);
  }

  toggle(number) {
    return this.page.locator(`#kies-${number}`);
  }

  get basket() {
    return this.page.locator('#basket');
  }

  async start(shot) {
    await this.step('opens the page of the vote', async () => {
      await this.page.goto(this.at(VOTE));
      await expect(this.heading('vote-start-title')).toBeVisible();
    }, { shot });
  }

  async begin(shot) {
    await this.step('begins to choose', async () => {
      await this.page.getByRole('link', { name: this.t('vote-start-begin') }).click();
      await expect(this.heading('vote-choose-title')).toBeVisible();
    }, { shot });
  }

  async choose(...numbers) {
    for (const number of numbers) {
      await this.step(`chooses plan ${number}`, async () => {
        await this.toggle(number).click();
        await this.isChosen(number);
      });
    }
  }

  async isChosen(number, chosen = true) {
    await expect(this.toggle(number)).toHaveAttribute('aria-pressed', String(chosen));
    await expect(this.basket.locator(`#weg-${number}`)).toHaveCount(chosen ? 1 : 0);
  }

  async overview(shot) {
    await this.step('looks the choice over', async () => {
      await this.basket.getByRole('link', { name: this.t('vote-on') }).click();
      await expect(this.heading('vote-overview-title')).toBeVisible();
    }, { shot });
  }

  /** The numbers on the receipt, in its order. */
  async receipt() {
    const tiles = await this.page.locator('.receipt .tile').allInnerTexts();
    return tiles.map((text) => Number(text.replace(/\D/g, '')));
  }

  async toCode(shot) {
    await this.step('goes on to the code', async () => {
      await this.page.getByRole('link', { name: this.t('vote-to-code') }).click();
      await expect(this.heading('vote-code-title')).toBeVisible();
    }, { shot });
  }

  async fillCode(code) {
    if (this.scripts) {
      for (const [place, group] of code.split('-').entries()) await this.page.locator(`#code-${place + 1}`).fill(group);
    } else {
      await this.page.locator('#code').fill(code);
    }
  }

  async sendCode() {
    await this.page.getByRole('button', { name: this.t('vote-go') }).click();
  }

  async identify(code, shot) {
    await this.step('fills in the code', async () => {
      await this.fillCode(code);
      await this.sendCode();
      await expect(this.heading('vote-hand-in-title')).toBeVisible();
    }, { shot });
  }

  async handIn(shot) {
    await this.step('hands the vote in', async () => {
      await this.page.getByRole('button', { name: this.t('vote-hand-in'), exact: true }).click();
      await this.isIn();
    }, { shot });
  }

  async isIn() {
    await expect(this.heading('vote-done-title')).toBeVisible();
  }

  /** From the first page to the last. */
  async vote(code, ...numbers) {
    await this.start();
    await this.begin();
    await this.choose(...numbers);
    await this.overview();
    await this.toCode();
    await this.identify(code);
    await this.handIn();
  }
}
