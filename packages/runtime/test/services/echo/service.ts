import { answer, defineService, onRequest } from '@consilium/contract';

/** Answers with what it was asked. */
export default defineService({
  name: 'echo',
  version: '1.0.0',
  scenario: 'S92',
  title: { zh: '回声', en: 'Echo' },
  deviceClass: 'none',
  trigger: onRequest({ parameters: { type: 'object' } }),
  reads: [],
  drafts: [],
  signatures: [],
  limits: { seconds: 20, memoryMB: 200 },
  run: async ({ parameters }, { progress }) => {
    progress(0.5, { zh: '一半', en: 'half' });
    return answer({ parameters });
  },
});
