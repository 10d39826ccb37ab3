import { createServer } from 'node:net';
import type { Database } from '@consilium/database';
import { createTestDatabase } from '@consilium/database/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import { type Access, createAccess, createConsortium, createOrganization, createUser, migrations, type Role } from '../src/index.ts';

export const PASSWORD = 'correct horse battery';

export interface TestServer {
  readonly app: FastifyInstance;
  readonly access: Access;
  readonly database: Database;
  readonly origin: string;
  /** A request with the bearer token of a user. */
  fetchAs(userName: string, path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/**
 * A server that listens, on a database of its own: consortium `north` with staff `zhou` (reporting), `shen` (reviewing),
 * `du` (auditor) and demonstration user `demo-lin`; consortium `south` with auditor `south-du`.
 */
export async function startTestServer(options: { demo?: boolean; routes?: (app: FastifyInstance) => void } = {}): Promise<TestServer> {
  const { database, drop } = await createTestDatabase([migrations]);
  await database.platformTransaction(async (t) => {
    await createConsortium(t, { id: 'north', name: { zh: '北县医共体', en: 'North County' } });
    await createConsortium(t, { id: 'south', name: { zh: '南县医共体', en: 'South County' } });
    await createOrganization(t, { consortium: 'north', id: 'hospital', name: { zh: '北县医院', en: 'North County Hospital' } });
    const add = (consortium: string, name: string, zh: string, roles: readonly Role[], demo = false) =>
      createUser(t, {
        consortium,
        name,
        roles,
        demo,
        displayName: { zh, en: name },
        practitioner: `staff-${name}`,
        organization: 'hospital',
        password: PASSWORD,
      });
    await add('north', 'zhou', '周明远', ['reporting-physician']);
    await add('north', 'shen', '沈静宜', ['reviewing-physician', 'reporting-physician']);
    await add('north', 'du', '杜若', ['auditor']);
    await add('north', 'demo-lin', '林秋实', ['physician'], true);
    await add('south', 'south-du', '南审', ['auditor']);
  });

  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const access = await createAccess({ database, issuer: origin, demo: options.demo ?? false });
  const app = Fastify();
  await app.register(access.plugin);
  options.routes?.(app);
  await app.listen({ port, host: '127.0.0.1' });
  const tokens = new Map<string, string>();
  return {
    app,
    access,
    database,
    origin,
    fetchAs: async (userName, path, init) => {
      const token = tokens.get(userName) ?? (await access.issueToken(userName, { seconds: 600 }));
      tokens.set(userName, token);
      return fetch(origin + path, { ...init, headers: { ...init?.headers, authorization: `Bearer ${token}` } });
    },
    close: async () => {
      await app.close();
      await drop();
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
