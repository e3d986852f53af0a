// Pictures of every page for people to look at (`npm run screenshots`): each at 390 and 1280 pixels, light and dark.
import { defineConfig } from '@playwright/test';
import tests from './playwright.config.js';

const way = (name, locale, options) => ({ name, use: { viewport: { width: 1280, height: 900 }, locale }, ...options });

export default defineConfig({
  ...tests,
  testDir: 'screens',
  timeout: 900_000,
  projects: [
    way('nl', 'nl-NL', { grepInvert: /@english/ }),
    way('en', 'en-GB', { grep: /@english|@both/ }),
  ],
});
