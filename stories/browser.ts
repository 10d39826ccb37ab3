import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's Chromium. */
export const CHROMIUM = 'chromium';

/** A browser that reaches nothing but the platform under test, and draws WebGL in software. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
    ],
  });

/** A page of somebody who has just signed in by typing name and password, at the size of a clinic's screen. */
export async function signIn(browser: Browser, origin: string, user: string, password = 'qinghe-demo'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(origin);
  await page.locator('input[name=user]').fill(user);
  await page.locator('input[name=password]').fill(password);
  await page.locator('input[name=password]').press('Enter');
  await page.waitForURL(`${origin}/worklist`);
  return page;
}
