import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('the committed tables are what the generator writes from the pinned definitions', () => {
  const generator = fileURLToPath(new URL('../../../tools/generate-fhir.ts', import.meta.url));
  expect(() => execFileSync(process.execPath, [generator, '--check'], { stdio: 'pipe' })).not.toThrow();
}, 60_000);
