import { AccessError } from './errors.ts';

/** The OpenID issuer identifier of a server whose public address is `origin`: the provider is mounted there. */
export const oidcIssuerOf = (origin: string): string => `${origin}/oidc`;

/** The public address as an origin: scheme, host, port, no path. @throws AccessError `invalid` */
export function parseOrigin(issuer: string): string {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash)
    throw new AccessError('invalid', `issuer "${issuer}": give the public address of this server as http(s)://host:port, without a path`);
  return url.origin;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Host headers under which browsers may reach this server: its own, and where it is on loopback, the other names of loopback. */
export function hostsOf(origin: string): ReadonlySet<string> {
  const url = new URL(origin);
  const port = url.port ? `:${url.port}` : '';
  return new Set(LOOPBACK.includes(url.hostname) ? LOOPBACK.map((host) => host + port) : [url.host]);
}
