import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { SeriesRunInput } from '@consilium/contract';
import { DicomError, readDataSet } from '@consilium/dicom';
import { CommandError } from './command-error.ts';
import { filesBelow, kindOf, readText } from './import-sources.ts';

/** The input of one run: a JSON file as it is, or the one series that a DICOM file or folder holds. */
export async function readRunInput(path: string): Promise<unknown> {
  if (!statSync(path).isDirectory() && (await kindOf(path)) === 'json') return readJson(path);
  const series = new Map<string, SeriesRunInput>();
  for await (const file of filesBelow(path)) {
    if ((await kindOf(file)) !== 'dicom') continue;
    const dataSet = await readHeader(file);
    const [studyInstanceUid, seriesInstanceUid] = [dataSet.text('StudyInstanceUID') ?? '', dataSet.text('SeriesInstanceUID') ?? ''];
    const instance = { sopInstanceUid: dataSet.text('SOPInstanceUID') ?? '', sopClassUid: dataSet.text('SOPClassUID') ?? '', file };
    const known = series.get(seriesInstanceUid);
    const patient = {
      id: createHash('sha256')
        .update(dataSet.text('PatientID') ?? '')
        .digest('hex')
        .slice(0, 16),
    };
    series.set(seriesInstanceUid, {
      series: {
        studyInstanceUid,
        seriesInstanceUid,
        modality: dataSet.text('Modality') ?? '',
        instances: [...(known?.series.instances ?? []), instance],
      },
      patient,
    });
  }
  const [only, ...others] = series.values();
  if (!only) throw new CommandError(`--input ${path}: neither JSON nor DICOM in it`);
  if (others.length > 0)
    throw new CommandError(`--input ${path} holds ${series.size} series: give the folder of one. ${[...series.keys()].join(', ')}`);
  return only;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readText(path));
  } catch (cause) {
    throw new CommandError(`--input ${path}: no JSON: ${(cause as Error).message}`, { cause });
  }
}

async function readHeader(file: string): Promise<ReturnType<typeof readDataSet>> {
  try {
    return readDataSet(await readFile(file), { untilPixelData: true });
  } catch (cause) {
    if (cause instanceof DicomError) throw new CommandError(`--input ${file}: ${cause.message}`, { cause });
    throw cause;
  }
}
