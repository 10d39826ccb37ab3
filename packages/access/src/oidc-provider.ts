import type { Database } from '@consilium/database';
import Provider, { errors, type ProviderContext } from 'oidc-provider';
import { createOidcAdapter } from './oidc-adapter.ts';
import { renderOidcError, renderSignedOut, renderSignOut } from './oidc-pages.ts';
import { oidcIssuerOf } from './origin.ts';
import { type Secrets, SIGNING_ALGORITHM } from './secrets.ts';
import type { UserCache } from './user-cache.ts';

/** The workbench in the browser: the only client. Public, so it proves itself by PKCE and its redirect address. */
export const WORKBENCH_CLIENT = 'workbench';

/** What a token for this server's interfaces says it is for; what its user may do is decided by roles at each request. */
const SCOPE = 'openid profile';

const MINUTE = 60;
const SHIFT = 12 * 60 * MINUTE; // a session lasts a working day, however it is refreshed
const ACCESS_TOKEN_SECONDS = 10 * MINUTE;

export interface OidcProviderOptions {
  readonly database: Database;
  readonly origin: string;
  readonly secrets: Secrets;
  readonly users: UserCache;
  readonly demo: boolean;
}

/** The OpenID provider of this installation, issuer `<origin>/oidc`. */
export function createOidcProvider({ database, origin, secrets, users, demo }: OidcProviderOptions): Provider {
  const port = new URL(origin).port;
  const cookie = (name: string): string => `consilium_${name}${port && `_${port}`}`; // cookies do not tell ports apart

  const provider = new Provider(oidcIssuerOf(origin), {
    adapter: createOidcAdapter(database),
    jwks: { keys: secrets.signingKeys },
    cookies: {
      keys: secrets.cookieKeys,
      names: { session: cookie('session'), interaction: cookie('interaction'), resume: cookie('resume') },
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    clients: [
      {
        client_id: WORKBENCH_CLIENT,
        client_name: 'Consilium',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${origin}/callback`],
        post_logout_redirect_uris: [`${origin}/`],
        id_token_signed_response_alg: SIGNING_ALGORITHM,
      },
    ],
    responseTypes: ['code'],
    clientAuthMethods: ['none'],
    scopes: ['openid', 'profile', 'offline_access'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
    conformIdTokenClaims: false, // the page reads the name from the ID token, without a call to userinfo
    enabledJWA: { idTokenSigningAlgValues: [SIGNING_ALGORITHM], userinfoSigningAlgValues: [SIGNING_ALGORITHM] },
    pkce: { required: () => true },
    clientBasedCORS: (_context: unknown, from: string) => from === origin, // browsers name the origin of a POST even to the own server
    issueRefreshToken: (_context: unknown, client: { grantTypeAllowed(type: string): boolean }) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => true, // signing out ends the refresh tokens too
    rotateRefreshToken: () => true,
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      userinfo: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: (_context: unknown, client: { clientId: string }, token: { clientId: string }) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: true, logoutSource: renderSignOut, postLogoutSuccessSource: renderSignedOut },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => origin,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context: unknown, resource: string) => {
          if (resource !== origin) throw new errors.InvalidTarget();
          return {
            scope: SCOPE,
            audience: origin,
            accessTokenTTL: ACCESS_TOKEN_SECONDS,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: SIGNING_ALGORITHM } },
          };
        },
      },
    },
    ttl: {
      AccessToken: () => ACCESS_TOKEN_SECONDS,
      AuthorizationCode: () => MINUTE,
      Grant: () => SHIFT,
      IdToken: () => ACCESS_TOKEN_SECONDS,
      Interaction: () => 60 * MINUTE,
      RefreshToken: () => SHIFT,
      Session: () => SHIFT,
    },
    interactions: { url: (_context: unknown, interaction: { uid: string }) => `/oidc/interaction/${interaction.uid}` },
    renderError: renderOidcError,
    loadExistingGrant: (context: ProviderContext) => grantToOwnClient(context, origin),
    findAccount: async (_context: unknown, id: string) => {
      const user = await users.find(id);
      if (!user || user.disabled || (user.demo && !demo)) return undefined;
      return { accountId: id, claims: async () => ({ sub: id, name: user.displayName.zh, preferred_username: user.name }) };
    },
  });
  provider.proxy = true; // the mount states scheme and host itself, whatever the request says
  return provider;
}

/** The only client is the platform's own: nobody is asked whether it may know who they are. */
async function grantToOwnClient(context: ProviderContext, origin: string): Promise<unknown> {
  const { client, session, provider, result } = context.oidc;
  const id = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const existing = id && (await provider.Grant.find(id));
  if (existing) return existing;
  const grant = new provider.Grant({ accountId: session.accountId as string, clientId: client.clientId });
  grant.addOIDCScope(`${SCOPE} offline_access`);
  grant.addResourceScope(origin, SCOPE);
  await grant.save();
  return grant;
}
