import { randomUUID } from 'node:crypto';
import type { AccessContext } from './access-context.ts';

/** The platform acting by itself for one organisation (seeding, followers, DIMSE, command line); `name` says which part of it. */
export function systemContext(consortium: string, organization: string, name: string): AccessContext {
  return {
    consortium,
    organization,
    actor: { kind: 'system', id: `system/${name}`, display: name },
    roles: [],
    purpose: 'HOPERAT',
    breakGlass: false,
    requestId: randomUUID(),
  };
}
