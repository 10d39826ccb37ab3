import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { setPassword, setUserDisabled } from '../src/index.ts';
import { TestBrowser } from './test-browser.ts';
import { PASSWORD, startTestServer, type TestServer } from './test-server.ts';

describe('sign-in by authorization code with PKCE', () => {
  let server: TestServer;
  const newBrowser = () => new TestBrowser(server.origin);
  const said = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'info'), vi.spyOn(console, 'error')];
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());
  afterAll(() => {
    expect(said.flatMap(({ mock }) => mock.calls)).toEqual([]); // the provider library speaks up about every default left as it was
  });

  test('discovery states the issuer, its endpoints under /oidc, and S256 only', async () => {
    const discovered = await (await fetch(`${server.origin}/oidc/.well-known/openid-configuration`)).json();
    expect(discovered).toMatchObject({
      issuer: `${server.origin}/oidc`,
      authorization_endpoint: `${server.origin}/oidc/auth`,
      token_endpoint: `${server.origin}/oidc/token`,
      end_session_endpoint: `${server.origin}/oidc/session/end`,
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: ['ES256'],
      token_endpoint_auth_methods_supported: ['none'],
    });
  });

  test('password, code, tokens, and the interface knows who calls', async () => {
    const browser = newBrowser();
    const page = await browser.open(browser.authorizationUrl());
    expect(page).toMatchObject({ status: 200 });
    const landed = await browser.submit(page, { user: 'Zhou ', password: PASSWORD });
    expect(`${landed.url.origin}${landed.url.pathname}`).toBe(`${server.origin}/callback`);
    expect(landed.url.searchParams.get('state')).toBe('some state');
    const tokens = await browser.redeem(landed.url.searchParams.get('code') as string);

    const keys = createRemoteJWKSet(new URL(`${server.origin}/oidc/jwks`));
    const { payload, protectedHeader } = await jwtVerify(tokens.access_token, keys, {
      issuer: `${server.origin}/oidc`,
      audience: server.origin,
    });
    expect(protectedHeader).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    expect((payload.exp as number) - (payload.iat as number)).toBe(600);
    expect(decodeJwt(tokens.id_token)).toMatchObject({ name: '周明远', preferred_username: 'zhou', aud: 'workbench' });

    const me = await fetch(`${server.origin}/api/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect(await me.json()).toMatchObject({
      user: { name: 'zhou', displayName: { zh: '周明远', en: 'zhou' }, practitioner: 'staff-zhou' },
      organization: { id: 'hospital', name: { zh: '北县医院', en: 'North County Hospital' } },
      roles: ['reporting-physician'],
      consortium: 'north',
      demo: false,
    });
  });

  test('the keys that are published hold no private part', async () => {
    const { keys } = (await (await fetch(`${server.origin}/oidc/jwks`)).json()) as { keys: object[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toHaveProperty('d');
  });

  test('who is signed in is not asked again', async () => {
    const browser = newBrowser();
    await browser.signIn('zhou');
    expect((await browser.open(browser.authorizationUrl())).url.searchParams.get('code')).toBeTruthy();
  });

  test('consent, where a client asks for it, is given to the own client', async () => {
    const browser = newBrowser();
    const landed = await browser.submit(await browser.open(browser.authorizationUrl({ prompt: 'consent' })), {
      user: 'zhou',
      password: PASSWORD,
    });
    expect((await browser.redeem(landed.url.searchParams.get('code') as string)).refresh_token).toBeTruthy();
  });

  test('a refresh token is exchanged for a new one; used again it ends the whole grant', async () => {
    const browser = newBrowser();
    const first = await browser.signIn('zhou');
    const second = await browser.refresh(first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(decodeJwt(second.access_token)).toMatchObject({ aud: server.origin });
    expect(await browser.refresh(first.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await browser.refresh(second.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  test('of two refreshes with one token at the same moment at most one succeeds', async () => {
    const browser = newBrowser();
    const { refresh_token } = await browser.signIn('zhou');
    const answers = await Promise.all([1, 2, 3].map(() => browser.refresh(refresh_token)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    expect(answers.filter(({ error }) => error === 'invalid_grant').length).toBeGreaterThanOrEqual(2);
  });

  test('a page of another site gets no tokens', async () => {
    const browser = newBrowser();
    const { refresh_token } = await browser.signIn('zhou');
    const answer = await browser.token({ grant_type: 'refresh_token', refresh_token }, 'https://evil.example');
    expect(answer).toMatchObject({ status: 400, error: 'invalid_request' });
  });

  test('a code works once, only with its verifier', async () => {
    const browser = newBrowser();
    await browser.signIn('zhou');
    const code = async () => (await browser.open(browser.authorizationUrl())).url.searchParams.get('code') as string;
    expect(await browser.redeem(await code(), { code_verifier: 'x'.repeat(43) })).toMatchObject({ status: 400, error: 'invalid_grant' });
    const used = await code();
    expect(await browser.redeem(used)).toMatchObject({ status: 200 });
    expect(await browser.redeem(used)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  test.each([
    ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['with the plain method', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['for another resource', { resource: 'https://elsewhere.example' }, 'invalid_target'],
    ['by the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
  ])('a request %s goes back with an error and no code', async (_name, change, error) => {
    const browser = newBrowser();
    const { url } = await browser.open(browser.authorizationUrl(change));
    expect([url.pathname, url.searchParams.get('error') ?? new URLSearchParams(url.hash.slice(1)).get('error')]).toEqual([
      '/callback',
      error,
    ]);
    expect(url.searchParams.get('code')).toBeNull();
  });

  test.each([
    ['an unknown redirect address', { redirect_uri: 'https://evil.example/callback' }, 'invalid_redirect_uri'],
    ['an unknown client', { client_id: 'someone' }, 'invalid_client'],
  ])('%s is answered with a page, not a redirect', async (_name, change, error) => {
    const browser = newBrowser();
    const page = await browser.open(browser.authorizationUrl(change));
    expect(page.status).toBe(400);
    expect(page.text).toContain('未能登录');
    expect(page.text).toContain(error);
  });

  test('signing out with the ID token ends session and refresh tokens, and comes back to the start', async () => {
    const browser = newBrowser();
    const tokens = await browser.signIn('zhou');
    const query = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: `${server.origin}/` });
    const page = await browser.open(`/oidc/session/end?${query}`);
    expect(page.text).toContain('document.forms[0].submit()');
    expect((await browser.submit(page, {})).url.href).toBe(`${server.origin}/`);
    expect(await browser.refresh(tokens.refresh_token)).toMatchObject({ error: 'invalid_grant' });
    expect((await browser.open(browser.authorizationUrl())).text).toContain('name="password"');
  });

  test('a link to sign out without the ID token asks first', async () => {
    const browser = newBrowser();
    const tokens = await browser.signIn('zhou');
    const page = await browser.open('/oidc/session/end?ui_locales=en');
    expect(page.text).toContain('Stay signed in');
    expect(page.text).not.toContain('<script>');
    expect((await browser.refresh(tokens.refresh_token)).status).toBe(200);
    expect((await browser.submit(page, {})).text).toContain('已退出');
  });

  test('a disabled user is out within seconds: token, refresh and session', async () => {
    const browser = newBrowser();
    const tokens = await browser.signIn('shen');
    const call = () => fetch(`${server.origin}/api/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect((await call()).status).toBe(200);
    await server.database.platformTransaction((t) => setUserDisabled(t, 'shen', true));
    await expect.poll(async () => (await call()).status, { timeout: 10_000 }).toBe(401);
    expect(await browser.refresh(tokens.refresh_token)).toMatchObject({ error: 'invalid_grant' });
    const page = await browser.open(browser.authorizationUrl());
    expect(await browser.submit(page, { user: 'shen', password: PASSWORD })).toMatchObject({
      status: 403,
      text: expect.stringContaining('此用户已停用'),
    });
    await server.database.platformTransaction((t) => setUserDisabled(t, 'shen', false));
  });

  test('a new password voids tokens and sessions', async () => {
    const browser = newBrowser();
    const tokens = await browser.signIn('du');
    await server.database.platformTransaction((t) => setPassword(t, 'du', 'another password'));
    expect(await browser.refresh(tokens.refresh_token)).toMatchObject({ error: 'invalid_grant' });
    const page = await browser.open(browser.authorizationUrl());
    expect((await browser.submit(page, { user: 'du', password: PASSWORD })).status).toBe(403);
    expect((await browser.submit(page, { user: 'du', password: 'another password' })).url.pathname).toBe('/callback');
  });
});
