import { randomUUID } from 'node:crypto';
import type { Database } from '@consilium/database';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { AccessContext, Purpose } from './access-context.ts';
import { recordAudit } from './audit.ts';
import { AccessDeniedError, AccessError } from './errors.ts';
import './fastify.ts';
import { may, requirePermission } from './permissions.ts';
import type { TokenVerifier } from './tokens.ts';
import type { UserCache } from './user-cache.ts';

const PURPOSES: readonly Purpose[] = ['TREAT', 'HOPERAT', 'PUBHLTH', 'HRESCH', 'HSYSADMIN', 'PATRQT'];

export interface Authentication {
  readonly database: Database;
  readonly tokens: TokenVerifier;
  readonly users: UserCache;
  readonly demo: boolean;
}

/** Who the bearer of a token is. @throws AccessError `unauthenticated` */
export async function authenticate(authentication: Authentication, token: string): Promise<AccessContext> {
  const claims = await authentication.tokens.verify(token);
  const user = await authentication.users.find(claims.subject);
  if (!user || user.disabled || (user.demo && !authentication.demo))
    throw new AccessError('unauthenticated', 'this user may not sign in here');
  if (claims.issuedAt * 1000 + 999 < user.tokensFrom) throw new AccessError('unauthenticated', 'the token was withdrawn: sign in again');
  return {
    consortium: user.consortium,
    organization: user.organization,
    actor: { kind: 'user', id: user.id, display: user.displayName.zh, practitioner: user.practitioner },
    roles: user.roles,
    purpose: 'TREAT',
    breakGlass: false,
    requestId: randomUUID(),
  };
}

/** Asks every request who sends it. Cookies count for nothing here, so no other site can act through a browser's session. */
export function addAuthentication(app: FastifyInstance, authentication: Authentication): void {
  app.decorateRequest('context', undefined as unknown as AccessContext);

  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route: RouteOptions) => {
    routes.push(route); // looked at when all are there: a scope may still say of its routes who may call them
  });
  app.addHook('onReady', async () => {
    const forgotten = routes.filter(({ config }) => !config?.permission && !config?.authenticated && !config?.public);
    if (forgotten.length === 0) return;
    const names = forgotten.map(({ method, url }) => `${method} ${url}`).join(', ');
    throw new AccessError(
      'unprotected-route',
      `${names}: no permission is named; add config: { permission: '…' }, { authenticated: true } or { public: true }`,
    );
  });

  app.addHook('onRequest', async (request, reply) => {
    if (request.is404) return; // nothing is there to protect; a page for unknown addresses may answer
    const { permission, authenticated, public: open } = request.routeOptions.config;
    if (open) return;
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
    try {
      if (!token) throw new AccessError('unauthenticated', 'a bearer token is needed: send `Authorization: Bearer …`');
      request.context = await contextOf(request, await authenticate(authentication, token));
    } catch (error) {
      if (error instanceof AccessError && error.code === 'unauthenticated')
        reply.header(
          'www-authenticate',
          token ? `Bearer realm="consilium", error="invalid_token", error_description="${error.message}"` : 'Bearer realm="consilium"',
        );
      throw error;
    }
    try {
      if (permission) requirePermission(request.context, permission);
      else if (!authenticated) throw new AccessDeniedError(`route ${request.routeOptions.url} names no permission`);
    } catch (error) {
      reply.header('www-authenticate', 'Bearer realm="consilium", error="insufficient_scope"');
      await audit(authentication, request, 'refused', permission ?? 'no permission');
      throw error;
    }
    if (request.context.breakGlass) await audit(authentication, request, 'success', `break glass: ${breakGlassReason(request)}`);
  });
}

/** `X-Purpose-Of-Use` and `X-Break-Glass` (the reason, percent-encoded UTF-8) refine who the token says the caller is. */
async function contextOf(request: FastifyRequest, context: AccessContext): Promise<AccessContext> {
  const purpose = request.headers['x-purpose-of-use'];
  if (purpose !== undefined && !PURPOSES.includes(purpose as Purpose))
    throw new AccessError('invalid', `X-Purpose-Of-Use "${purpose}" is unknown: use one of ${PURPOSES.join(', ')}`);
  const breakGlass = request.headers['x-break-glass'] !== undefined;
  if (breakGlass && !breakGlassReason(request)) throw new AccessError('invalid', 'X-Break-Glass is empty: give the reason');
  if (breakGlass && !may(context, 'record.read')) throw new AccessDeniedError('break glass is for those who treat patients');
  return { ...context, ...(purpose ? { purpose: purpose as Purpose } : {}), breakGlass };
}

function breakGlassReason(request: FastifyRequest): string {
  const header = String(request.headers['x-break-glass'] ?? '');
  try {
    return decodeURIComponent(header).trim();
  } catch {
    return header.trim();
  }
}

async function audit({ database }: Authentication, request: FastifyRequest, outcome: 'success' | 'refused', detail: string): Promise<void> {
  const [path] = request.url.split('?');
  await database.transaction(request.context, (transaction) =>
    recordAudit(request.context, transaction, [{ action: 'E', entity: `${request.method} ${path}`, outcome, detail }]),
  );
}
