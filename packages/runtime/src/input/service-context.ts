import { randomUUID } from 'node:crypto';
import type { AccessContext } from '@consilium/access';
import type { InstalledService } from '../services/discover.ts';

/** A service's own context for one run: it may only read, on behalf of the organisation whose trigger it is. */
export function serviceContext(service: InstalledService, consortium: string, organization: string): AccessContext {
  const { manifest, device } = service;
  return {
    consortium,
    organization,
    actor: { kind: 'service', id: `service/${manifest.name}/${manifest.version}`, display: manifest.title.zh, device: `Device/${device}` },
    roles: [],
    purpose: 'TREAT',
    breakGlass: false,
    requestId: randomUUID(),
  };
}
