import type { AccessContext } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { OperationOutcomeError } from '@consilium/fhir';
import { createResource, readResource } from '@consilium/record';
import type { Device } from 'fhir/r4.js';
import type { InstalledService } from '../services/discover.ts';

/** Makes the Device that stands for a version's code and weights, once in each consortium. */
export async function ensureDevice(context: AccessContext, transaction: Transaction, service: InstalledService): Promise<void> {
  const { manifest, digests, device: id } = service;
  await transaction.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`device ${context.consortium} ${id}`]); // two first drafts at once
  try {
    await readResource<Device>(context, transaction, 'Device', id);
    return;
  } catch (error) {
    if (!(error instanceof OperationOutcomeError) || error.status !== 404) throw error;
  }
  const device: Device = {
    resourceType: 'Device',
    status: 'active',
    deviceName: [
      { name: manifest.title.zh, type: 'user-friendly-name' },
      { name: manifest.name, type: 'model-name' },
    ],
    type: { text: 'AI service' },
    version: [
      { value: manifest.version },
      { type: { text: 'code sha-256' }, value: digests.code },
      { type: { text: 'weights sha-256' }, value: digests.weights },
    ],
    property: [{ type: { text: 'device class' }, valueCode: [{ text: manifest.deviceClass }] }],
  };
  await createResource(context, transaction, device, { id });
}
