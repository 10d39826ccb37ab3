import { hash, randomBytes } from 'node:crypto';
import { PASSWORD } from './test-server.ts';

export interface Answer {
  readonly status: number;
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
}

export interface TokenAnswer {
  readonly status: number;
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly error?: string;
}

/** As much of a browser as sign-in needs: cookies by path, redirects, forms. It stops at the workbench's own pages. */
export class TestBrowser {
  readonly origin: string;
  readonly verifier = randomBytes(32).toString('base64url');
  readonly #cookies = new Map<string, { readonly path: string; readonly value: string }>();

  constructor(origin: string) {
    this.origin = origin;
  }

  /** Where the workbench sends a browser to sign in; `changes` replace parameters, undefined removes one. */
  authorizationUrl(changes: Record<string, string | undefined> = {}): string {
    const parameters = {
      client_id: 'workbench',
      response_type: 'code',
      scope: 'openid profile offline_access',
      redirect_uri: `${this.origin}/callback`,
      state: 'some state',
      code_challenge_method: 'S256',
      code_challenge: hash('sha256', this.verifier, 'base64url'),
      resource: this.origin,
      ...changes,
    };
    const kept = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return `${this.origin}/oidc/auth?${new URLSearchParams(kept)}`;
  }

  async open(address: string | URL, init: RequestInit = {}): Promise<Answer> {
    const url = new URL(address, this.origin);
    const cookie = [...this.#cookies]
      .filter(([, { path }]) => url.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`);
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...init.headers, cookie: cookie.join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value, attributes] = /^([^=]+)=([^;]*)(.*)$/.exec(line) as unknown as [string, string, string, string];
      if (/expires=Thu, 01 Jan 1970/i.test(attributes)) this.#cookies.delete(name);
      else this.#cookies.set(name, { value, path: /path=([^;]+)/i.exec(attributes)?.[1] ?? '/' });
    }
    const location = response.headers.get('location');
    const next = location && new URL(location, url);
    if (!next || next.pathname === '/callback' || next.pathname === '/')
      return { status: response.status, url: next || url, headers: response.headers, text: await response.text() };
    return this.open(next);
  }

  /** Sends a form of a page that was opened. */
  submit(page: Answer, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const action = /<form[^>]* action="([^"]+)"/.exec(page.text)?.[1] ?? page.url.pathname;
    const hidden = [...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]+)"/g)].map(
      ([, name, value]) => [name, value] as [string, string],
    );
    return this.open(new URL(action, page.url), {
      method: 'POST',
      body: new URLSearchParams([...hidden, ...Object.entries(fields)]),
      headers: { origin: this.origin, ...headers },
    });
  }

  /** The whole way from the workbench to its tokens. */
  async signIn(userName: string): Promise<TokenAnswer> {
    const landed = await this.submit(await this.open(this.authorizationUrl()), { user: userName, password: PASSWORD });
    return this.redeem(landed.url.searchParams.get('code') ?? '');
  }

  redeem(code: string, changes: Record<string, string> = {}): Promise<TokenAnswer> {
    return this.token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: `${this.origin}/callback`,
      code_verifier: this.verifier,
      ...changes,
    });
  }

  refresh(refreshToken: string): Promise<TokenAnswer> {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  async token(parameters: Record<string, string>, origin = this.origin): Promise<TokenAnswer> {
    const body = new URLSearchParams({ client_id: 'workbench', resource: this.origin, ...parameters });
    const response = await fetch(`${this.origin}/oidc/token`, { method: 'POST', body, headers: { origin } });
    return { ...((await response.json()) as TokenAnswer), status: response.status };
  }
}
