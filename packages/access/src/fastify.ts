import type { AccessContext } from './access-context.ts';
import type { Permission } from './permissions.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the caller must be allowed to do. */
    permission?: Permission;
    /** Any signed-in user may call. */
    authenticated?: true;
    /** Nobody is asked who they are. */
    public?: true;
  }
  interface FastifyRequest {
    /** Who asks; set on every route that is not `public`. */
    context: AccessContext;
  }
}
