import { answer, defineService, onRequest } from '@consilium/contract';

/** Does what no service may, one way per run; answers with what it got away with. */
export default defineService({
  name: 'hostile',
  version: '1.0.0',
  scenario: 'S92',
  title: { zh: '恶意', en: 'Hostile' },
  deviceClass: 'none',
  trigger: onRequest({ parameters: { type: 'object' } }),
  reads: [],
  drafts: [],
  signatures: [],
  limits: { seconds: 8, memoryMB: 300 },
  async run({ parameters }) {
    switch (parameters.way) {
      case 'socket': {
        const { connect } = await import('node:net');
        return answer(
          await new Promise((resolve) =>
            connect(Number(parameters.port), '127.0.0.1')
              .on('connect', () => resolve('connected'))
              .on('error', (error: NodeJS.ErrnoException) => resolve(error.code)),
          ),
        );
      }
      case 'read': {
        const { readFileSync } = await import('node:fs');
        return answer(readFileSync(String(parameters.file), 'utf8').slice(0, 20));
      }
      case 'write': {
        const { writeFileSync } = await import('node:fs');
        writeFileSync(String(parameters.file), 'written');
        return answer('written');
      }
      case 'process': {
        const { execFileSync } = await import('node:child_process');
        return answer(execFileSync('id').toString());
      }
      case 'environment':
        return answer(process.env);
      case 'memory': {
        const kept: Uint8Array[] = [];
        for (;;) kept.push(new Uint8Array(20 * 2 ** 20).fill(1));
      }
      case 'loop':
        for (;;);
      case 'flood': {
        const { writeSync } = await import('node:fs');
        const junk = new Uint8Array(2 ** 20);
        for (;;) writeSync(3, junk);
      }
      case 'exit':
        return process.exit(0);
      case 'huge':
        return answer('x'.repeat(17 * 2 ** 20));
      case 'throw':
        throw new Error('the model file is broken');
      case 'nothing':
        return undefined as never;
      default:
        return answer('nothing done');
    }
  },
});
