import type { AccessContext } from '@consilium/access';
import fastify from 'fastify';
import { recordRoutes } from '../src/index.ts';
import { createRecord, user } from './fixture.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever the server answers
  readonly body: any;
}

/** The FHIR interface over HTTP for one signed-in physician, on a record of its own. */
export async function createServer(as: AccessContext = user(['physician'])) {
  const record = await createRecord();
  const app = fastify({ logger: { level: 'error' } });
  let context = as;
  app.addHook('onRequest', async (request) => {
    request.context = context;
  });
  recordRoutes(app, { database: record.database });
  await app.ready();
  const send = async (method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await app.inject({
      method: method as 'GET',
      url: `/fhir${url}`,
      ...(payload === undefined ? {} : { payload }),
      headers: { host: 'localhost', ...(payload === undefined ? {} : { 'content-type': 'application/fhir+json' }), ...headers },
    });
    const json = /json/.test(String(answer.headers['content-type'])) && answer.body !== '';
    return { status: answer.statusCode, headers: answer.headers, text: answer.body, body: json ? JSON.parse(answer.body) : undefined };
  };
  return {
    ...record,
    app,
    send,
    as: (other: AccessContext) => {
      context = other;
    },
    close: async () => {
      await app.close();
      await record.drop();
    },
  };
}
