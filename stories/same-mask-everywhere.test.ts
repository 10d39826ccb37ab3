import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readDataSet, readSegmentation } from '@consilium/dicom';
import { readNifti, type Volume } from '@consilium/volume';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAnalyser } from '../services/hippocampus-mri/analyse.ts';
import { mrSeries } from '../services/hippocampus-mri/test/mr-series.ts';
import { hippocampusCrop } from '../simulate/src/phantom-anatomy.ts';
import { DATA, hasTool, onlyPart, type RunningPlatform, startServer, storescu, until } from './platform.ts';

const runs = hasTool('storescu');
let server: RunningPlatform;
beforeAll(async () => {
  if (runs) server = await startServer({ residents: 1 });
}, 120_000);
afterAll(async () => {
  await server?.stop();
});

function labelledCase(): Volume {
  if (DATA) return readNifti(gunzipSync(readFileSync(join(DATA, 'hippocampus-mri/images/hippocampus_088.nii.gz')))); // whole numbers, as 16-bit pixels hold them
  const { size, values } = hippocampusCrop(13);
  return {
    size,
    spacing: [1, 1, 1],
    affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
    values: Float32Array.from(values, Math.round),
  };
}

test.skipIf(!runs)(
  `${DATA ? 'a labelled NIfTI case' : 'a generated phantom, for want of the shared data'}, written as DICOM and sent by storescu, gives the label map of the bench`,
  async () => {
    const volume = labelledCase();
    const analyser = await openAnalyser(join(import.meta.dirname, '../services/hippocampus-mri'));
    const expected = await analyser.analyse(volume);
    await analyser.close();
    if (expected.declined) throw new Error(expected.declined.en);

    // the array as it is under an identity orientation, as such crops are found in practice: the header contradicts the anatomy
    const folder = mkdtempSync(join(tmpdir(), 'consilium-nifti-'));
    const files = mrSeries({ size: volume.size, values: volume.values });
    for (const [i, bytes] of files.entries()) writeFileSync(join(folder, `${i + 1}.dcm`), bytes);
    await storescu(server.dicomPort, [folder]);

    const ask = await server.as('zhou');
    const item = await until('the draft', async () => {
      const { items } = (await (await ask('/api/worklist')).json()) as {
        items: { id: string; status: string; patient: { name: string } }[];
      };
      return items.find((i) => i.status === 'awaiting-signature' && /Test.*Case|Case.*Test/.test(i.patient.name));
    });
    const draft = (await (await ask(`/api/drafts/${item.id}`)).json()) as {
      segmentation: { studyInstanceUid: string; seriesInstanceUid: string; sopInstanceUid: string };
      imageOrientationPatient?: number[];
    };
    const { studyInstanceUid, seriesInstanceUid, sopInstanceUid } = draft.segmentation;
    const answer = await ask(`/dicom-web/studies/${studyInstanceUid}/series/${seriesInstanceUid}/instances/${sopInstanceUid}`, {
      headers: { accept: 'multipart/related; type="application/dicom"' },
    });
    const seg = readSegmentation(readDataSet(onlyPart(Buffer.from(await answer.arrayBuffer()), answer.headers.get('content-type') ?? '')));
    const slices = files.map((bytes) => readDataSet(bytes).sopInstanceUid);
    const [columns, rows] = volume.size;
    const found = new Uint8Array(volume.values.length);
    for (const { segment, referencedSopInstanceUid, mask } of seg.frames) {
      const slice = slices.indexOf(referencedSopInstanceUid ?? '');
      mask.forEach((inside, i) => {
        if (inside) found[slice * columns * rows + i] = segment;
      });
    }
    expect(Buffer.compare(found, expected.labelMap)).toBe(0);
    expect(draft.imageOrientationPatient).toEqual([-1, 0, 0, 0, -1, 0]); // and the page shows anterior in front
  },
);
