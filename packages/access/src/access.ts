import type { Database } from '@consilium/database';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { AccessContext } from './access-context.ts';
import { accountRoutes } from './account-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { type Authentication, addAuthentication, authenticate } from './authentication.ts';
import { addCanonicalHost } from './canonical-host.ts';
import { AccessError } from './errors.ts';
import { sweepExpired } from './oidc-adapter.ts';
import { createOidcProvider } from './oidc-provider.ts';
import { oidcRoutes } from './oidc-routes.ts';
import { parseOrigin } from './origin.ts';
import { sendProblem } from './problem.ts';
import { loadSecrets } from './secrets.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { issueToken, TokenVerifier } from './tokens.ts';
import { UserCache } from './user-cache.ts';

const SWEEP_MS = 10 * 60_000;

export interface AccessOptions {
  readonly database: Database;
  /** Public address of this server, `http://127.0.0.1:PORT`. */
  readonly issuer: string;
  /** Demonstration users may sign in. See {@link isDemoAllowed}. */
  readonly demo: boolean;
}

export interface Access {
  /**
   * Fastify plugin: authentication of all routes, the OpenID provider under `/oidc`, the sign-in page. Await its
   * registration before any route is added: `await app.register(access.plugin)`.
   */
  readonly plugin: (app: FastifyInstance) => Promise<void>;
  /** @throws AccessError `unauthenticated` */
  authenticate(bearerToken: string): Promise<AccessContext>;
  issueToken(userName: string, options: { readonly seconds: number }): Promise<string>;
}

/** Opens the door of one server: makes keys at the first start, checks who asks ever after. */
export async function createAccess({ database, issuer, demo }: AccessOptions): Promise<Access> {
  const origin = parseOrigin(issuer);
  const secrets = await loadSecrets(database);
  const users = new UserCache(database);
  const authentication: Authentication = { database, demo, tokens: new TokenVerifier(secrets, origin), users };
  const provider = createOidcProvider({ database, origin, secrets, users, demo });

  async function plugin(app: FastifyInstance): Promise<void> {
    app.setErrorHandler<FastifyError>((error, request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) request.log.error(error);
      return sendProblem(
        reply,
        status,
        status >= 500 && !(error instanceof AccessError) ? 'the server failed; the reason is in its log' : error.message,
      );
    });
    addSecurityHeaders(app, origin);
    addCanonicalHost(app, origin);
    addAuthentication(app, authentication);
    await app.register((scope) => signInRoutes(scope, { database, provider, origin, demo }));
    await app.register((scope) => oidcRoutes(scope, provider, origin));
    accountRoutes(app, { database, users, origin, demo });
    auditRoutes(app, database);
    const sweeping = setInterval(() => void sweepExpired(database).catch((error: unknown) => app.log.warn(error)), SWEEP_MS).unref();
    app.addHook('onClose', async () => clearInterval(sweeping));
  }

  return {
    plugin: Object.assign(plugin, { [Symbol.for('skip-override')]: true }), // its hooks bind the whole app, not a branch of it
    authenticate: (token) => authenticate(authentication, token),
    issueToken: (userName, { seconds }) => issueToken(database, { issuer: origin, userName, seconds }),
  };
}
