// The ways in which everything is looked at: a phone and a desktop, Dutch and English. Light and dark alternate; pages.spec.js
// looks at every page in both.
import { defineConfig } from '@playwright/test';

const root = process.getuid?.() === 0;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: false };
const desktop = { viewport: { width: 1280, height: 900 } };

const ways = {
  'desktop-en': { ...desktop, locale: 'en-GB', colorScheme: 'light' },
  'phone-nl': { ...phone, locale: 'nl-NL', colorScheme: 'light' },
  'phone-en': { ...phone, locale: 'en-GB', colorScheme: 'dark' },
  'desktop-nl': { ...desktop, locale: 'nl-NL', colorScheme: 'dark' },
};
const way = (name, ...files) => ({
  name,
  use: ways[name],
  testMatch: files.map((file) => `${file}.spec.js`),
  grepInvert: [...(name.endsWith('en') ? [] : [/@english/]), ...(name.startsWith('desktop') ? [] : [/@wide/])],
});

// Everything in two ways; in the other two what every resident sees.
const everywhere = [
  way('desktop-en', '*'),
  way('phone-nl', '*'),
  way('phone-en', 'vote', 'pages'),
  way('desktop-nl', 'vote', 'pages'),
];
// The database shows in what people do, not in how pages look. Staff take a round to its outcome on a phone here.
const onPostgres = [
  way('phone-en', 'staff'),
  way('phone-nl', 'vote', 'lost-tab', 'drafts-meet', 'second-person', 'hostile'),
];

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
  projects: process.env.E2E_POSTGRES ? onPostgres : everywhere,
});
