const encapsulated: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2.5': 'image/dicom-rle',
  '1.2.840.10008.1.2.8.1': 'application/octet-stream', // Deflated Image Frame Compression
  ...Object.fromEntries(
    [50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 70].map((n) => [`1.2.840.10008.1.2.4.${n}`, 'image/jpeg']),
  ),
  '1.2.840.10008.1.2.4.80': 'image/jls',
  '1.2.840.10008.1.2.4.81': 'image/jls',
  '1.2.840.10008.1.2.4.90': 'image/jp2',
  '1.2.840.10008.1.2.4.91': 'image/jp2',
  '1.2.840.10008.1.2.4.92': 'image/jpx',
  '1.2.840.10008.1.2.4.93': 'image/jpx',
  '1.2.840.10008.1.2.4.100': 'video/mpeg2',
  '1.2.840.10008.1.2.4.101': 'video/mpeg2',
  ...Object.fromEntries([102, 103, 104, 105, 106].map((n) => [`1.2.840.10008.1.2.4.${n}`, 'video/mp4'])),
  '1.2.840.10008.1.2.4.107': 'video/H265',
  '1.2.840.10008.1.2.4.108': 'video/H265',
  ...Object.fromEntries([110, 111, 112].map((n) => [`1.2.840.10008.1.2.4.${n}`, 'image/jxl'])),
  ...Object.fromEntries([201, 202, 203].map((n) => [`1.2.840.10008.1.2.4.${n}`, 'image/jphc'])),
};
const native = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.1.99', '1.2.840.10008.1.2.2']);

/** Media type of one frame as it is stored. @see DICOM PS3.18 tables 8.7.3-2 and 8.7.3-5 */
export const frameMediaType = (transferSyntaxUid: string): string => encapsulated[transferSyntaxUid] ?? 'application/octet-stream';

/** Whether this archive takes objects of this transfer syntax over DIMSE: it knows how to find the header in them. */
export const isKnownTransferSyntax = (uid: string): boolean => native.has(uid) || uid in encapsulated;
