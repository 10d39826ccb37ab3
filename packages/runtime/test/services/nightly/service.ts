import { defineService, draft, onSchedule } from '@consilium/contract';

/** Writes a note about the hour that it was due, for the epidemiologist. */
export default defineService({
  name: 'nightly',
  version: '1.0.0',
  scenario: 'S63',
  title: { zh: '夜间统计', en: 'Nightly count' },
  deviceClass: 'none',
  trigger: onSchedule({ cron: '* * * * *' }),
  reads: [],
  drafts: ['DocumentReference'],
  signatures: ['epidemiologist'],
  limits: { seconds: 20, memoryMB: 300 },
  run: async ({ due }) =>
    draft({
      summary: { zh: `应于 ${due}`, en: `due ${due}` },
      priority: 'routine',
      checks: [],
      dicom: [],
      resources: [
        {
          fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000001',
          resource: {
            resourceType: 'DocumentReference',
            status: 'current',
            content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(due).toString('base64') } }],
          },
        },
      ],
    }),
});
