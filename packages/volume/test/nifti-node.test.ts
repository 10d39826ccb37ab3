import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { orientationOf, writeNifti } from '../src/index.ts';
import { readNiftiFile } from '../src/nifti-node.ts';

const shared = `${process.env['CONSILIUM_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url))}/hippocampus-mri`;

describe('readNiftiFile', () => {
  test('reads a plain and a compressed file, and refuses a cut one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nifti-'));
    const file = writeNifti({
      size: [2, 1, 1],
      spacing: [1, 1, 1],
      affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
      values: Float32Array.of(1.5, -2),
    });
    writeFileSync(join(folder, 'a.nii'), file);
    writeFileSync(join(folder, 'a.nii.gz'), gzipSync(file));
    writeFileSync(join(folder, 'cut.nii.gz'), gzipSync(file).subarray(0, -9));
    for (const name of ['a.nii', 'a.nii.gz']) expect((await readNiftiFile(join(folder, name))).values).toEqual(Float32Array.of(1.5, -2));
    await expect(readNiftiFile(join(folder, 'cut.nii.gz'))).rejects.toThrow(expect.objectContaining({ code: 'truncated' }));
    rmSync(folder, { recursive: true });
  });

  test.skipIf(!existsSync(shared))('reads every labelled case of the shared data as RAS volumes of 1 mm', async () => {
    for (const name of readdirSync(`${shared}/images`)) {
      const [image, label] = await Promise.all([readNiftiFile(`${shared}/images/${name}`), readNiftiFile(`${shared}/labels/${name}`)]);
      expect([name, image.size, orientationOf(image.affine), [...image.spacing]]).toEqual([name, label.size, 'RAS', [1, 1, 1]]);
      expect([...new Set(label.values)].sort()).toEqual([0, 1, 2]);
    }
  });
});
