import type { AccessContext } from '@consilium/access';
import type { Database, Transaction } from '@consilium/database';
import { isResourceType, outcome } from '@consilium/fhir';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Bundle } from 'fhir/r4.js';
import { bundleResponse, processStored } from './bundle.ts';
import { conditionalTarget } from './bundle-entry.ts';
import { capabilityStatement } from './capability-statement.ts';
import { lockMatch } from './conditional.ts';
import { everythingStored } from './everything.ts';
import { historyStored } from './history.ts';
import { sendRead, sendUpdated, sendVersion } from './http-reply.ts';
import { baseOf, header, type Params, parseBody, prefers, queryOf, requireJson, requireNoParameters, resourceOf } from './http-request.ts';
import { retried, sendFhir, sendOutcome } from './outcome-reply.ts';
import { readStored, readStoredVersion } from './read.ts';
import { searchStored } from './search.ts';
import { parseSearch } from './search-request.ts';
import { historyBundle, searchset } from './searchset.ts';
import { create, remove, update } from './write-resource.ts';

/** Bytes: a Bundle with a patient's whole life fits, an image does not belong here. */
const BODY_LIMIT = 64 * 1024 * 1024;

const READ = { config: { permission: 'record.read' } } as const;
const WRITE = { config: { permission: 'record.write' }, bodyLimit: BODY_LIMIT } as const;

/** The FHIR R4 interface at `/fhir`. @see FHIR R4 http.html */
export function recordRoutes(app: FastifyInstance, { database }: { readonly database: Database }): void {
  void app.register(async (fhir) => routes(fhir, database), { prefix: '/fhir' });
}

function routes(app: FastifyInstance, database: Database): void {
  app.setErrorHandler((error, request, reply) => sendOutcome(error, request, reply));
  app.setNotFoundHandler((request, reply) =>
    sendOutcome(
      outcome('not-found', `There is no ${request.method} ${request.url.split('?')[0]} here: see metadata for what there is`),
      request,
      reply,
    ),
  );
  app.removeAllContentTypeParsers();
  for (const type of ['application/fhir+json', 'application/json'])
    app.addContentTypeParser(type, { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) => done(null, body));
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.addHook('preHandler', async (request) => {
    const { type } = request.params as Partial<Params>;
    requireJson(request);
    if (type !== undefined && !isResourceType(type)) throw outcome('not-found', `${type} is no resource type of FHIR R4`);
  });

  /** One transaction for the request, again if it loses a race. */
  const run = <T>(request: FastifyRequest, work: (context: AccessContext, transaction: Transaction) => Promise<T>): Promise<T> =>
    retried(() => database.transaction(request.context, (transaction) => work(request.context, transaction)));

  app.get('/metadata', { config: { public: true } }, async (request, reply) =>
    sendFhir(reply, 200, JSON.stringify(capabilityStatement(baseOf(request).slice(0, -1)))),
  );

  app.post('/', WRITE, async (request, reply) => {
    const bundle = parseBody(request) as Bundle;
    const options = { base: baseOf(request), representation: prefers(request, 'return=representation') };
    const results = await run(request, (c, t) => processStored(c, t, bundle, options));
    return sendFhir(reply, 200, bundleResponse(bundle.type === 'batch' ? 'batch-response' : 'transaction-response', results));
  });

  app.post<{ Params: Params }>('/:type', WRITE, async (request, reply) => {
    const resource = resourceOf(request);
    requireNoParameters(request);
    const ifNoneExist = request.headers['if-none-exist'] as string | undefined;
    const made = await run(request, (c, t) => create(c, t, resource, { ifNoneExist }));
    if ('existing' in made)
      return sendVersion(
        request,
        reply,
        200,
        { doc: made.existing.doc ?? '', version: made.existing.version, at: made.existing.last_updated },
        made.existing,
      );
    return sendVersion(request, reply, 201, { doc: made.doc ?? '', version: made.version, at: new Date(made.at) }, made);
  });

  app.put<{ Params: Params }>('/:type/:id', WRITE, async (request, reply) => {
    const resource = resourceOf(request);
    const { type, id } = request.params;
    requireNoParameters(request);
    if (resource.id !== id)
      throw outcome('invalid', `The body has the id ${resource.id ?? '(none)'}, the address ${id}: give both the same`, `${type}.id`);
    return sendUpdated(request, reply, await run(request, (c, t) => update(c, t, resource, { ifMatch: header(request, 'if-match') })));
  });
  app.put<{ Params: Params }>('/:type', WRITE, async (request, reply) => {
    const resource = resourceOf(request);
    const { type } = request.params;
    const entry = { index: 0, fullUrl: undefined, method: 'PUT', url: type, resource, ifMatch: undefined, ifNoneExist: undefined };
    const written = await run(request, async (c, t) => {
      const id = await conditionalTarget(c, t, entry, type, queryOf(request), resource);
      if (id !== undefined) return update(c, t, { ...resource, id }, { ifMatch: header(request, 'if-match') });
      const made = await create(c, t, resource);
      if ('existing' in made) throw outcome('conflict', 'The resource was made meanwhile: try again');
      return made;
    });
    return sendUpdated(request, reply, written);
  });

  app.delete<{ Params: Params }>('/:type/:id', WRITE, async (request, reply) => {
    const { type, id } = request.params;
    requireNoParameters(request);
    const removed = await run(request, (c, t) => remove(c, t, type, id, header(request, 'if-match')));
    if (removed) reply.header('etag', `W/"${removed.version}"`);
    return reply.code(204).send();
  });
  app.delete<{ Params: Params }>('/:type', WRITE, async (request, reply) => {
    const { type } = request.params;
    const query = queryOf(request);
    if (query === undefined) throw outcome('invalid', 'A delete needs an id or a condition: nothing deletes all resources of a type');
    await run(request, async (c, t) => {
      const match = await lockMatch(c, t, type, query);
      if (match) await remove(c, t, type, match.id, header(request, 'if-match'));
    });
    return reply.code(204).send();
  });

  app.get<{ Params: Params }>('/:type/:id', READ, async (request, reply) => {
    const { type, id } = request.params;
    requireNoParameters(request);
    const stored = await run(request, (c, t) => readStored(c, t, type, id));
    return sendRead(request, reply, stored);
  });
  app.get<{ Params: Params }>('/:type/:id/_history/:version', READ, async (request, reply) => {
    const { type, id, version } = request.params;
    requireNoParameters(request);
    return sendRead(request, reply, await run(request, (c, t) => readStoredVersion(c, t, type, id, version)));
  });
  app.get<{ Params: Params }>('/:type/:id/_history', READ, async (request, reply) => sendHistory(request, reply, run));
  app.get<{ Params: Params }>('/:type/_history', READ, async (request, reply) => sendHistory(request, reply, run));

  const search = async (request: FastifyRequest<{ Params: Params }>, reply: FastifyReply, query: string): Promise<FastifyReply> => {
    const base = baseOf(request);
    const asked = parseSearch(request.params.type, new URLSearchParams(query), prefers(request, 'handling=lenient'));
    return sendFhir(reply, 200, searchset(asked, await run(request, (c, t) => searchStored(c, t, asked, { base })), base));
  };
  app.get<{ Params: Params }>('/:type', READ, (request, reply) => search(request, reply, queryOf(request) ?? ''));
  app.post<{ Params: Params }>('/:type/_search', READ, (request, reply) => {
    const form = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? (request.body as string) : '';
    return search(request, reply, [queryOf(request), form].filter(Boolean).join('&'));
  });

  for (const method of ['GET', 'POST'] as const)
    app.route<{ Params: { id: string } }>({
      method,
      url: '/Patient/:id/$everything',
      ...READ,
      handler: async (request, reply) => {
        const query = new URLSearchParams(queryOf(request));
        return sendFhir(
          reply,
          200,
          (await run(request, (c, t) => everythingStored(c, t, request.params.id, query, { base: baseOf(request) }))).text,
        );
      },
    });
}

