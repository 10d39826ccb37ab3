import type { FastifyInstance } from 'fastify';

/**
 * Headers of every answer; a route may set its own value of any of them (the workbench sets a stricter
 * Content-Security-Policy for its page). Answers to signed-in callers are kept by no cache unless the route says so.
 */
export function addSecurityHeaders(app: FastifyInstance, origin: string): void {
  const headers: Record<string, string> = {
    'content-security-policy': "base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'geolocation=(), payment=(), usb=()',
    'referrer-policy': 'same-origin', // with no-referrer, forms would say `Origin: null`
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(origin.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    if (!request.is404 && !request.routeOptions.config.public) reply.header('cache-control', 'no-store');
  });
}
