import type { FastifyInstance } from 'fastify';
import type { Provider } from 'oidc-provider';
import { requireOwnHost } from './canonical-host.ts';
import { PAGE_POLICY } from './page.ts';

/** `/oidc/*`: the provider's own routes. Discovery is `/oidc/.well-known/openid-configuration`. */
export async function oidcRoutes(app: FastifyInstance, provider: Provider, origin: string): Promise<void> {
  const handle = provider.callback();
  const { host, protocol } = new URL(origin);
  provider.on('server_error', (_context, error) => app.log.error(error));
  provider.on('error', (error) => app.log.error(error));

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null)); // the provider reads the body itself
  app.route({
    method: ['GET', 'POST'],
    url: '/oidc/*',
    config: { public: true },
    handler: async (request, reply) => {
      requireOwnHost(request, origin);
      reply.header('content-security-policy', PAGE_POLICY);
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
      reply.hijack();
      const raw: typeof request.raw & { originalUrl?: string } = request.raw;
      raw.headers.host = host;
      raw.headers['x-forwarded-host'] = host;
      raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
      raw.originalUrl = raw.url as string; // from which the provider learns where it is mounted
      raw.url = raw.originalUrl.slice('/oidc'.length);
      await handle(raw, reply.raw);
    },
  });
}
