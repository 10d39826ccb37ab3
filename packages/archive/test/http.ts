import { createAccess, createUser, type Role } from '@consilium/access';
import { archiveRoutes } from '@consilium/archive';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Standing } from './standing.ts';

/** The archive over HTTP, with users of several roles in two consortia. */
export interface HttpStanding {
  readonly app: FastifyInstance;
  readonly url: string;
  token(user: 'reporter' | 'technologist' | 'nurse' | 'epidemiologist' | 'far'): string;
  /** Request with a user's token. */
  fetch(user: 'reporter' | 'technologist' | 'nurse' | 'epidemiologist' | 'far', path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

const USERS: readonly { readonly name: string; readonly role: Role; readonly consortium: string; readonly organization: string }[] = [
  { name: 'reporter', role: 'reporting-physician', consortium: 'county', organization: 'hospital' },
  { name: 'technologist', role: 'technologist', consortium: 'county', organization: 'hospital' },
  { name: 'nurse', role: 'nurse', consortium: 'county', organization: 'hospital' },
  { name: 'epidemiologist', role: 'epidemiologist', consortium: 'county', organization: 'hospital' },
  { name: 'far', role: 'reporting-physician', consortium: 'elsewhere', organization: 'far-hospital' },
];

export async function serveArchive(standing: Standing): Promise<HttpStanding> {
  const { database, archive } = standing;
  const access = await createAccess({ database, issuer: 'http://127.0.0.1:1', demo: true });
  const tokens = new Map<string, string>();
  for (const { name, role, consortium, organization } of USERS) {
    await database.platformTransaction((transaction) =>
      createUser(transaction, {
        consortium,
        name,
        displayName: name,
        practitioner: `practitioner-${name}`,
        organization,
        roles: [role],
        password: 'long enough password',
      }),
    );
    tokens.set(name, await access.issueToken(name, { seconds: 3600 }));
  }
  const app = Fastify();
  await app.register(access.plugin);
  archiveRoutes(app, { database, archive });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const token = (user: string): string => tokens.get(user) as string;
  return {
    app,
    url,
    token,
    fetch: (user, path, init = {}) =>
      fetch(url + path, { ...init, headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token(user)}` } }),
    close: () => app.close(),
  };
}

/** A multipart/related body of Part 10 objects. */
export function multipart(parts: readonly Uint8Array[], type = 'application/dicom'): RequestInit {
  const boundary = 'boundary-of-the-test';
  const body = Buffer.concat([
    ...parts.flatMap((part) => [Buffer.from(`--${boundary}\r\nContent-Type: ${type}\r\n\r\n`), part, Buffer.from('\r\n')]),
    Buffer.from(`--${boundary}--`),
  ]);
  return { method: 'POST', body, headers: { 'content-type': `multipart/related; type="application/dicom"; boundary=${boundary}` } };
}

/** The parts of a multipart/related answer. */
export async function partsOf(response: Response): Promise<{ readonly headers: string; readonly body: Buffer }[]> {
  const boundary = /boundary="?([^";]+)/.exec(response.headers.get('content-type') ?? '')?.[1] ?? '';
  const bytes = Buffer.from(await response.arrayBuffer());
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: { headers: string; body: Buffer }[] = [];
  let at = bytes.indexOf(delimiter);
  for (;;) {
    const from = at + delimiter.length + 2;
    const split = bytes.indexOf('\r\n\r\n', from);
    const next = bytes.indexOf(delimiter, from);
    if (next < 0 || split < 0) return parts;
    parts.push({ headers: bytes.toString('latin1', from, split), body: bytes.subarray(split + 4, next - 2) });
    at = next;
  }
}
