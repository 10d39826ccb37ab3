import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `dciodvfy` (dicom3tools) says about a Part 10 file: its lines of errors and of warnings. */
export function dciodvfy(bytes: Uint8Array): { errors: string[]; warnings: string[]; iod: string } {
  const folder = mkdtempSync(join(tmpdir(), 'dciodvfy-'));
  try {
    writeFileSync(join(folder, 'object.dcm'), bytes);
    const { stdout, stderr } = spawnSync('dciodvfy', [join(folder, 'object.dcm')], { encoding: 'utf8' });
    const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
    return {
      errors: lines.filter((line) => line.startsWith('Error')),
      warnings: lines.filter((line) => line.startsWith('Warning')),
      iod: lines.find((line) => !/^(Error|Warning)/.test(line)) ?? '',
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
