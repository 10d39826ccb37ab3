import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestBrowser } from './test-browser.ts';
import { PASSWORD, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
const openPage = async (changes?: Record<string, string>) => {
  const browser = new TestBrowser(server.origin);
  return { browser, page: await browser.open(browser.authorizationUrl(changes)) };
};
const trail = async () => {
  const { items } = (await (await server.fetchAs('du', '/api/audit?count=1000')).json()) as {
    items: { entity: string; outcome: string; detail: string }[];
  };
  return items.map(({ entity, outcome, detail }) => `${entity} ${outcome} ${detail}`);
};

describe('the sign-in page', () => {
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  test('is Chinese, offers English, and remembers the choice', async () => {
    const { browser, page } = await openPage();
    expect(page.text).toMatch(/<html lang="zh-CN">.*<h1>登录<\/h1>/s);
    const english = await browser.open(/href="([^"]+lang=en)"/.exec(page.text)?.[1] as string);
    expect(english.text).toMatch(/<html lang="en">.*<h1>Sign in<\/h1>/s);
    expect((await browser.submit(english, { user: 'zhou', password: 'not the one' })).text).toContain('User name or password is wrong.');
    expect((await browser.open(browser.authorizationUrl())).text).toContain('<h1>Sign in</h1>');
    expect((await openPage({ ui_locales: 'en-GB' })).page.text).toContain('<h1>Sign in</h1>');
  });

  test('loads and runs nothing, is framed by nobody, kept by no cache', async () => {
    const { page } = await openPage();
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.text).not.toMatch(/<script|<link|<img|src=|style=/);
  });

  test('answers a wrong password and an unknown user alike', async () => {
    const { browser, page } = await openPage();
    const wrong = await browser.submit(page, { user: 'zhou', password: 'not the one' });
    const unknown = await browser.submit(page, { user: 'nobody', password: 'not the one' });
    expect([wrong.status, unknown.status]).toEqual([403, 403]);
    expect(unknown.text.replace('value="nobody"', '')).toBe(wrong.text.replace('value="zhou"', ''));
    expect(wrong.text).toContain('用户名或密码不对。');
  });

  test('says what is missing', async () => {
    const { browser, page } = await openPage();
    expect(await browser.submit(page, { user: 'zhou' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('请填写用户名和密码。'),
    });
  });

  test('shows what was typed as text, whatever it is', async () => {
    const { browser, page } = await openPage();
    const answer = await browser.submit(page, { user: `"><script>alert(1)</script>'&`, password: 'not the one' });
    expect(answer.text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;"');
  });

  test('takes no form from another site, and none without its own cookie', async () => {
    const { browser, page } = await openPage();
    const fields = { user: 'zhou', password: PASSWORD };
    expect((await browser.submit(page, fields, { origin: 'https://evil.example' })).status).toBe(403);
    expect(await new TestBrowser(server.origin).submit(page, fields)).toMatchObject({
      status: 400,
      text: expect.stringContaining('登录页面已过期'),
    });
    expect((await browser.submit(page, fields)).url.pathname).toBe('/callback');
  });

  test('after five failures of one user the sixth attempt waits, even with the right password; others may sign in', async () => {
    const { browser, page } = await openPage();
    for (let i = 0; i < 5; i++) expect((await browser.submit(page, { user: 'shen', password: `guess ${i}` })).status).toBe(403);
    const sixth = await browser.submit(page, { user: 'shen', password: PASSWORD });
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(sixth.text).toMatch(/连续多次未成功。请 \d+ 秒后再试。/);
    expect((await browser.submit(page, { user: 'zhou', password: PASSWORD })).url.pathname).toBe('/callback');
  });

  test('many guesses at the same moment are counted one by one', async () => {
    const { browser, page } = await openPage();
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => browser.submit(page, { user: 'du', password: `guess ${i}` })));
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });

  test('leaves a trail of successes and refusals', async () => {
    expect(await trail()).toEqual(
      expect.arrayContaining(['user/zhou success sign-in from 127.0.0.1', 'user/zhou refused sign-in from 127.0.0.1: wrong']),
    );
  });

  test('outside demonstration shows no staff, and demonstration users do not exist', async () => {
    const { browser, page } = await openPage();
    expect(page.text).not.toContain('模拟数据');
    expect((await fetch(`${server.origin}/api/demo-users`)).status).toBe(404);
    expect((await browser.submit(page, { demo: 'demo-lin' })).status).toBe(403);
    expect((await browser.submit(page, { user: 'demo-lin', password: PASSWORD })).text).toContain('用户名或密码不对。');
    expect((await server.fetchAs('demo-lin', '/api/me')).status).toBe(401);
  });
});

describe('in demonstration', () => {
  beforeAll(async () => {
    server = await startTestServer({ demo: true });
  });
  afterAll(() => server.close());

  test('one press on a name signs that person in; the page says that data are simulated', async () => {
    const { browser, page } = await openPage();
    expect(page.text).toMatch(/<b>模拟数据<\/b>/);
    expect(page.text).toContain('<button class="person" name="demo" value="demo-lin">林秋实</button>');
    const landed = await browser.submit(page, { demo: 'demo-lin' });
    const tokens = await browser.redeem(landed.url.searchParams.get('code') as string);
    const me = await fetch(`${server.origin}/api/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect(await me.json()).toMatchObject({ user: { name: 'demo-lin' }, demo: true });
  });

  test('nobody but a demonstration user gets in without a password', async () => {
    const { browser, page } = await openPage();
    expect((await browser.submit(page, { demo: 'zhou' })).status).toBe(403);
  });

  test('the list names demonstration users only', async () => {
    expect(await (await fetch(`${server.origin}/api/demo-users`)).json()).toEqual([
      {
        name: 'demo-lin',
        displayName: { zh: '林秋实', en: 'demo-lin' },
        role: 'physician',
        roles: ['physician'],
        organization: { id: 'hospital', name: { zh: '北县医院', en: 'North County Hospital' } },
        password: PASSWORD,
      },
    ]);
  });
});
