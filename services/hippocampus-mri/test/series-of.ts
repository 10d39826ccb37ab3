import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunContext, SeriesRunInput } from '@consilium/contract';
import { readDataSet } from '@consilium/dicom';

/** Folder of the service, as the platform hands it to `run`. */
export const SERVICE = fileURLToPath(new URL('..', import.meta.url));
export const CONTEXT: RunContext = { folder: SERVICE, progress: () => undefined, signal: new AbortController().signal };

/** A run's input from Part 10 files. */
export function inputOf(files: readonly Uint8Array[]): SeriesRunInput {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-series-'));
  const headers = files.map((bytes) => readDataSet(bytes));
  const instances = files.map((bytes, i) => {
    const file = join(folder, `${i + 1}.dcm`);
    writeFileSync(file, bytes);
    return { sopInstanceUid: headers[i]?.sopInstanceUid ?? String(i), sopClassUid: headers[i]?.sopClassUid ?? '', file };
  });
  const [first] = headers;
  const series = {
    studyInstanceUid: first?.studyInstanceUid ?? '',
    seriesInstanceUid: first?.seriesInstanceUid ?? '',
    modality: first?.text('Modality') ?? '',
    instances,
  };
  return { series, patient: { id: 'patient-1' }, imagingStudy: { resourceType: 'ImagingStudy', id: 'study-1' } };
}

/** All files of a folder, in the order of their names (which is not the order of the slices). */
export const filesOf = (folder: string): Uint8Array[] => readdirSync(folder).map((name) => readFileSync(join(folder, name)));
