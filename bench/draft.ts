import { join } from 'node:path';
import { DATA, startServer, storescu, until } from '../stories/platform.ts';
import { atMost, type Figure } from './figure.ts';

/** Seconds from a series' last instance to its draft on the worklist. */
export async function benchDraft(): Promise<readonly Figure[]> {
  if (!DATA) return [{ what: 'no real series here', value: '-', unit: '' }];
  const server = await startServer({ residents: 3 });
  try {
    const ask = await server.as('zhou');
    await until('the phantoms', async () => ((await (await ask('/api/seeding')).json()) as { done: boolean }).done || undefined);
    await storescu(server.dicomPort, [join(DATA, 'hippocampus-mri/dicom/Study1')]);
    const sent = Date.now();
    await until('the draft', async () => {
      const { items } = (await (await ask('/api/worklist')).json()) as { items: { patient: { name: string }; status: string }[] };
      return items.some((i) => i.status === 'awaiting-signature' && /Avasarala|Dumbledore/.test(i.patient.name)) || undefined;
    });
    return [atMost('last instance to draft on the worklist', (Date.now() - sent) / 1000, 's', 10)];
  } finally {
    await server.stop();
  }
}
