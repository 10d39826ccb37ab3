/** A person's name as it is read: DICOM's `Chrisjen^Avasarala` becomes `Chrisjen Avasarala`, Han names lose their space. */
export function personName(name: string): string {
  const read = name.replace(/=.*$/, '').replace(/\^+/g, ' ').trim();
  return /^[\p{Script=Han}\s]+$/u.test(read) ? read.replace(/\s+/g, '') : read;
}
