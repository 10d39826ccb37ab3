import Fastify from 'fastify';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createAccess, issueToken } from '../src/index.ts';
import { loadSecrets } from '../src/secrets.ts';
import { TestBrowser } from './test-browser.ts';
import { startTestServer, type TestServer } from './test-server.ts';

describe('authentication of every route', () => {
  let server: TestServer;
  let signingKey: JWK;
  let zhou: string;

  beforeAll(async () => {
    server = await startTestServer({
      routes: (app) => {
        app.get('/open', { config: { public: true } }, async () => ({ open: true }));
        app.get('/patients', { config: { permission: 'record.read' } }, async ({ context }) => context);
        app.post('/services', { config: { permission: 'registry.write' } }, async () => ({}));
        app.get('/stream', { config: { permission: 'record.read' } }, (_request, reply) => {
          reply.hijack();
          reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
          reply.raw.end('event: worklist\ndata: {}\n\n');
        });
        app.get('/broken', { config: { public: true } }, async () => {
          throw new Error('password=secret');
        });
      },
    });
    signingKey = (await loadSecrets(server.database)).signingKeys[0] as JWK;
    zhou = ((await (await server.fetchAs('zhou', '/api/me')).json()) as { user: { id: string } }).user.id;
  });
  afterAll(() => server.close());

  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.origin + path, { headers, redirect: 'manual' });
  const withToken = (token: string) => get('/patients', { authorization: `Bearer ${token}` });
  const claims = () => ({ iss: `${server.origin}/oidc`, aud: server.origin, sub: zhou });

  /** A token as ours, but for what is changed. */
  async function forge(change: { header?: object; claims?: object; key?: JWK; expires?: string | number } = {}): Promise<string> {
    const key = change.key ?? signingKey;
    return new SignJWT({ ...claims(), ...change.claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: signingKey.kid as string, ...change.header })
      .setIssuedAt()
      .setExpirationTime(change.expires ?? '5m')
      .sign(await importJWK(key, 'ES256'));
  }

  test('a token made as ours is accepted (so that the refusals below mean something)', async () => {
    expect((await withToken(await forge())).status).toBe(200);
  });

  test.each<[string, () => string | Promise<string>]>([
    ['of another issuer', () => forge({ claims: { iss: 'https://elsewhere.example' } })],
    ['for another audience', () => forge({ claims: { aud: 'https://elsewhere.example' } })],
    ['that has expired', () => forge({ expires: Math.floor(Date.now() / 1000) - 60 })],
    ['of an unknown user', () => forge({ claims: { sub: 'nobody' } })],
    ['of another kind (an ID token)', () => forge({ header: { typ: 'JWT' } })],
    [
      'signed by another key',
      async () => forge({ key: await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey) }),
    ],
    ['without a signature', () => new UnsecuredJWT(claims()).setIssuedAt().setExpirationTime('5m').encode()],
    ['signed by our public key as if it were a password', () => symmetric(JSON.stringify({ ...signingKey, d: undefined }))],
    ['changed after signing', async () => `${await forge()}A`.replace(/\.(.)/, (_all, c) => `.${c === 'e' ? 'f' : 'e'}`)],
    ['that is none', () => 'abc'],
  ])('a token %s is refused', async (_name, make) => {
    const answer = await withToken(await make());
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ status: 401, title: 'Unauthorized' });
  });

  const symmetric = (secret: string): Promise<string> =>
    new SignJWT(claims())
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode(secret));

  test('the ID token of a sign-in is no access token', async () => {
    const { id_token, access_token } = await new TestBrowser(server.origin).signIn('zhou');
    expect((await withToken(id_token)).status).toBe(401);
    expect((await withToken(access_token)).status).toBe(200);
  });

  test('a token that was accepted is refused once it has expired', async () => {
    const token = await server.access.issueToken('zhou', { seconds: 60 });
    expect((await withToken(token)).status).toBe(200);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    try {
      expect((await withToken(token)).status).toBe(401);
    } finally {
      vi.useRealTimers();
    }
  });

  test('without a token a caller is told what is needed; a cookie is none', async () => {
    const browser = new TestBrowser(server.origin);
    await browser.signIn('zhou');
    const answer = await browser.open('/patients');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="consilium"');
    expect((await get('/patients?access_token=abc')).status).toBe(401);
    expect((await get('/patients', { authorization: 'Basic emhvdTpw' })).status).toBe(401);
  });

  test('the caller becomes the access context of the request', async () => {
    expect(await (await server.fetchAs('zhou', '/patients')).json()).toEqual({
      consortium: 'north',
      organization: 'hospital',
      actor: { kind: 'user', id: zhou, display: '周明远', practitioner: 'staff-zhou' },
      roles: ['reporting-physician'],
      purpose: 'TREAT',
      breakGlass: false,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('a permission that the roles do not give is refused with 403, and the refusal is audited', async () => {
    const answer = await server.fetchAs('zhou', '/services', { method: 'POST' });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ status: 403, detail: expect.stringContaining('registry.write is not granted') });
    const { items } = (await (await server.fetchAs('du', '/api/audit')).json()) as { items: object[] };
    expect(items).toContainEqual(expect.objectContaining({ entity: 'POST /services', outcome: 'refused', detail: 'registry.write' }));
  });

  test('a purpose of use may be stated, a wrong one is named', async () => {
    const headers = (purpose: string) => ({ headers: { 'x-purpose-of-use': purpose } });
    expect(await (await server.fetchAs('zhou', '/patients', headers('PUBHLTH'))).json()).toMatchObject({ purpose: 'PUBHLTH' });
    const wrong = await server.fetchAs('zhou', '/patients', headers('FUN'));
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ detail: expect.stringContaining('X-Purpose-Of-Use "FUN"') });
  });

  test('breaking the glass needs a reason and the right to read, and is audited with the reason', async () => {
    const headers = (reason: string) => ({ headers: { 'x-break-glass': encodeURIComponent(reason) } });
    expect(await (await server.fetchAs('zhou', '/patients', headers('抢救'))).json()).toMatchObject({ breakGlass: true });
    expect((await server.fetchAs('zhou', '/patients', headers(' '))).status).toBe(400);
    expect((await server.fetchAs('du', '/api/audit', headers('抢救'))).status).toBe(403);
    const { items } = (await (await server.fetchAs('du', '/api/audit')).json()) as { items: object[] };
    expect(items).toContainEqual(expect.objectContaining({ entity: 'GET /patients', breakGlass: true, detail: 'break glass: 抢救' }));
  });

  test('public routes, streams and unknown addresses', async () => {
    expect((await get('/open')).status).toBe(200);
    expect((await get('/stream')).status).toBe(401);
    expect(await (await server.fetchAs('zhou', '/stream')).text()).toBe('event: worklist\ndata: {}\n\n');
    expect((await get('/nowhere')).status).toBe(404);
  });

  test('every answer carries the security headers; what signed-in callers read is kept by no cache', async () => {
    for (const answer of [await get('/open'), await get('/patients'), await get('/oidc/jwks'), await get('/nowhere')]) {
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    }
    expect((await server.fetchAs('zhou', '/patients')).headers.get('cache-control')).toBe('no-store');
  });

  test('the reason of a failure stays in the log', async () => {
    const answer = await get('/broken');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
  });

  test('a page opened as localhost moves to the canonical address; an interface answers there; a foreign name is not served sign-in', async () => {
    const { port } = new URL(server.origin);
    const inject = (url: string, host: string, accept = '*/*') => server.app.inject({ url, headers: { host, accept } });
    const moved = await inject('/worklist?x=1', `localhost:${port}`, 'text/html');
    expect([moved.statusCode, moved.headers.location]).toEqual([307, `${server.origin}/worklist?x=1`]);
    expect((await inject('/open', `localhost:${port}`)).statusCode).toBe(200);
    expect((await inject('/oidc/.well-known/openid-configuration', `localhost:${port}`)).statusCode).toBe(200);
    expect((await inject('/oidc/.well-known/openid-configuration', 'evil.example')).statusCode).toBe(421);
    expect((await inject('/api/demo-users', `evil.example:${port}`)).statusCode).toBe(421);
  });

  test('a token for scripts needs no server, and is refused for nobody and for too long', async () => {
    const token = await issueToken(server.database, { issuer: server.origin, userName: 'ZHOU', seconds: 60 });
    expect(await server.access.authenticate(token)).toMatchObject({ consortium: 'north', actor: { id: zhou } });
    const request = { issuer: server.origin, userName: 'zhou', seconds: 60 };
    await expect(issueToken(server.database, { ...request, userName: 'nobody' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(issueToken(server.database, { ...request, seconds: 1e9 })).rejects.toMatchObject({ code: 'invalid' });
    await expect(issueToken(server.database, { ...request, issuer: `${server.origin}/oidc` })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('two servers on one database share their keys: what one issued the other accepts', async () => {
    const other = await createAccess({ database: server.database, issuer: server.origin, demo: false });
    expect(await other.authenticate(await server.access.issueToken('zhou', { seconds: 60 }))).toMatchObject({ actor: { id: zhou } });
  });

  test('a route that names no permission keeps the server from starting', async () => {
    const app = Fastify();
    await app.register(server.access.plugin);
    app.get('/remembered', { config: { public: true } }, async () => 'x');
    app.get('/forgotten', async () => 'x');
    await expect(app.ready()).rejects.toThrow(/^GET \/forgotten, HEAD \/forgotten: no permission is named/);
    await app.close();
  });

  test('a scope may say of all its routes who may call them', async () => {
    const app = Fastify();
    await app.register(server.access.plugin);
    await app.register(async (scope) => {
      scope.addHook('onRoute', (route) => {
        route.config = { ...route.config, public: true };
      });
      scope.get('/file', async () => 'x');
    });
    expect((await app.inject('/file')).statusCode).toBe(200);
    await app.close();
  });

  test('a route added before the plugin is refused to everybody', async () => {
    const app = Fastify();
    app.get('/early', async () => 'x');
    await app.register(server.access.plugin);
    expect((await app.inject('/early')).statusCode).toBe(401);
    const authorization = `Bearer ${await server.access.issueToken('zhou', { seconds: 60 })}`;
    expect((await app.inject({ url: '/early', headers: { authorization } })).statusCode).toBe(403);
    await app.close();
  });
});
