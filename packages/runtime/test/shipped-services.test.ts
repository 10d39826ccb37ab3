import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkRules } from '@consilium/registry';
import { expect, test } from 'vitest';
import { runServiceOnce } from '../src/index.ts';
import { discoverServices } from '../src/services/discover.ts';
import { SERVICES } from './county.ts';

const shipped = fileURLToPath(new URL('../../../services/', import.meta.url));
const names = readdirSync(shipped).filter((name) => existsSync(join(shipped, name, 'service.ts')));

test.each(names)('%s can be used, is named as its folder, and its card has no gap', async (name) => {
  const { services, problems } = await discoverServices([join(shipped, name)]);
  expect(problems).toEqual([]);
  expect(services.map(({ manifest }) => manifest.name)).toEqual([name]);
  for (const { manifest, card, digests, device } of services)
    expect(checkRules({ manifest, card, codeDigest: digests.code, weightsDigest: digests.weights, device })).toEqual([
      { rule: 'source-attributes', missing: [] },
    ]);
});

test('the same input gives the same output', async () => {
  const input = { parameters: { a: [1, '海马', { b: null }] } };
  const runs = await Promise.all([1, 2].map(() => runServiceOnce(join(SERVICES, 'echo'), input)));
  expect(runs[0]?.result).toEqual(runs[1]?.result);
});
