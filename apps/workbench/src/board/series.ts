import { wadors } from '@cornerstonejs/dicom-image-loader';
import { getJson } from '../api/request.ts';
import { type InstanceMetadata, withOrientation } from './anatomical-orientation.ts';
import { startCornerstone } from './cornerstone.ts';

const SOP_INSTANCE_UID = '00080018';

/** The images of a series, ready for the viewer to fetch. */
export interface Series {
  readonly imageIds: readonly string[];
  readonly description: string;
}

/**
 * Fetches the metadata of a series and hands it to the viewer.
 * @param orientation replaces Image Orientation (Patient) where the headers contradict the anatomy
 */
export async function loadSeries(studyInstanceUid: string, seriesInstanceUid: string, orientation?: readonly number[]): Promise<Series> {
  startCornerstone(); // first: starting forgets all metadata
  const root = `/dicom-web/studies/${studyInstanceUid}/series/${seriesInstanceUid}`;
  const received = await getJson<readonly InstanceMetadata[]>(`${root}/metadata`);
  if (received.length === 0) throw new Error(`the archive holds no image of series ${seriesInstanceUid}`);
  const instances = orientation ? withOrientation(received, orientation) : received;
  const imageIds = instances.map((instance) => {
    const imageId = `wadors:${root}/instances/${instance[SOP_INSTANCE_UID]?.Value?.[0]}/frames/1`;
    wadors.metaDataManager.add(imageId, instance as Parameters<typeof wadors.metaDataManager.add>[1]);
    return imageId;
  });
  return { imageIds, description: String(instances[0]?.['0008103E']?.Value?.[0] ?? '') };
}

/** SOP Instance UID in an image id made above. */
export const sopInstanceUidOf = (imageId: string): string => /\/instances\/([^/]+)\//.exec(imageId)?.[1] ?? '';
