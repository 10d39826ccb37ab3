import { type MrSeriesInput, uidFromUuid } from '../src/index.ts';

/** A small head of two nested ellipsoids, left darker than right: enough to see a flip. */
export function phantomSeries(changes: Partial<MrSeriesInput> = {}): MrSeriesInput {
  const size = changes.size ?? ([13, 17, 11] as const);
  const values = new Int16Array(size[0] * size[1] * size[2]);
  for (let z = 0, at = 0; z < size[2]; z++)
    for (let y = 0; y < size[1]; y++)
      for (let x = 0; x < size[0]; x++, at++) {
        const radius = ((2 * x) / (size[0] - 1) - 1) ** 2 + ((2 * y) / (size[1] - 1) - 1) ** 2 + ((2 * z) / (size[2] - 1) - 1) ** 2;
        values[at] = radius > 0.9 ? 0 : 400 + 20 * x + 10 * y + z;
      }
  return {
    patient: { id: 'P-1', name: { Alphabetic: 'Zhang^San', Ideographic: '张^三' }, birthDate: '19500101', sex: 'F' },
    studyInstanceUid: uidFromUuid('phantom study'),
    seriesInstanceUid: uidFromUuid('phantom series'),
    studyDate: '20260102',
    studyTime: '030405',
    seriesDescription: '海马 T1',
    bodyPartExamined: 'BRAIN',
    size,
    spacing: [1, 1, 1.5],
    imageOrientationPatient: [1, 0, 0, 0, 1, 0],
    origin: [-6, -8, 20],
    values,
    ...changes,
  };
}
