import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DicomJson } from '@consilium/dicom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HttpStanding, multipart, partsOf, serveArchive } from './http.ts';
import { filesBelow, type Standing, sharedData, standArchive } from './standing.ts';

const samples = join(sharedData, 'dicom-samples');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const itemOf = (response: DicomJson, tag: string): DicomJson | undefined => response[tag]?.Value?.[0] as DicomJson | undefined;
const uid = (instance: DicomJson | undefined, tag: string): string => String(instance?.[tag]?.Value?.[0]);

describe.skipIf(!existsSync(samples))('the shared DICOM samples', () => {
  let standing: Standing;
  let http: HttpStanding;
  beforeAll(async () => {
    standing = await standArchive();
    http = await serveArchive(standing);
  });
  afterAll(async () => {
    await http.close();
    await standing.close();
  });

  /** Several samples are one object in several encodings: each is tried in an empty archive. */
  const forget = () =>
    standing.database.transaction({ consortium: 'county' }, async (transaction) => {
      for (const table of ['instance', 'conflict', 'identity', 'series', 'study']) await transaction.query(`DELETE FROM archive.${table}`);
    });
  const store = (bytes: Buffer) => http.fetch('technologist', '/dicom-web/studies', multipart([bytes]));

  /** Samples of different people share made-up identifiers; a person says that they are different. */
  async function decideConflicts(): Promise<void> {
    const { items } = (await (await http.fetch('technologist', '/api/archive/conflicts')).json()) as { items: { id: string }[] };
    for (const { id } of items)
      await http.fetch('technologist', `/api/archive/conflicts/${id}/$resolve`, {
        method: 'POST',
        body: '{"patient":"new"}',
        headers: { 'content-type': 'application/json' },
      });
  }

  const kept = existsSync(samples)
    ? [
        'syntax',
        'multiframe',
        'colour',
        'objects',
        'charset',
        'seg',
        'dicomdir/77654033',
        'dicomdir/98892001',
        'dicomdir/98892003',
      ].flatMap((folder) => filesBelow(join(samples, folder)).filter((path) => !/\.(nrrd|csv|txt)$/.test(path)))
    : [];

  test.each(kept.map((path) => [path.slice(samples.length + 1), path]))(
    '%s is accepted, indexed and given back byte for byte',
    async (_name, path) => {
      await forget();
      const bytes = readFileSync(path);
      const answer = await store(bytes);
      const response = (await answer.json()) as DicomJson;
      expect([answer.status, response['00081198']]).toEqual([200, undefined]);
      await decideConflicts();
      const location = uid(itemOf(response, '00081199'), '00081190');
      const [object] = await partsOf(
        await http.fetch('nurse', new URL(location).pathname, {
          headers: { accept: 'multipart/related; type="application/dicom"; transfer-syntax=*' },
        }),
      );
      expect(sha256(object?.body ?? Buffer.alloc(0))).toBe(sha256(bytes));
      const metadata = (await (
        await http.fetch('nurse', `${new URL(location).pathname}/metadata`, { headers: { accept: 'application/dicom+json' } })
      ).json()) as DicomJson[];
      expect(uid(metadata[0], '00080018')).toBe(location.split('/').at(-1));
      const found = (await (
        await http.fetch('nurse', `/dicom-web/instances?SOPInstanceUID=${uid(metadata[0], '00080018')}`)
      ).json()) as DicomJson[];
      expect(found).toHaveLength(1);
    },
  );

  const malformed = existsSync(samples) ? filesBelow(join(samples, 'malformed')) : [];
  test.each(malformed.map((path) => [path.slice(samples.length + 1), path]))(
    '%s is either stored as it is or refused with a reason, and then nothing of it stays',
    async (_name, path) => {
      await forget();
      const before = standing.files().length;
      const bytes = readFileSync(path);
      const answer = await store(bytes);
      const response = (await answer.json()) as DicomJson;
      if (answer.status === 200) {
        await decideConflicts();
        const location = uid(itemOf(response, '00081199'), '00081190');
        const [object] = await partsOf(await http.fetch('nurse', new URL(location).pathname));
        expect(sha256(object?.body ?? Buffer.alloc(0))).toBe(sha256(bytes));
      } else {
        expect(answer.status).toBe(400);
        expect(uid(itemOf(response, '00081198'), '00000902')).toMatch(/\w{3}/);
        expect(standing.files()).toHaveLength(before);
      }
    },
  );

  const names = existsSync(join(samples, 'charset/expected.csv'))
    ? readFileSync(join(samples, 'charset/expected.csv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','))
    : [];
  test('names of all character sets are found by what people read', async () => {
    expect(names.length).toBeGreaterThan(0);
    await forget();
    await store(readFileSync(join(samples, 'charset/chrX2.dcm')));
    const found = (await (await http.fetch('nurse', `/dicom-web/studies?PatientName=${encodeURIComponent('王*')}`)).json()) as DicomJson[];
    expect(found[0]?.['00100010']?.Value?.[0]).toMatchObject({ Ideographic: expect.stringContaining('王') });
  });
});
