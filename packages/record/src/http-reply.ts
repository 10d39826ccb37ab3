import type { FastifyReply, FastifyRequest } from 'fastify';
import { baseOf, header, prefers } from './http-request.ts';
import { sendFhir } from './outcome-reply.ts';
import type { StoredVersion } from './read.ts';

export function sendVersion(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  stored: StoredVersion,
  { type, id }: { readonly type: string; readonly id: string },
): FastifyReply {
  reply
    .header('location', `${baseOf(request)}${type}/${id}/_history/${stored.version}`)
    .header('etag', `W/"${stored.version}"`)
    .header('last-modified', stored.at.toUTCString());
  if (prefers(request, 'return=minimal')) return reply.code(status).send();
  if (prefers(request, 'return=OperationOutcome'))
    return sendFhir(
      reply,
      status,
      JSON.stringify({
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'information', code: 'informational', diagnostics: `${type}/${id} is at version ${stored.version}` }],
      }),
    );
  return sendFhir(reply, status, stored.doc);
}

export const sendUpdated = (
  request: FastifyRequest,
  reply: FastifyReply,
  written: { type: string; id: string; version: number; at: string; doc: string | null; created: boolean },
): FastifyReply =>
  sendVersion(
    request,
    reply,
    written.created ? 201 : 200,
    { doc: written.doc ?? '', version: written.version, at: new Date(written.at) },
    written,
  );

export function sendRead(request: FastifyRequest, reply: FastifyReply, { doc, version, at }: StoredVersion): FastifyReply {
  reply.header('etag', `W/"${version}"`).header('last-modified', at.toUTCString());
  if (
    header(request, 'if-none-match')
      ?.split(',')
      .some((tag) => tag.trim().replace(/^W\//, '') === `"${version}"`)
  )
    return reply.code(304).send();
  return sendFhir(reply, 200, doc);
}
