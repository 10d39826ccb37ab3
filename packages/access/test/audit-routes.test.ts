import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordAudit, systemContext } from '../src/index.ts';
import { startTestServer, type TestServer } from './test-server.ts';

interface AuditPage {
  readonly items: { readonly entity: string; readonly patient?: string; readonly at: string }[];
  readonly next?: string;
}

describe('reading the audit trail', () => {
  let server: TestServer;
  const read = async (userName: string, query: string) =>
    (await (await server.fetchAs(userName, `/api/audit?${query}`)).json()) as AuditPage;

  beforeAll(async () => {
    server = await startTestServer();
    for (const consortium of ['north', 'south']) {
      const context = systemContext(consortium, 'hospital', 'test');
      await server.database.transaction(context, (t) =>
        recordAudit(
          context,
          t,
          Array.from({ length: 7 }, (_, i) => ({ action: 'R', entity: `${consortium}/${i}`, patient: i % 2 ? 'p1' : 'p2' }) as const),
        ),
      );
    }
  });
  afterAll(() => server.close());

  test('the latest come first, page by page, of one patient', async () => {
    const first = await read('du', 'patient=p2&count=2');
    expect(first.items.map(({ entity }) => entity)).toEqual(['north/6', 'north/4']);
    const second = await read('du', `patient=p2&count=2&before=${first.next}`);
    expect(second.items.map(({ entity }) => entity)).toEqual(['north/2', 'north/0']);
    expect((await read('du', `patient=p2&count=2&before=${second.next}`)).items).toEqual([]);
    expect(first.items[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test('another consortium has its own', async () => {
    expect((await read('south-du', 'patient=p1')).items.map(({ entity }) => entity)).toEqual(['south/5', 'south/3', 'south/1']);
  });

  test('reading it leaves a trace too', async () => {
    await read('du', 'patient=p9');
    expect((await read('du', 'patient=p9')).items).toMatchObject([{ entity: 'AuditEvent?patient=p9' }]);
  });

  test('is for auditors', async () => {
    expect((await server.fetchAs('zhou', '/api/audit')).status).toBe(403);
  });

  test.each(['count=0', 'count=x', 'count=1001', 'before=x', 'pateint=p1'])('%s is refused by name', async (query) => {
    const answer = await server.fetchAs('du', `/api/audit?${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(query.split('=')[0] as string) });
  });
});
