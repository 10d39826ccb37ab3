import { createHash, randomBytes } from 'node:crypto';
import type { DicomJson } from '@consilium/dicom';
import { api } from 'dicomweb-client';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HttpStanding, multipart, partsOf, serveArchive } from './http.ts';
import { testImage } from './image.ts';
import { type Standing, standArchive } from './standing.ts';

const STUDY = '1.2.3.10';
const SERIES = '1.2.3.10.1';
const instanceUid = (number: number): string => `${SERIES}.${number}`;
const place = `/dicom-web/studies/${STUDY}`;
const at = (number: number): string => `${place}/series/${SERIES}/instances/${instanceUid(number)}`;
/** Its type declarations ask for parameters that are optional. */
type Client = Record<
  | 'searchForStudies'
  | 'searchForSeries'
  | 'retrieveSeriesMetadata'
  | 'retrieveInstance'
  | 'retrieveInstanceFrames'
  | 'retrieveSeries'
  | 'storeInstances',
  (options: object) => Promise<unknown>
>;
const dicomwebClient = (url: string, token: string): Client =>
  new (api.DICOMwebClient as unknown as new (options: object) => Client)({ url, headers: { Authorization: `Bearer ${token}` } });
const image = (number: number): Buffer =>
  testImage({ studyInstanceUid: STUDY, seriesInstanceUid: SERIES, sopInstanceUid: instanceUid(number), number });
const json = async (response: Response): Promise<DicomJson[]> => (await response.json()) as DicomJson[];

