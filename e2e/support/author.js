// The way of somebody who hands in a plan. Every step is checked by `step`.
import { join, resolve } from 'node:path';
import { expect } from './fixtures.js';
import { mailTo } from './mail.js';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
/** A photograph that everybody may use, from the demonstration. */
export const PHOTO = join(root, 'crates/samenspel/demo/pictures/37815.webp');

export const PLAN = {
  title: 'Een boekenkast op het plein',
  summary: 'Een kast waar buren boeken brengen en halen, overdekt en met een bank ernaast.',
  text: 'Op het plein is plaats voor een kast waar je boeken kunt brengen en halen.\n\nEr komt een bank naast, zodat je er kunt zitten lezen. Wij houden de kast zelf bij.',
};

export class Author {
  /** `how` has `t` (texts), `path` (the address of the form) and `step`. `scripts` is false where JavaScript is off. */
  constructor(page, { t, path, step, town, scripts = true }) {
    Object.assign(this, { page, t, path, town, scripts });
    this.step = (name, action, options = {}) => step(name, action, { page, scripts, ...options });
  }

  heading(key) {
    return this.page.getByRole('heading', { level: 1, name: this.t(key) });
  }

  field(name) {
    return this.page.locator(`main [name="${name}"]`);
  }

  press(key) {
    return this.page.locator('main').getByRole('button', { name: this.t(key), exact: true }).click();
  }

  async begin(shot) {
    await this.step('opens the form', async () => {
      await this.page.goto(this.path);
      await expect(this.heading('hand-in-title')).toBeVisible();
    }, { shot });
  }

  /** Fills fields in, goes on, and is at the step with this title. */
  async fill(fields, next, shot) {
    await this.step(`fills in ${Object.keys(fields).join(', ')}`, async () => {
      for (const [name, value] of Object.entries(fields)) await this.field(name).first().fill(value);
    }, { shot });
    await this.goOn(next);
  }

  async goOn(next) {
    await this.step('goes on', async () => {
      await this.press('hand-in-go-on');
      await expect(this.heading(next)).toBeVisible();
    });
  }

  async picture(alt) {
    await this.step('adds a photo', async () => {
      await this.field('picture').setInputFiles(PHOTO);
      await this.press('hand-in-upload');
      await expect(this.field('alt-1')).toBeVisible();
      expect(await this.page.locator('main img').first().evaluate((image) => image.complete || image.decode().then(() => true))).toBe(true);
    });
    await this.step('describes it', () => this.field('alt-1').fill(alt), { shot: 'hand-in-picture' });
  }

  /** Presses on the map of the step with the place; without scripts the page comes again with its dot. */
  async pointAt(shot) {
    await this.step('points at the place', async () => {
      const map = this.page.locator('[data-place-picker] input[type=image]');
      await map.click({ position: { x: 100, y: 120 } });
      await expect(map).toHaveAttribute('src', /at=52\.3/);
      await expect(this.field('latitude')).toHaveValue(/^52[.,]3/);
    }, { shot });
  }

  /** A document of the step with the pictures. */
  async document(name) {
    await this.step('adds a document', async () => {
      const buffer = Buffer.from('%PDF-1.4\n%%EOF');
      await this.field('document').setInputFiles({ name, mimeType: 'application/pdf', buffer });
      await this.press('hand-in-upload');
      await expect(this.page.getByRole('link', { name: /PDF/ })).toBeVisible();
    }, { shot: 'hand-in-document' });
  }

  /** From the overview by the code of the mail to the last page. */
  async handIn(email, shots = {}) {
    const asked = Date.now();
    await this.step('asks for the code', async () => {
      await this.press('hand-in-send');
      await expect(this.heading('hand-in-code-title')).toBeVisible();
    }, { shot: shots.code });
    const mail = await mailTo(this.town, email, asked);
    await this.step('fills in the code from the mail', async () => {
      await this.field('code').fill(/\b\d{6}\b/.exec(mail.text)[0]);
      await this.press('hand-in-send');
      await expect(this.heading('hand-in-done')).toBeVisible();
    }, { shot: shots.done });
  }
}
