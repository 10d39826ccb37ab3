import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's Chromium. */
export const CHROMIUM = '/usr/bin/chromium';

/** A browser that reaches nothing but the platform under test, and draws WebGL in software. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
    ],
  });

/** Signs in by typing name and password, and waits for the worklist. */
export async function signIn(page: Page, origin: string, user: string, password: string): Promise<void> {
  await page.goto(origin);
  await page.locator('input[name=name], input[name=username], input[autocomplete=username]').first().fill(user);
  await page.locator('input[type=password]').fill(password);
  await page.locator('input[type=password]').press('Enter');
  await page.waitForURL(/\/worklist|\/$/);
}
