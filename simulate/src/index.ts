export { simulateCounty } from './county.ts';
export type { CountyOptions } from './county.ts';
export { CONSORTIUM, INSTITUTIONS } from './organizations.ts';
export type { Institution, Tier } from './organizations.ts';
export { STAFF } from './staff.ts';
export type { StaffMember } from './staff.ts';
export { HTEST } from './tag.ts';
