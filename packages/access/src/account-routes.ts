import type { Database } from '@consilium/database';
import type { FastifyInstance } from 'fastify';
import { requireOwnHost } from './canonical-host.ts';
import { listConsortia, organizationName } from './consortia.ts';
import { listDemoUsers } from './demo-users.ts';
import { AccessError } from './errors.ts';
import { permissionsOf } from './permissions.ts';
import type { UserCache } from './user-cache.ts';

export interface AccountRoutesOptions {
  readonly database: Database;
  readonly users: UserCache;
  readonly origin: string;
  readonly demo: boolean;
}

/** `GET /api/me`: who the caller is and may do. `GET /api/demo-users`: who can be signed in as, in demonstration only. */
export function accountRoutes(app: FastifyInstance, { database, users, origin, demo }: AccountRoutesOptions): void {
  app.get('/api/me', { config: { authenticated: true } }, async ({ context }) => {
    const user = await users.find(context.actor.id);
    if (!user) throw new AccessError('unauthenticated', 'this user may not sign in here');
    const { name, consortiumName } = await database.transaction(context, async (transaction) => ({
      name: await organizationName(transaction, context.consortium, context.organization),
      consortiumName: (await listConsortia(transaction)).find((c) => c.id === context.consortium)?.name,
    }));
    return {
      user: { id: user.id, name: user.name, displayName: user.displayName, practitioner: user.practitioner },
      organization: { id: context.organization, name },
      roles: context.roles,
      permissions: permissionsOf(context),
      consortium: context.consortium,
      consortiumName,
      demo,
    };
  });

  app.get('/api/demo-users', { config: { public: true } }, async (request) => {
    requireOwnHost(request, origin);
    if (!demo) throw new AccessError('not-found', 'there are no demonstration users here');
    return database.platformTransaction(listDemoUsers);
  });
}