type Run = <T>(request: FastifyRequest, work: (context: AccessContext, transaction: Transaction) => Promise<T>) => Promise<T>;

async function sendHistory(request: FastifyRequest<{ Params: Params }>, reply: FastifyReply, run: Run): Promise<FastifyReply> {
  const { type, id } = request.params;
  const query = new URLSearchParams(queryOf(request));
  for (const name of query.keys())
    if (!['_count', '_since', '_before', '_format'].includes(name))
      throw outcome('not-supported', `${name} is not supported by _history: it takes _count and _since`, name);
  const count = query.get('_count') ?? '100';
  const since = query.get('_since') ?? undefined;
  const before = query.get('_before') ?? undefined;
  if (!/^[1-9]\d{0,8}$/.test(count)) throw outcome('invalid', `_count is "${count}": give a whole number above 0`, '_count');
  if (since !== undefined && Number.isNaN(Date.parse(since))) throw outcome('invalid', `_since is "${since}": give an instant`, '_since');
  if (before !== undefined && !/^\d{1,18}$/.test(before))
    throw outcome('invalid', '_before does not belong to this history: follow its next link', '_before');
  const { versions, next } = await run(request, (c, t) =>
    historyStored(c, t, type, { id, count: Math.min(Number(count), 1000), since, before }),
  );
  const base = baseOf(request);
  const url = `${base}${type}${id === undefined ? '' : `/${id}`}/_history`;
  const withBefore = new URLSearchParams(query);
  if (next !== undefined) withBefore.set('_before', next);
  return sendFhir(
    reply,
    200,
    historyBundle(versions, base, [
      { relation: 'self', url: query.size > 0 ? `${url}?${query}` : url },
      ...(next === undefined ? [] : [{ relation: 'next' as const, url: `${url}?${withBefore}` }]),
    ]),
  );
}
