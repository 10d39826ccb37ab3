import { expect, test } from 'vitest';
import { isDemoAllowed } from './demo.ts';

test.each([
  ['127.0.0.1', undefined, true],
  ['127.0.0.2', undefined, true],
  ['localhost', undefined, true],
  ['::1', undefined, true],
  ['0.0.0.0', undefined, false],
  ['::', undefined, false],
  ['192.168.1.10', undefined, false],
  ['127.0.0.1.evil.example', undefined, false],
  ['0.0.0.0', '1', true],
  ['127.0.0.1', '0', false],
])('listening on %s with CONSILIUM_DEMO=%s: demonstration sign-ins %s', (host, value, allowed) => {
  expect(isDemoAllowed({ host, env: { CONSILIUM_DEMO: value } })).toBe(allowed);
});
