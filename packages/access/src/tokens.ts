import { hash, randomUUID } from 'node:crypto';
import type { Database } from '@consilium/database';
import { createLocalJWKSet, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { recordAudit } from './audit.ts';
import { AccessError } from './errors.ts';
import { oidcIssuerOf, parseOrigin } from './origin.ts';
import { loadSecrets, type Secrets, SIGNING_ALGORITHM } from './secrets.ts';
import { systemContext } from './system-context.ts';
import { findUserByName } from './users.ts';

/** What a verified token says. */
export interface TokenClaims {
  /** User id. */
  readonly subject: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

const CACHED_TOKENS = 10_000;

/** Verifies access tokens of this installation; a token seen before costs one hash until it expires. */
export class TokenVerifier {
  readonly #keys: ReturnType<typeof createLocalJWKSet>;
  readonly #origin: string;
  readonly #seen = new Map<string, TokenClaims>();

  constructor(secrets: Secrets, origin: string) {
    this.#keys = createLocalJWKSet({ keys: secrets.signingKeys.map(({ d: _private, ...key }) => key) });
    this.#origin = origin;
  }

  /** @throws AccessError `unauthenticated` */
  async verify(token: string): Promise<TokenClaims> {
    const key = hash('sha256', token, 'base64');
    const seen = this.#seen.get(key);
    if (seen) {
      this.#seen.delete(key);
      if (seen.expiresAt * 1000 <= Date.now()) throw new AccessError('unauthenticated', 'the token has expired: sign in again');
      this.#seen.set(key, seen); // the most recently used is last
      return seen;
    }
    const claims = await this.#verifySignature(token);
    this.#seen.set(key, claims);
    if (this.#seen.size > CACHED_TOKENS) this.#seen.delete(this.#seen.keys().next().value as string);
    return claims;
  }

  async #verifySignature(token: string): Promise<TokenClaims> {
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        issuer: oidcIssuerOf(this.#origin),
        audience: this.#origin,
        algorithms: [SIGNING_ALGORITHM],
        typ: 'at+jwt', // RFC 9068: an ID token, signed by the same key, is no access token
        requiredClaims: ['sub', 'iat', 'exp'],
      });
      return { subject: payload.sub as string, issuedAt: payload.iat as number, expiresAt: payload.exp as number };
    } catch (cause) {
      const expired = (cause as { code?: string }).code === 'ERR_JWT_EXPIRED';
      throw new AccessError(
        'unauthenticated',
        expired ? 'the token has expired: sign in again' : 'the token is not valid here: sign in again',
        { cause },
      );
    }
  }
}

export interface TokenRequest {
  /** Public address of the server that will read the token. */
  readonly issuer: string;
  readonly userName: string;
  readonly seconds: number;
}

const LONGEST_TOKEN_SECONDS = 90 * 24 * 3600;

/**
 * Makes an access token for a user without a sign-in: for scripts of whoever may enter the database anyway. Needs no
 * running server. Audited. @throws AccessError `not-found`, `invalid`
 */
export async function issueToken(database: Database, request: TokenRequest): Promise<string> {
  const origin = parseOrigin(request.issuer);
  if (!Number.isInteger(request.seconds) || request.seconds < 1 || request.seconds > LONGEST_TOKEN_SECONDS)
    throw new AccessError(
      'invalid',
      `a token of ${request.seconds} seconds: use a whole number from 1 to ${LONGEST_TOKEN_SECONDS} (90 days)`,
    );
  const { signingKeys } = await loadSecrets(database);
  const user = await database.platformTransaction((transaction) => findUserByName(transaction, request.userName));
  if (!user) throw new AccessError('not-found', `user "${request.userName}" does not exist: add it with \`consilium user add\``);
  if (user.disabled) throw new AccessError('invalid', `user "${user.name}" is disabled`);
  const context = systemContext(user.consortium, user.organization, 'token');
  await database.transaction(context, (transaction) =>
    recordAudit(context, transaction, [{ action: 'E', entity: `user/${user.name}`, detail: `token issued for ${request.seconds} s` }]),
  );
  const key = signingKeys[0] as JWK;
  return new SignJWT({ client_id: 'command-line', scope: 'openid' })
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, typ: 'at+jwt', kid: key.kid as string })
    .setIssuer(oidcIssuerOf(origin))
    .setAudience(origin)
    .setSubject(user.id)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${request.seconds}s`)
    .sign(await importJWK(key, SIGNING_ALGORITHM));
}
