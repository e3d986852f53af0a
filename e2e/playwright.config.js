// The four ways in which everything is looked at: a phone and a desktop, Dutch and English. Light and dark alternate;
// pages.spec.js looks at every page in both.
import { defineConfig } from '@playwright/test';

const root = process.getuid?.() === 0;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: false };
const desktop = { viewport: { width: 1280, height: 900 } };

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  globalSetup: './support/prepare.js',
  globalTeardown: './support/clear.js',
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Amsterdam',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        ...(root ? ['--no-sandbox'] : []),
        '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'phone-nl', use: { ...phone, locale: 'nl-NL', colorScheme: 'light' } },
    { name: 'desktop-nl', use: { ...desktop, locale: 'nl-NL', colorScheme: 'dark' } },
    { name: 'phone-en', use: { ...phone, locale: 'en-GB', colorScheme: 'dark' } },
    { name: 'desktop-en', use: { ...desktop, locale: 'en-GB', colorScheme: 'light' } },
  ],
});
