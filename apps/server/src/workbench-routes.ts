import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Folder of the built workbench. */
export const WORKBENCH = join(import.meta.dirname, '../../workbench/dist');

/** What the pages may load: their own scripts, the image decoders as WebAssembly in workers, nothing from elsewhere. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "connect-src 'self' blob: data:",
  "img-src 'self' blob: data:",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the workbench: files of the build as they are, and its one page for every address that is a page of it. */
export async function workbenchRoutes(app: FastifyInstance): Promise<void> {
  if (!existsSync(join(WORKBENCH, 'index.html'))) throw new Error(`${WORKBENCH} is not built: run npm run build`);
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, public: true }; // the program is public, what it shows is not
    });
    await scope.register(fastifyStatic, {
      root: WORKBENCH,
      wildcard: false,
      index: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        response.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    const page = (path: string): void => {
      scope.get(path, (_request, reply) =>
        reply
          .header('content-security-policy', CONTENT_SECURITY_POLICY)
          .header('cache-control', 'no-cache')
          .type('text/html; charset=utf-8')
          .sendFile('index.html'),
      );
    };
    for (const path of [
      '/',
      '/callback',
      '/worklist',
      '/study',
      '/study/*',
      '/encounter',
      '/services',
      '/services/*',
      '/administration',
      '/administration/*',
      '/print/*',
    ])
      page(path);
  });
}
