import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hippocampusPhantom, wrongKindPhantom } from '@consilium/simulate';
import { DATA } from './platform.ts';

/** A series to send, and whose it is. */
export interface Case {
  readonly folder: string;
  readonly patient: RegExp;
  readonly says: string;
}

/** A crop around one hippocampus: the real one where the shared data are, a generated phantom where not. */
export function cropCase(): Case {
  if (DATA) return { folder: join(DATA, 'hippocampus-mri/dicom/Study1'), patient: /Avasarala/, says: 'the real crop Study1' };
  return phantomCase('crop', '测试^海马', hippocampusPhantom(77, { patient: { id: 'PHANTOM-1', name: '=测试^海马' } }).instances);
}

/** A study of a crop and a whole head of the wrong kind. */
export function mixedCase(): Case {
  if (DATA) return { folder: join(DATA, 'hippocampus-mri/dicom/Study3'), patient: /Dumbledore/, says: 'the real Study3' };
  const patient = { id: 'PHANTOM-2', name: '=测试^全头' };
  const studyInstanceUid = '2.25.77';
  return phantomCase('mixed', '测试^全头', [
    ...hippocampusPhantom(78, { patient, studyInstanceUid }).instances,
    ...wrongKindPhantom(78, { patient, studyInstanceUid }).instances,
  ]);
}

function phantomCase(name: string, patient: string, instances: readonly { readonly bytes: Uint8Array }[]): Case {
  const folder = join(mkdtempSync(join(tmpdir(), 'consilium-phantom-')), name);
  mkdirSync(folder, { recursive: true });
  for (const [i, { bytes }] of instances.entries()) writeFileSync(join(folder, `${i + 1}.dcm`), bytes);
  return { folder, patient: new RegExp(patient.replace('^', '')), says: 'a generated phantom, for want of the shared data' };
}
