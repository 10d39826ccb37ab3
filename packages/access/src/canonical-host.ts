import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AccessError } from './errors.ts';
import { hostsOf } from './origin.ts';

/**
 * One address per installation: an OpenID issuer has one name, and cookies and redirects belong to it. A page opened
 * under another name of loopback (`localhost` for `127.0.0.1`) is sent on to the canonical one; interfaces answer under
 * any name, since a bearer token decides there.
 */
export function addCanonicalHost(app: FastifyInstance, origin: string): void {
  const canonical = new URL(origin).host;
  const aliases = hostsOf(origin);
  app.addHook('onRequest', async (request, reply) => {
    const host = request.headers.host ?? '';
    if (host !== canonical && aliases.has(host) && isNavigation(request)) return reply.redirect(`${origin}${request.url}`, 307);
  });
}

/**
 * For what is open to anybody who reaches this server: the name must be one of loopback or the server's own, so that a
 * foreign page whose name was made to point here (DNS rebinding) is not answered. Ports do not matter (tunnels).
 * @throws AccessError `misdirected` (HTTP 421)
 */
export function requireOwnHost(request: FastifyRequest, origin: string): void {
  const named = `http://${request.headers.host ?? ''}`;
  const hostname = URL.canParse(named) ? new URL(named).hostname : '';
  const known = [...hostsOf(origin)].map((host) => new URL(`http://${host}`).hostname);
  if (!known.includes(hostname))
    throw new AccessError('misdirected', `this server is ${origin}: open that address, or set CONSILIUM_ORIGIN to the one in use`);
}

function isNavigation(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const mode = request.headers['sec-fetch-mode'];
  return mode ? mode === 'navigate' : (request.headers.accept ?? '').includes('text/html');
}
