import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrations as access, createAccess, createConsortium, createUser, type Role, systemContext } from '@consilium/access';
import { type Archive, migrations as archive, archiveRoutes, createArchive, storeInstance } from '@consilium/archive';
import { type Database, migrations as queue } from '@consilium/database';
import { createTestDatabase } from '@consilium/database/testing';
import { uidFromUuid, writePart10 } from '@consilium/dicom';
import { createResource, migrations as record, recordRoutes } from '@consilium/record';
import { migrations as registry, registryRoutes, type State, setState } from '@consilium/registry';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Observation } from 'fhir/r4.js';
import type pg from 'pg';
import { createRuntime, migrations, type Runtime, runtimeRoutes } from '../src/index.ts';
import type { DraftPage } from '../src/worklist/worklist.ts';
import type { WorklistItem } from '../src/worklist/worklist-item.ts';

export const SERVICES = fileURLToPath(new URL('./services/', import.meta.url));
const ISSUER = 'http://127.0.0.1:1';
const USERS: Readonly<Record<string, readonly Role[]>> = {
  reporter: ['reporting-physician'],
  reporter2: ['reporting-physician'],
  reviewer: ['reviewing-physician'],
  both: ['reporting-physician', 'reviewing-physician'],
  physician: ['physician'],
  nurse: ['nurse'],
  epidemiologist: ['epidemiologist'],
};

