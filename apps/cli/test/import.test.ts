import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATA, openCli, type RunningPlatform, startServer, write, writePhantom } from './cli.ts';

const cli = openCli();
const files = mkdtempSync(join(tmpdir(), 'consilium-import-'));
afterAll(() => {
  cli.remove();
  rmSync(files, { recursive: true, force: true });
});

const uuid = (n: number): string => `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const observation = (fields: object): object => ({ resourceType: 'Observation', status: 'final', code: { text: '收缩压' }, ...fields });
const lines = (resources: readonly object[]): string => resources.map((resource) => `${JSON.stringify(resource)}\n`).join('');

/** A transaction as exports write them: entries refer to each other by fullUrl. */
const bundle = (patient: object, subject = uuid(1)): object => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    { fullUrl: uuid(1), resource: { resourceType: 'Patient', ...patient }, request: { method: 'POST', url: 'Patient' } },
    { fullUrl: uuid(2), resource: observation({ subject: { reference: subject } }), request: { method: 'POST', url: 'Observation' } },
  ],
});

const synthea = DATA && join(DATA, 'synthea-r4/small');
const study = DATA && join(DATA, 'hippocampus-mri/dicom/Study1');
const source = {
  fhir: synthea && existsSync(synthea) ? synthea : write(join(files, 'fhir/bundle.json'), JSON.stringify(bundle({ gender: 'female' }))),
  fhirSays: synthea && existsSync(synthea) ? 'the ten patients of Synthea' : 'a small bundle, for want of the shared data',
  dicom: study && existsSync(study) ? study : writePhantom(join(files, 'dicom'), 41),
  dicomSays: study && existsSync(study) ? 'the real crop Study1' : 'a generated phantom, for want of the shared data',
};

/** What the closing lines of an import counted. */
function counts(stdout: string): {
  readonly created: number;
  readonly updated: number;
  readonly known: number;
  readonly stored: number;
  readonly storedKnown: number;
} {
  const [, created, updated, known] = /^FHIR +(\d+) resources? created, (\d+) updated, (\d+) known/m.exec(stdout) ?? [];
  const [, stored, storedKnown] = /^DICOM +(\d+) instances? stored, (\d+) known/m.exec(stdout) ?? [];
  const [a, b, c, d, e] = [created, updated, known, stored, storedKnown].map((count) => Number(count ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { created: a, updated: b, known: c, stored: d, storedKnown: e };
}

let total = 0;

beforeAll(async () => {
  const added = await cli.runWith(
    { input: 'long-enough-1\n' },
    ...['user', 'add', '--consortium', 'qinghe', '--name', 'importer', '--organization', 'county-hospital', '--role', 'physician'],
  );
  expect(added).toMatchObject({ code: 0 });
});

describe('without a server', () => {
  test(`every resource of ${source.fhirSays} is taken in, and again with the same counts`, async () => {
    const first = await cli.run('import', source.fhir);
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing was refused.') });
    total = counts(first.stdout).created + counts(first.stdout).known;
    expect(counts(first.stdout)).toMatchObject({ updated: 0, created: expect.toSatisfy((created: number) => created > total * 0.9) });
    const second = await cli.run('import', source.fhir);
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing was refused.') });
    expect(counts(second.stdout)).toMatchObject({ created: 0, updated: 0, known: total });
  });

  test(`a DICOM folder, ${source.dicomSays}, is stored once however often it is imported`, async () => {
    const first = counts((await cli.run('import', source.dicom)).stdout);
    expect(first).toMatchObject({ storedKnown: 0, stored: expect.toSatisfy((stored: number) => stored > 10) });
    expect(counts((await cli.run('import', source.dicom)).stdout)).toMatchObject({ stored: 0, storedKnown: first.stored });
  });

  test('single resources and NDJSON, packed or not, come in any order, keep their ids, and change nothing the second time', async () => {
    const folder = join(files, 'mixed');
    write(
      join(folder, '1-observations.ndjson.gz'),
      gzipSync(
        lines([
          observation({ id: 'obs-1', subject: { reference: 'Patient/pat-1' } }),
          observation({ id: 'obs-2', subject: { reference: 'Patient/pat-1' } }),
        ]),
      ),
    );
    write(join(folder, '2-patients.ndjson'), `\ufeff${lines([{ resourceType: 'Patient', id: 'pat-1', name: [{ family: '王' }] }])}\n`);
    write(
      join(folder, '3-without-id.json'),
      JSON.stringify(observation({ subject: { reference: 'Patient/pat-1' }, valueQuantity: { value: 128 } })),
    );
    write(join(folder, '4-packed.json.gz'), gzipSync(JSON.stringify({ resourceType: 'Patient', id: 'pat-2' })));
    write(join(folder, '5-no-ending'), JSON.stringify({ resourceType: 'Patient', id: 'pat-3' }));
    write(join(folder, '6-packed.dcm.gz'), gzipSync(readFileSync(join(writePhantom(join(files, 'other'), 43), '1.dcm'))));
    const first = await cli.run('import', folder);
    expect(first).toMatchObject({ code: 0 });
    expect(counts(first.stdout)).toMatchObject({ created: 6, updated: 0, known: 0, stored: 1 });
    expect(counts((await cli.run('import', folder)).stdout)).toMatchObject({ created: 0, updated: 0, known: 6, stored: 0, storedKnown: 1 });
  });

  test('a resource that changed since is updated', async () => {
    const file = write(join(files, 'changed.json'), JSON.stringify({ resourceType: 'Patient', id: 'pat-2', gender: 'male' }));
    expect(counts((await cli.run('import', file)).stdout)).toMatchObject({ created: 0, updated: 1 });
  });

  test('one wrong line among hundreds is refused by its number, the others are taken in', async () => {
    const resources = Array.from({ length: 250 }, (_, i) => observation({ id: `many-${i}` }));
    const file = join(files, 'many.ndjson');
    write(
      file,
      lines(resources.with(170, { resourceType: 'Observation', id: 'many-170', status: 'perhaps' })).replace('"many-20"', '"many-20'),
    );
    const ended = await cli.run('import', file);
    expect(counts(ended.stdout)).toMatchObject({ created: 248 });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toMatch(/refused {2}.*many\.ndjson, line 21: no JSON/);
    expect(ended.stdout).toMatch(/refused {2}.*many\.ndjson, line 171: .*status/);
    expect(ended.stdout).toContain('2 refused.');
  });

  test('each bad file is reported with its reason, and what is good beside it is taken in', async () => {
    const folder = join(files, 'bad');
    const whole = readFileSync(join(writePhantom(join(files, 'phantom'), 42), '1.dcm'));
    write(join(folder, 'cut.dcm'), whole.subarray(0, whole.length - 1000));
    write(join(folder, 'cut-header.dcm'), whole.subarray(0, 250));
    write(join(folder, 'whole.dcm'), whole);
    write(join(folder, 'notes.txt'), 'no image');
    write(join(folder, 'empty'), '');
    write(
      join(folder, 'broken-reference.json'),
      JSON.stringify(bundle({ id: 'broken', identifier: [{ system: 'urn:test', value: 'broken' }] }, uuid(9))),
    );
    write(join(folder, 'half.json'), '{"resourceType":"Patient"');
    write(join(folder, 'list.json'), '[]');
    write(
      join(folder, 'gbk.json'),
      Buffer.from([...Buffer.from('{"resourceType":"Patient","name":[{"text":"'), 0xcd, 0xf5, ...Buffer.from('"}]}')]),
    );
    write(
      join(folder, 'cut.ndjson.gz'),
      gzipSync(lines(Array.from({ length: 5000 }, (_, i) => observation({ note: [{ text: `line ${i} ${Math.random()}` }] })))).subarray(
        0,
        2000,
      ),
    );
    write(join(folder, 'good.json'), JSON.stringify({ resourceType: 'Patient', id: 'good' }));
    const { code, stdout, stderr } = await cli.run('import', folder);
    expect(code).toBe(1);
    for (const [file, reason] of [
      ['cut.dcm', /Pixel Data .* state \d+ bytes, the file has \d+/],
      ['cut-header.dcm', /ends inside/],
      ['notes.txt', /neither DICOM nor FHIR JSON/],
      ['empty', /neither DICOM nor FHIR JSON/],
      ['broken-reference.json', /Bundle\.entry\[1\]\.resource\.subject\.reference is urn:uuid:\S+9, which no entry has as its fullUrl/],
      ['half.json', /no JSON: /],
      ['list.json', /no resourceType/],
      ['gbk.json', /not UTF-8: convert it/],
      ['cut.ndjson.gz', /unexpected end of file/],
    ] as const)
      expect(stdout.split('\n').filter((line) => line.startsWith(`refused  ${join(folder, file)}: `))).toEqual([
        expect.stringMatching(reason),
      ]);
    expect(stdout).toContain('9 refused.');
    expect(counts(stdout)).toMatchObject({ stored: 1 });
    expect(`${stdout}${stderr}`).not.toMatch(/^\s+at /m);
  });
});

describe('beside a running server', () => {
  let server: RunningPlatform;
  let ask: Awaited<ReturnType<RunningPlatform['as']>>;
  const found = async (query: string): Promise<number> => ((await (await ask(`/fhir/${query}`)).json()) as { total: number }).total;

  beforeAll(async () => {
    server = await startServer({ home: cli.home });
    ask = await server.as('importer');
  });
  afterAll(() => server?.stop());

  test(`${source.fhirSays}: everything is known already`, async () => {
    const { code, stdout } = await server.consilium('import', source.fhir);
    expect([code, counts(stdout)]).toEqual([0, expect.objectContaining({ created: 0, updated: 0, known: total })]);
  });

  test('what was imported is there, and nothing of what was refused', async () => {
    expect(await (await ask('/fhir/Observation/obs-1')).json()).toMatchObject({ subject: { reference: 'Patient/pat-1' } });
    expect(await found('Observation?subject=Patient/pat-1&_summary=count')).toBe(3);
    expect((await ask('/fhir/Patient/good')).status).toBe(200);
    expect(await found('Patient?identifier=urn:test|broken&_summary=count')).toBe(0);
    const studies = (await (await ask('/dicom-web/studies')).json()) as { '0020000D': { Value: [string] } }[];
    expect(studies).toHaveLength(3);
    for (const study of studies)
      expect(await found(`ImagingStudy?identifier=urn:dicom:uid|urn:oid:${study['0020000D'].Value[0]}&_summary=count`)).toBe(1);
  });

  test('a new file is taken in at once', async () => {
    const file = write(join(files, 'late.ndjson'), lines([{ resourceType: 'Patient', id: 'late' }]));
    expect(counts((await server.consilium('import', file)).stdout)).toMatchObject({ created: 1 });
    expect((await ask('/fhir/Patient/late')).status).toBe(200);
  });
});
