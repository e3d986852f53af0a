// JavaScript off, except for the moment in which axe looks: axe is JavaScript itself.
export async function withoutScripts(page, step) {
  const browser = await page.context().newCDPSession(page);
  const scripts = (on) => browser.send('Emulation.setScriptExecutionDisabled', { value: !on });
  await scripts(false);
  return (name, action, options = {}) =>
    step(name, action, { ...options, page, scripts: false, around: async (look) => {
      await scripts(true);
      try {
        return await look();
      } finally {
        await scripts(false);
      }
    } });
}