/** A consortium with its organisations, users, archive and runtime, on a database of its own, over HTTP. */
export interface County {
  readonly database: Database;
  readonly owner: pg.ClientConfig;
  readonly folder: string;
  readonly archive: Archive;
  readonly runtime: Runtime;
  readonly app: FastifyInstance;
  readonly errors: unknown[];
  /** Process ids of sandboxed children, as they start. */
  readonly children: { pid: number; task: string }[];
  token(user: keyof typeof USERS): Promise<string>;
  call(user: keyof typeof USERS, method: 'GET' | 'POST', url: string, body?: object): Promise<{ status: number; body: never }>;
  /** Sends images of a series; the same numbers give the same images. */
  send(series: string, numbers: readonly number[]): Promise<void>;
  patient(id: string, simulated?: boolean): Promise<void>;
  /** Writes the Observation that makes `misbehave` run; returns its id. */
  misbehave(way: string, patient?: string): Promise<string>;
  decide(service: string, state: State): Promise<void>;
  worklist(user?: keyof typeof USERS): Promise<readonly WorklistItem[]>;
  /** The first row that holds, awaited. */
  row(holds: (item: WorklistItem) => boolean, seconds?: number): Promise<WorklistItem>;
  draft(id: string, user?: keyof typeof USERS): Promise<DraftPage>;
  sql<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export const system = systemContext('county', 'hospital', 'test');

export async function standCounty(options: { readonly services?: readonly string[]; readonly start?: boolean } = {}): Promise<County> {
  const { database, owner, drop } = await createTestDatabase([queue, access, record, registry, archive, migrations]);
  const folder = mkdtempSync(join(tmpdir(), 'consilium-county-'));
  await database.platformTransaction((transaction) => createConsortium(transaction, { id: 'county', name: 'County' }));
  await database.transaction(system, async (transaction) => {
    for (const [name, roles] of Object.entries(USERS))
      await createUser(transaction, {
        consortium: 'county',
        name,
        displayName: `Dr ${name}`,
        practitioner: `practitioner-${name}`,
        organization: 'hospital',
        roles,
        password: 'long enough',
      });
    for (const name of Object.keys(USERS))
      await createResource(
        system,
        transaction,
        { resourceType: 'Practitioner', name: [{ text: `Dr ${name}` }] },
        { id: `practitioner-${name}` },
      );
    await createResource(system, transaction, { resourceType: 'Organization', name: '清河县人民医院' }, { id: 'hospital' });
  });
  const errors: unknown[] = [];
  const children: County['children'] = [];
  const files = await createArchive({
    database,
    folder: join(folder, 'images'),
    announceAfterMs: 200,
    onError: (error) => errors.push(error),
  });
  const runtime = await createRuntime({
    database,
    archive: files,
    servicesFolders: (options.services ?? ['']).map((name) => join(SERVICES, name)),
    onError: (error) => errors.push(error),
    onSession: (pid, task) => children.push({ pid, task }),
  });
  const app = Fastify();
  const door = await createAccess({ database, issuer: ISSUER, demo: false });
  await app.register(door.plugin);
  recordRoutes(app, { database });
  archiveRoutes(app, { database, archive: files });
  registryRoutes(app, { database });
  runtimeRoutes(app, runtime);
  await app.ready();
  const tokens = new Map<string, string>();
  const county: County = {
    database,
    owner,
    folder,
    archive: files,
    runtime,
    app,
    errors,
    children,
    async token(user) {
      const token = tokens.get(user) ?? (await door.issueToken(user, { seconds: 3600 }));
      tokens.set(user, token);
      return token;
    },
    async call(user, method, url, body) {
      const response = await app.inject({
        method,
        url,
        headers: { authorization: `Bearer ${await county.token(user)}`, host: new URL(ISSUER).host },
        ...(body && { payload: body }),
      });
      return { status: response.statusCode, body: (response.body ? JSON.parse(response.body) : undefined) as never };
    },
    async send(series, numbers) {
      for (const number of numbers) {
        const bytes = writePart10({
          '00080016': { vr: 'UI', Value: ['1.2.840.10008.5.1.4.1.1.4'] },
          '00080018': { vr: 'UI', Value: [uidFromUuid(`${series} ${number}`)] },
          '00080060': { vr: 'CS', Value: ['MR'] },
          '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Zhang^San', Ideographic: '张^三' }] },
          '00100020': { vr: 'LO', Value: ['P1'] },
          '00100030': { vr: 'DA', Value: ['19500607'] },
          '00100040': { vr: 'CS', Value: ['F'] },
          '0020000D': { vr: 'UI', Value: [uidFromUuid(`study of ${series}`)] },
          '0020000E': { vr: 'UI', Value: [uidFromUuid(series)] },
          '00200013': { vr: 'IS', Value: [number] },
          '00280010': { vr: 'US', Value: [2] },
          '00280011': { vr: 'US', Value: [2] },
          '00280002': { vr: 'US', Value: [1] },
          '00280004': { vr: 'CS', Value: ['MONOCHROME2'] },
          '00280100': { vr: 'US', Value: [8] },
          '00280101': { vr: 'US', Value: [8] },
          '00280102': { vr: 'US', Value: [7] },
          '00280103': { vr: 'US', Value: [0] },
          '7FE00010': { vr: 'OB', bytes: Uint8Array.of(1, 2, 3, number) },
        });
        await storeInstance(system, files, bytes, { receivedFrom: 'test' });
      }
    },
    async patient(id, simulated = false) {
      await database.transaction(system, (t) =>
        createResource(
          system,
          t,
          {
            resourceType: 'Patient',
            ...(simulated && { meta: { tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }] } }),
            name: [{ family: '王', given: ['芳'] }],
            gender: 'female',
            birthDate: '1955-02-03',
          },
          { id },
        ),
      );
    },
    misbehave: (way, patient = 'wang') =>
      database.transaction(system, async (t) => {
        const made = await createResource<Observation>(system, t, {
          resourceType: 'Observation',
          status: 'final',
          code: { text: 'misbehave' },
          subject: { reference: `Patient/${patient}` },
          valueString: way,
        });
        return made.id as string;
      }),
    decide: (service, state) =>
      database.transaction(system, (t) => setState(system, t, { service, version: '1.0.0', organization: '*', state, reason: 'test' })),
    worklist: async (user = 'reporter') => ((await county.call(user, 'GET', '/api/worklist')).body as { items: WorklistItem[] }).items,
    async row(holds, seconds = 40) {
      const end = Date.now() + seconds * 1000;
      for (;;) {
        const items = await county.worklist();
        const found = items.find(holds);
        if (found) return found;
        if (Date.now() > end)
          throw new Error(
            `no such row within ${seconds} s; there are ${JSON.stringify(items.map(({ status, service, summary }) => [status, service.name, summary.en]))}; ${errors.map(String).join('; ')}`,
          );
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
    },
    draft: async (id, user = 'reporter') => {
      const { status, body } = await county.call(user, 'GET', `/api/drafts/${id}`);
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
      return body as DraftPage;
    },
    sql: async (text, values = []) => (await database.transaction(system, (t) => t.query(text, values))).rows as never,
    async close() {
      await app.close();
      await runtime.stop();
      await files.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  if (options.start !== false) await runtime.start();
  return county;
}
