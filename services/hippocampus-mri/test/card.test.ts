import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf, manifestProblems, missingAttributes } from '@consilium/contract';
import { expect, test } from 'vitest';
import service from '../service.ts';
import { SERVICE } from './series-of.ts';

const card = JSON.parse(readFileSync(join(SERVICE, 'card.json'), 'utf8'));

test('the card answers every source attribute and names licence and attribution of the data', () => {
  expect(missingAttributes(card)).toEqual([]);
  expect(card.licences.join()).toMatch(/CC BY-SA 4\.0.*Medical Segmentation Decathlon.*Simpson.*Antonelli/);
});

test('the manifest can be used and the weights are small enough for the repository', () => {
  expect(manifestProblems(manifestOf(service as never))).toEqual([]);
  expect(statSync(join(SERVICE, 'model', 'hippocampus.onnx')).size).toBeLessThan(3 * 1024 * 1024);
});
