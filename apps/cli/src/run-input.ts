import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { SeriesRunInput } from '@consilium/contract';
import { DicomError, readDataSet } from '@consilium/dicom';
import { CommandError } from './command-error.ts';
import { filesBelow, kindOf, readText } from './import-sources.ts';

/** The input of one run: a JSON file as it is, or the one series that a DICOM file or folder holds. */
export async function readRunInput(path: string): Promise<unknown> {
  if (!statSync(path).isDirectory() && kindOf(path) === 'json') return JSON.parse(await readText(path));
  const series = new Map<string, SeriesRunInput>();
  for await (const file of filesBelow(path)) {
    if (kindOf(file) !== 'dicom') continue;
    const dataSet = readHeader(file);
    const [studyInstanceUid, seriesInstanceUid] = [dataSet.text('StudyInstanceUID') ?? '', dataSet.text('SeriesInstanceUID') ?? ''];
    const instance = { sopInstanceUid: dataSet.text('SOPInstanceUID') ?? '', sopClassUid: dataSet.text('SOPClassUID') ?? '', file };
    const known = series.get(seriesInstanceUid);
    const patient = { id: createHash('sha256').update(dataSet.text('PatientID') ?? '').digest('hex').slice(0, 16) };
    series.set(seriesInstanceUid, {
      series: { studyInstanceUid, seriesInstanceUid, modality: dataSet.text('Modality') ?? '', instances: [...(known?.series.instances ?? []), instance] },
      patient,
    });
  }
  const [only, ...others] = series.values();
  if (!only) throw new CommandError(`${path}: neither JSON nor DICOM in it`);
  if (others.length > 0) throw new CommandError(`${path} holds ${series.size} series: give the folder of one. ${[...series.keys()].join(', ')}`);
  return only;
}

function readHeader(file: string): ReturnType<typeof readDataSet> {
  try {
    return readDataSet(readFileSync(file), { untilPixelData: true });
  } catch (error) {
    if (error instanceof DicomError) throw new CommandError(`${file}: ${error.message}`);
    throw error;
  }
}
