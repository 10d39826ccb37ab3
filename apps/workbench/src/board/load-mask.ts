import { readDataSet, readSegmentation } from '@consilium/dicom';
import type { DicomReference } from '../api/drafts.ts';
import { request } from '../api/request.ts';
import { layOver, type Mask } from './mask.ts';
import { relatedParts } from './multipart.ts';

/**
 * Fetches a DICOM SEG and lays it over the slices it refers to.
 * @param slices SOP Instance UIDs of the image volume, in its order along z
 */
export async function loadMask(reference: DicomReference, slices: readonly string[], size: Mask['size']): Promise<Mask> {
  const { studyInstanceUid, seriesInstanceUid, sopInstanceUid } = reference;
  const response = await request(`/dicom-web/studies/${studyInstanceUid}/series/${seriesInstanceUid}/instances/${sopInstanceUid}`, {
    headers: { accept: 'multipart/related; type="application/dicom"; transfer-syntax=*' },
  });
  const [file] = relatedParts(response.headers.get('content-type') ?? '', new Uint8Array(await response.arrayBuffer()));
  if (!file) throw new Error(`the archive sent no instance ${sopInstanceUid}`);
  return layOver(readSegmentation(readDataSet(file)).frames, slices, size);
}
