import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImagingStudy, Patient } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testImage } from './image.ts';
import { hasTool, run, type Standing, standArchive } from './standing.ts';

describe.skipIf(!hasTool('storescu'))('dcmtk sends to the archive', () => {
  let standing: Standing;
  let folder: string;
  beforeAll(async () => {
    standing = await standArchive();
    folder = mkdtempSync(join(tmpdir(), 'consilium-send-'));
  });
  afterAll(async () => {
    await standing.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const write = (name: string, bytes: Buffer): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const send = (files: readonly string[], calling = 'CT1', called = 'CONSILIUM', options: readonly string[] = []) =>
    run('storescu', [...options, '-v', '-aet', calling, '-aec', called, '127.0.0.1', String(standing.port), ...files], {
      TCP_NODELAY: '1',
    });

  test('echoscu is answered', async () => {
    expect((await run('echoscu', ['-v', '-aet', 'CT1', '-aec', 'CONSILIUM', '127.0.0.1', String(standing.port)])).code).toBe(0);
  });

  test('an unknown calling AE title is refused with that reason', async () => {
    const { code, output } = await run('echoscu', ['-v', '-aet', 'STRANGER', '-aec', 'CONSILIUM', '127.0.0.1', String(standing.port)]);
    expect(code).not.toBe(0);
    expect(output).toContain('Calling AE Title Not Recognized');
  });

  test('another called AE title is refused with that reason', async () => {
    const { code, output } = await run('echoscu', ['-v', '-aet', 'CT1', '-aec', 'OTHER', '127.0.0.1', String(standing.port)]);
    expect(code).not.toBe(0);
    expect(output).toContain('Called AE Title Not Recognized');
  });

  test('a study becomes files, rows, a patient and an ImagingStudy', async () => {
    const files = [1, 2, 3].map((number) => write(`image${number}.dcm`, testImage({ number })));
    expect(await send(files)).toMatchObject({ code: 0 });
    expect(standing.errors).toEqual([]);
    await expect.poll(async () => (await standing.search('ImagingStudy')).length).toBe(1);
    const [study] = (await standing.search('ImagingStudy')) as ImagingStudy[];
    expect(study).toMatchObject({
      status: 'available',
      numberOfInstances: 3,
      description: '头颅平扫',
      started: '2026-01-05T10:15:00+08:00',
      modality: [{ code: 'MR' }],
    });
    const [patient] = (await standing.search('Patient')) as Patient[];
    expect(study?.subject.reference).toBe(`Patient/${patient?.id}`);
    expect(patient).toMatchObject({
      identifier: [{ system: 'urn:consilium:patient-id:hospital', value: 'P1' }],
      gender: 'female',
      birthDate: '1950-06-07',
      name: [{ family: 'Zhang', given: ['San'] }, { text: '张三' }],
    });
    expect(standing.files()).toHaveLength(3);
  });
});
