import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { hippocampusCrop } from '@consilium/simulate';
import { type Values, writeNifti } from '@consilium/volume';
import { expect, test } from 'vitest';
import { bench } from '../bench.ts';

test('bench measures labelled cases, declines what is no crop, and is the same at each run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-bench-'));
  for (const part of ['images', 'labels']) mkdirSync(join(folder, part));
  const put = (part: string, name: string, size: readonly [number, number, number], values: Values) =>
    writeFileSync(
      join(folder, part, `${name}.nii.gz`),
      gzipSync(writeNifti({ size, spacing: [1, 1, 1], affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], values })),
    );
  for (const seed of [1, 2]) {
    const { size, values, truth } = hippocampusCrop(seed);
    put('images', `case_${seed}`, size, values);
    put('labels', `case_${seed}`, size, Float32Array.from(truth)); // two label files of the Decathlon are floats
  }
  put('images', 'case_3', [80, 80, 80], new Int16Array(80 ** 3).fill(1));
  put('labels', 'case_3', [80, 80, 80], new Uint8Array(80 ** 3));

  const seen: string[] = [];
  const first = await bench(folder, (done, total, name) => seen.push(`${done}/${total} ${name}`));
  expect(seen).toEqual(['1/3 case_1', '2/3 case_2', '3/3 case_3']);
  expect([first.service, first.n, first.declined]).toEqual(['hippocampus-mri', 2, 1]);
  expect(Object.keys(first.metrics)).toEqual(['dice', 'diceAnterior', 'dicePosterior', 'diceWhole', 'hd95Mm', 'volumeError']);
  for (const { value, low, high } of Object.values(first.metrics)) {
    expect(low).toBeLessThanOrEqual(value);
    expect(high).toBeGreaterThanOrEqual(value);
  }
  expect(first.metrics.diceWhole?.value).toBeGreaterThan(0.85);
  expect(first.perCase[2]).toMatchObject({ case: 'case_3', declined: expect.stringMatching(/80 × 80 × 80/) });

  const second = await bench(folder);
  expect({ ...second, secondsPerCase: 0 }).toEqual({ ...first, secondsPerCase: 0 });
});

test('bench names the layout that it needs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-bench-'));
  mkdirSync(join(folder, 'images'));
  await expect(bench(folder)).rejects.toThrow(/images\/\*\.nii\.gz and labels/);
});