describe('DICOMweb', () => {
  let standing: Standing;
  let http: HttpStanding;
  beforeAll(async () => {
    standing = await standArchive();
    http = await serveArchive(standing);
    expect((await http.fetch('technologist', '/dicom-web/studies', multipart([image(1), image(2), image(3)]))).status).toBe(200);
    await http.fetch(
      'technologist',
      '/dicom-web/studies',
      multipart([
        testImage({
          studyInstanceUid: '1.2.3.11',
          patientId: 'P2',
          patientName: 'Li^Si=李^四',
          birthDate: '19600101',
          description: 'CT abdomen',
          modality: 'CT',
        }),
      ]),
    );
  });
  afterAll(async () => {
    await http.close();
    await standing.close();
  });

  test("npm's dicomweb-client reads and stores unchanged", async () => {
    Object.assign(globalThis, { XMLHttpRequest: FetchXmlHttpRequest });
    const client = dicomwebClient(`${http.url}/dicom-web`, http.token('reporter'));
    const studies = (await client.searchForStudies({ queryParams: { PatientName: '张*' } })) as DicomJson[];
    expect(studies.map((study) => study['0020000D']?.Value?.[0])).toEqual([STUDY]);
    const series = (await client.searchForSeries({ studyInstanceUID: STUDY })) as DicomJson[];
    expect(series[0]?.['00201209']?.Value).toEqual([3]);
    const metadata = (await client.retrieveSeriesMetadata({ studyInstanceUID: STUDY, seriesInstanceUID: SERIES })) as DicomJson[];
    expect(metadata.map((one) => one['00200013']?.Value?.[0])).toEqual([1, 2, 3]);
    expect(metadata[0]?.['7FE00010']).toEqual({ vr: 'OW', BulkDataURI: `${http.url}${at(1)}/bulkdata/7FE00010` });
    const ids = { studyInstanceUID: STUDY, seriesInstanceUID: SERIES, sopInstanceUID: instanceUid(2) };
    const object = (await client.retrieveInstance(ids)) as ArrayBuffer;
    expect(Buffer.from(object).equals(image(2))).toBe(true);
    const frames = (await client.retrieveInstanceFrames({ ...ids, frameNumbers: [1] })) as ArrayBuffer[];
    expect(Buffer.from(frames[0] as ArrayBuffer).equals(image(2).subarray(-512))).toBe(true);
    const whole = (await client.retrieveSeries({ studyInstanceUID: STUDY, seriesInstanceUID: SERIES })) as ArrayBuffer[];
    expect(whole.map((one) => Buffer.from(one).equals(image(whole.indexOf(one) + 1)))).toEqual([true, true, true]);
    const stored = image(4);
    await client.storeInstances({ datasets: [stored.buffer.slice(stored.byteOffset, stored.byteOffset + stored.length) as ArrayBuffer] });
    expect(await json(await http.fetch('nurse', `${place}/instances?InstanceNumber=4`))).toHaveLength(1);
  });

  test('a viewer gets a frame with the transfer syntax of its bytes', async () => {
    const response = await http.fetch('nurse', `${at(1)}/frames/1`, {
      headers: { accept: 'multipart/related; type=application/octet-stream; transfer-syntax=*' },
    });
    expect(response.headers.get('content-type')).toContain('transfer-syntax=1.2.840.10008.1.2.1');
    const [part] = await partsOf(response);
    expect(part?.headers).toContain('Content-Type: application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1');
    expect(part?.body.equals(image(1).subarray(-512))).toBe(true);
  });

  test('bulk data are what the metadata point to', async () => {
    const [part] = await partsOf(
      await http.fetch('nurse', `${at(1)}/bulkdata/7FE00010`, {
        headers: { accept: 'multipart/related; type="application/octet-stream"' },
      }),
    );
    expect(part?.body.equals(image(1).subarray(-512))).toBe(true);
    expect((await http.fetch('nurse', `${at(1)}/bulkdata/00091001`)).status).toBe(404);
  });

  test('a rendered image is a PNG through the window asked for', async () => {
    const response = await http.fetch('nurse', `${at(1)}/rendered?window=2048,4096,linear`, { headers: { accept: 'image/png' } });
    const png = decode(new Uint8Array(await response.arrayBuffer()));
    expect([response.status, png.width, png.height, png.channels]).toEqual([200, 16, 16, 1]);
    expect(png.data[200]).toBe(Math.round(((200 * 7 + 1) / 4095) * 255));
  });

  test.each([
    ['PatientID=P2', 1],
    ['PatientName=zhang*', 1],
    ['PatientName=李^四', 1],
    ['PatientName=?i^si', 1],
    ['StudyDate=20260105', 2],
    ['StudyDate=20260106-', 0],
    ['StudyDate=20251231-20260105', 2],
    ['StudyTime=1000-1100', 2],
    ['ModalitiesInStudy=CT', 1],
    ['StudyDescription=CT*', 1],
    ['StudyInstanceUID=1.2.3.11,1.2.3.10', 2],
    ['00100020=P1', 1],
    ['PatientBirthDate=19600101&PatientSex=F', 1],
    ['limit=1', 1],
    ['limit=1&offset=2', 0],
    ['AccessionNumber=100%25', 0],
  ])('studies?%s finds %i', async (query, count) => {
    const response = await http.fetch('nurse', `/dicom-web/studies?${query}`);
    expect(response.status).toBe(200);
    expect(await json(response)).toHaveLength(count);
  });

  test.each([
    ['/dicom-web/studies?PatientAge=30', 400, 'PatientAge'],
    ['/dicom-web/studies?SeriesInstanceUID=1.2', 400, 'SeriesInstanceUID'],
    ['/dicom-web/studies?fuzzymatching=true', 400, 'fuzzymatching'],
    ['/dicom-web/studies?limit=-1', 400, 'limit'],
    ['/dicom-web/studies?StudyDate=2026', 400, 'StudyDate'],
    ['/dicom-web/studies?includefield=NoSuchWord', 400, 'NoSuchWord'],
    [`${at(1)}/frames/0`, 400, 'frames'],
    [`${at(1)}/frames/2`, 404, 'frame 2'],
    [`${at(99)}/metadata`, 404, instanceUid(99)],
    [`${at(1)}/rendered?annotation=patient`, 400, 'annotation'],
  ])('%s is refused with %i and names what is wrong', async (path, status, word) => {
    const response = await http.fetch('nurse', path);
    expect(response.status).toBe(status);
    expect(((await response.json()) as { detail: string }).detail).toContain(word);
  });

  test('what cannot be given as asked is 406 with what there is', async () => {
    for (const [path, accept] of [
      [at(1), 'multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.4.90'],
      [`${at(1)}/frames/1`, 'multipart/related; type="image/jp2"'],
      [`${at(1)}/metadata`, 'application/dicom+xml'],
      [`${at(1)}/rendered`, 'image/jpeg'],
    ] as const)
      expect((await http.fetch('nurse', path, { headers: { accept } })).status).toBe(406);
  });

  test('each part is answered by itself: one good, one truncated', async () => {
    const good = image(5);
    const response = await http.fetch('technologist', '/dicom-web/studies', multipart([image(6).subarray(0, 900), good]));
    expect(response.status).toBe(202);
    const answer = (await response.json()) as DicomJson;
    expect(answer['00081199']?.Value).toHaveLength(1);
    expect(JSON.stringify(answer['00081198'])).toContain('send it again');
    expect((await http.fetch('nurse', `${at(6)}/metadata`)).status).toBe(404);
    expect((await http.fetch('nurse', `${at(5)}/metadata`)).status).toBe(200);
  });

  test('the same object again changes nothing; other content under its UID is held and a person decides', async () => {
    const files = standing.files().length;
    expect((await http.fetch('technologist', '/dicom-web/studies', multipart([image(1)]))).status).toBe(200);
    expect(standing.files()).toHaveLength(files);
    const other = testImage({ studyInstanceUid: STUDY, seriesInstanceUid: SERIES, sopInstanceUid: instanceUid(1), number: 1, seed: 9 });
    const refused = await http.fetch('technologist', '/dicom-web/studies', multipart([other]));
    expect(refused.status).toBe(409);
    const { items } = (await (await http.fetch('reporter', '/api/archive/conflicts')).json()) as {
      items: { id: string; kind: string; sopInstanceUid: string }[];
    };
    expect(items).toMatchObject([{ kind: 'instance-content', sopInstanceUid: instanceUid(1) }]);
    const stored = async (): Promise<Buffer> => (await partsOf(await http.fetch('nurse', at(1))))[0]?.body ?? Buffer.alloc(0);
    expect((await stored()).equals(image(1))).toBe(true);
    const resolve = (body: object) =>
      http.fetch('reporter', `/api/archive/conflicts/${items[0]?.id}/$resolve`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
    expect((await resolve({ patient: 'new' })).status).toBe(400);
    expect((await resolve({ keep: 'received' })).status).toBe(204);
    expect((await stored()).equals(other)).toBe(true);
    expect((await resolve({ keep: 'stored' })).status).toBe(409);
  });

  test('an upload without end stores what was whole and nothing of the rest', async () => {
    const { body, headers } = multipart([image(7), image(8)]);
    const cut = (body as Buffer).subarray(0, (body as Buffer).length - 300);
    const response = await http.fetch('technologist', '/dicom-web/studies', {
      method: 'POST',
      body: new Uint8Array(cut),
      headers: headers as Record<string, string>,
    });
    expect(response.status).toBe(400);
    expect((await http.fetch('nurse', `${at(7)}/metadata`)).status).toBe(200);
    expect((await http.fetch('nurse', `${at(8)}/metadata`)).status).toBe(404);
  });

  test('who is not signed in, of another role or of another consortium gets nothing', async () => {
    expect((await fetch(`${http.url}/dicom-web/studies`)).status).toBe(401);
    expect((await http.fetch('epidemiologist', '/dicom-web/studies')).status).toBe(403);
    expect((await http.fetch('nurse', '/dicom-web/studies', multipart([image(1)]))).status).toBe(403);
    expect((await http.fetch('nurse', '/api/archive/conflicts')).status).toBe(403);
    expect(await json(await http.fetch('far', '/dicom-web/studies'))).toEqual([]);
    for (const path of [place, at(1), `${at(1)}/metadata`, `${at(1)}/frames/1`, `${at(1)}/rendered`, `${at(1)}/bulkdata/7FE00010`])
      expect([path, (await http.fetch('far', path)).status]).toEqual([path, 404]);
  });

  test('reading leaves audit rows', async () => {
    const { rows } = await standing.database.transaction({ consortium: 'county' }, (transaction) =>
      transaction.query<{ entity: string }>(
        `SELECT entity FROM access.audit WHERE action = 'R' AND actor_display = 'nurse' AND patient IS NOT NULL`,
      ),
    );
    expect(rows.some(({ entity }) => entity.startsWith(`${instanceUid(1)} frames 1`))).toBe(true);
  });

  test('an object much larger than what may be in memory passes through unchanged', async () => {
    const large = testImage({
      studyInstanceUid: '1.2.3.12',
      sopInstanceUid: '1.2.3.12.1.1',
      seriesInstanceUid: '1.2.3.12.1',
      rows: 4096,
      columns: 4096,
    });
    randomBytes(large.length - 2000).copy(large, 2000);
    expect((await http.fetch('technologist', '/dicom-web/studies', multipart([large]))).status).toBe(200);
    const [object] = await partsOf(await http.fetch('nurse', '/dicom-web/studies/1.2.3.12'));
    expect(
      createHash('sha256')
        .update(object?.body ?? '')
        .digest('hex'),
    ).toBe(createHash('sha256').update(large).digest('hex'));
  });
});

/** dicomweb-client is made for browsers: the one call of theirs that it needs, over fetch. */
class FetchXmlHttpRequest {
  readyState = 0;
  status = 0;
  statusText = '';
  response: unknown;
  responseType = '';
  onreadystatechange = (): void => {};
  onload = (): void => {};
  #method = 'GET';
  #url = '';
  #received: Headers = new Headers();
  readonly #headers: Record<string, string> = {};
  open(method: string, url: string): void {
    [this.#method, this.#url] = [method, url];
  }
  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }
  getAllResponseHeaders = (): string => [...this.#received].map(([name, value]) => `${name}: ${value}`).join('\r\n');
  getResponseHeader = (name: string): string | null => this.#received.get(name);
  send(body?: BodyInit): void {
    void fetch(this.#url, { method: this.#method, headers: this.#headers, ...(body ? { body } : {}) }).then(async (answer) => {
      this.#received = answer.headers;
      [this.status, this.statusText] = [answer.status, answer.statusText];
      this.response =
        this.responseType === 'arraybuffer'
          ? await answer.arrayBuffer()
          : this.responseType === 'json'
            ? await answer.json()
            : await answer.text();
      this.readyState = 4;
      this.onreadystatechange();
      this.onload();
    });
  }
}
