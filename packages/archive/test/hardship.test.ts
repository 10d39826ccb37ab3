import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemContext } from '@consilium/access';
import { createArchive, instanceFiles, publishInstances, storeDraftInstance, storeInstance } from '@consilium/archive';
import type { ImagingStudy, Patient } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HttpStanding, serveArchive } from './http.ts';
import { testImage } from './image.ts';
import { hasTool, run, type Standing, standArchive } from './standing.ts';

describe('the archive in hardship', () => {
  let standing: Standing;
  let http: HttpStanding;
  let folder: string;
  const context = systemContext('county', 'hospital', 'test');
  const from = { receivedFrom: 'test' };
  beforeAll(async () => {
    standing = await standArchive();
    http = await serveArchive(standing);
    folder = mkdtempSync(join(tmpdir(), 'consilium-hardship-'));
  });
  afterAll(async () => {
    await http.close();
    await standing.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const write = (name: string, bytes: Buffer): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const studyOf = async (uid: string): Promise<ImagingStudy | undefined> =>
    (await standing.search('ImagingStudy', `identifier=urn:dicom:uid|urn:oid:${uid}`))[0] as ImagingStudy | undefined;
  const studies = async (query: string, user: 'nurse' | 'reporter' = 'nurse'): Promise<unknown[]> =>
    (await (await http.fetch(user, `/dicom-web/studies?${query}`)).json()) as unknown[];
  const send = (files: readonly string[], calling = 'CT1') =>
    run('storescu', ['-v', '-aet', calling, '-aec', 'CONSILIUM', '127.0.0.1', String(standing.port), ...files], { TCP_NODELAY: '1' });

  test('a truncated file and one that is no image are refused with the reason, and nothing stays', async () => {
    const files = standing.files().length;
    const whole = testImage({ studyInstanceUid: '1.2.3.20' });
    await expect(storeInstance(context, standing.archive, whole.subarray(0, -100), from)).rejects.toMatchObject({
      code: 'truncated',
      message: expect.stringContaining('send it again'),
    });
    await expect(storeInstance(context, standing.archive, whole.subarray(0, whole.indexOf('1.2.3.20') + 3), from)).rejects.toMatchObject({
      code: 'truncated',
    });
    await expect(storeInstance(context, standing.archive, Buffer.from('not an image at all'.repeat(20)), from)).rejects.toMatchObject({
      code: 'not-dicom',
    });
    await expect(storeInstance(context, standing.archive, Buffer.alloc(0), from)).rejects.toMatchObject({ code: 'not-dicom' });
    expect(standing.files()).toHaveLength(files);
    expect(await studies('StudyInstanceUID=1.2.3.20')).toEqual([]);
  });

  test.skipIf(!hasTool('storescu'))('an association that dies in the middle of an object leaves nothing', async () => {
    const files = standing.files().length;
    const large = write('large.dcm', testImage({ studyInstanceUid: '1.2.3.21', rows: 8192, columns: 8192 }));
    const child = spawn('storescu', ['-aet', 'CT1', '-aec', 'CONSILIUM', '127.0.0.1', String(standing.port), large]);
    await expect.poll(() => standing.files().length, { interval: 5, timeout: 20_000 }).toBeGreaterThan(files);
    child.kill('SIGKILL');
    await expect.poll(() => standing.files().length).toBe(files);
    expect(await studies('StudyInstanceUID=1.2.3.21')).toEqual([]);
  });

  test.skipIf(!hasTool('storescu'))('the sender is told why, and the objects after it are stored', async () => {
    const broken = testImage({ studyInstanceUid: '1.2.3.22', number: 1 });
    broken.write('no uid  ', broken.indexOf('1.2.3.22'), 'latin1');
    const { output } = await run('storescu', [
      '-v',
      '-nh',
      '-aet',
      'CT1',
      '-aec',
      'CONSILIUM',
      '127.0.0.1',
      String(standing.port),
      write('broken.dcm', broken),
      write('good.dcm', testImage({ studyInstanceUid: '1.2.3.22', number: 2 })),
    ]);
    expect(output).toMatch(/Error: Cannot ?understand/i);
    expect(output).toContain('Success');
    await expect.poll(() => studyOf('1.2.3.22').then((study) => study?.numberOfInstances)).toBe(1);
  });

  test.skipIf(!hasTool('storescu'))(
    'another name or birth date under the same id is held, acknowledged and seen by nobody until a person decides',
    async () => {
      const one = { patientId: 'H1', studyInstanceUid: '1.2.3.30' };
      const other = { patientId: 'H1', studyInstanceUid: '1.2.3.31', patientName: 'Wang^Wu=王^五' };
      expect((await send([write('one.dcm', testImage(one))])).code).toBe(0);
      expect(
        (await send([write('a.dcm', testImage({ ...other, number: 1 })), write('b.dcm', testImage({ ...other, number: 2 }))])).output,
      ).not.toContain('Failed');
      expect(await studies('PatientID=H1')).toHaveLength(1);
      const { items } = (await (await http.fetch('reporter', '/api/archive/conflicts')).json()) as {
        items: { id: string; reason: string; instances: number; kind: string }[];
      };
      expect(items).toMatchObject([{ kind: 'patient-identity', reason: 'the name differs from the one in the record', instances: 2 }]);
      const resolve = (patient: string) =>
        http.fetch('reporter', `/api/archive/conflicts/${items[0]?.id}/$resolve`, {
          method: 'POST',
          body: JSON.stringify({ patient }),
          headers: { 'content-type': 'application/json' },
        });
      expect((await resolve('nobody')).status).toBe(400);
      expect((await http.fetch('far', '/api/archive/conflicts').then((answer) => answer.json())) as object).toEqual({ items: [] });
      expect((await resolve('new')).status).toBe(204);
      expect(await studies('PatientID=H1')).toHaveLength(2);
      await expect.poll(() => studyOf('1.2.3.31').then((study) => study?.numberOfInstances)).toBe(2);
      const patients = (await standing.search('Patient', 'identifier=urn:consilium:patient-id:hospital|H1')) as Patient[];
      expect(patients).toHaveLength(2);
      await send([write('c.dcm', testImage({ ...other, number: 3 }))]); // the same identity is not asked about again
      await expect.poll(() => studyOf('1.2.3.31').then((study) => study?.numberOfInstances)).toBe(3);
    },
  );

  test('a birth date or sex that is missing is no conflict; ids of another organisation are other people', async () => {
    await storeInstance(context, standing.archive, testImage({ patientId: 'M1', studyInstanceUid: '1.2.3.40' }), from);
    const result = await storeInstance(
      context,
      standing.archive,
      testImage({ patientId: 'M1', studyInstanceUid: '1.2.3.41', birthDate: '' }),
      from,
    );
    expect(result).toMatchObject({ outcome: 'stored' });
    expect(result.conflict).toBeUndefined();
    await storeInstance(
      systemContext('county', 'township', 'test'),
      standing.archive,
      testImage({ patientId: 'M1', studyInstanceUid: '1.2.3.42', patientName: 'Other^Person' }),
      from,
    );
    const patients = [
      await standing.search('Patient', 'identifier=urn:consilium:patient-id:hospital|M1'),
      await standing.search('Patient', 'identifier=urn:consilium:patient-id:township|M1'),
    ];
    expect(patients.map((found) => found.length)).toEqual([1, 1]);
  });

  test('a study has one patient: an object that names another is held', async () => {
    await storeInstance(context, standing.archive, testImage({ patientId: 'S1', studyInstanceUid: '1.2.3.45', number: 1 }), from);
    const result = await storeInstance(
      context,
      standing.archive,
      testImage({ patientId: 'S2', studyInstanceUid: '1.2.3.45', number: 2 }),
      from,
    );
    expect(result).toMatchObject({ outcome: 'stored', reason: 'the study belongs to another patient' });
    expect((await (await http.fetch('nurse', '/dicom-web/studies/1.2.3.45/instances')).json()) as unknown[]).toHaveLength(1);
  });

  test('a late image makes a new version of the ImagingStudy', async () => {
    const image = (number: number) => testImage({ patientId: 'L1', studyInstanceUid: '1.2.3.50', number });
    await storeInstance(context, standing.archive, image(1), from);
    await expect.poll(() => studyOf('1.2.3.50').then((study) => study?.meta?.versionId)).toBe('1');
    await storeInstance(context, standing.archive, image(2), from);
    await expect.poll(() => studyOf('1.2.3.50').then((study) => [study?.meta?.versionId, study?.numberOfInstances])).toEqual(['2', 2]);
    await storeInstance(context, standing.archive, image(2), from); // again: nothing changes
    await sleep(500);
    expect((await studyOf('1.2.3.50'))?.meta?.versionId).toBe('2');
  });

  test('a draft is hidden from all but who may sign, and published with its signature', async () => {
    await storeInstance(context, standing.archive, testImage({ patientId: 'D1', studyInstanceUid: '1.2.3.60' }), from);
    await expect.poll(() => studyOf('1.2.3.60').then((study) => study?.numberOfInstances)).toBe(1);
    const draft = testImage({
      patientId: 'D1',
      studyInstanceUid: '1.2.3.60',
      seriesInstanceUid: '1.2.3.60.9',
      sopInstanceUid: '1.2.3.60.9.1',
      modality: 'SC',
    });
    const within = <T>(work: Parameters<typeof standing.database.transaction<T>>[1]) => standing.database.transaction(context, work);
    await within((transaction) => storeDraftInstance(context, transaction, standing.archive, draft));
    const path = '/dicom-web/studies/1.2.3.60/series/1.2.3.60.9/instances/1.2.3.60.9.1';
    const seen = async (user: 'nurse' | 'reporter') => [
      (await http.fetch(user, path)).status,
      (await http.fetch(user, `${path}/metadata`)).status,
      (await studies('StudyInstanceUID=1.2.3.60&ModalitiesInStudy=SC', user)).length,
    ];
    expect(await seen('reporter')).toEqual([200, 200, 1]);
    expect((await seen('nurse')).slice(0, 2)).toEqual([404, 404]);
    expect((await (await http.fetch('nurse', '/dicom-web/studies/1.2.3.60/series')).json()) as unknown[]).toHaveLength(1);
    const service = { ...context, actor: { kind: 'service', id: 'service/test', display: 'test', device: 'device' } } as const;
    expect(await within((transaction) => instanceFiles(service, transaction, standing.archive, '1.2.3.60.9'))).toEqual([]);
    expect((await studyOf('1.2.3.60'))?.numberOfInstances).toBe(1);
    expect(await within((transaction) => publishInstances(context, transaction, ['1.2.3.60.9.1']))).toBe(1);
    expect(await seen('nurse')).toEqual([200, 200, 1]);
    await expect.poll(() => studyOf('1.2.3.60').then((study) => study?.numberOfInstances)).toBe(2);
  });

  test('a process killed between file and row leaves nothing once its files have aged; one killed before it told the record tells it at the next start', async () => {
    const before = standing.files();
    mkdirSync(join(standing.folder, 'incoming'), { recursive: true });
    const orphan = join(standing.folder, 'files', 'county', 'ab', `ab${'0'.repeat(62)}`);
    const half = join(standing.folder, 'incoming', '999999-half');
    for (const path of [orphan, half]) {
      writeFileSync(path, 'bytes without a row');
      utimesSync(path, 1, 1);
    }
    await standing.database.transaction(context, (transaction) =>
      transaction.query(`UPDATE archive.instance SET announced = false WHERE study_uid = '1.2.3.50'`),
    );
    const version = Number((await studyOf('1.2.3.50'))?.meta?.versionId);
    const again = await createArchive({ database: standing.database, folder: standing.folder, announceAfterMs: 10 });
    expect(standing.files()).toEqual(before);
    await expect.poll(() => studyOf('1.2.3.50').then((study) => Number(study?.meta?.versionId))).toBe(version + 1);
    await again.close();
  });

  test('what the sandbox reads is the file as it was stored, in the order of the slices', async () => {
    const files = await standing.database.transaction(context, (transaction) =>
      instanceFiles(context, transaction, standing.archive, String(uidOfSeries('1.2.3.50'))),
    );
    expect(files).toHaveLength(2);
    expect(files.every(({ path, digest }) => path.endsWith(digest))).toBe(true);
  });

  const uidOfSeries = (study: string): string => seriesUid.get(study) as string;
  const seriesUid = new Map<string, string>();
  beforeAll(async () => {
    const { uidFromUuid } = await import('@consilium/dicom');
    seriesUid.set('1.2.3.50', uidFromUuid('test series of 1.2.3.50'));
  });
});
