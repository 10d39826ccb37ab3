import { uidFromUuid } from '@consilium/dicom';
import type { Patient } from 'fhir/r4.js';
import { simulateCounty } from './county.ts';
import { hippocampusPhantom, type Phantom, type PhantomPatient, wrongKindPhantom } from './phantom.ts';

/** A generated study as its scanner would send it. */
export interface PhantomStudy {
  readonly studyInstanceUid: string;
  /** Part 10 files. */
  readonly instances: readonly Uint8Array[];
}

/** Residents of the county among whom the patients of the phantoms are looked for. */
const LOOKED_AT = 60;
const ISSUER = 'urn:consilium:patient-id:county-hospital';

/**
 * Generated MR studies of three elderly residents of the county of this seed: two crops around a hippocampus and one whole
 * head, which the hippocampus service declines. Same seed, same bytes.
 */
export function phantomStudies(seed: number): readonly PhantomStudy[] {
  const makers = [hippocampusPhantom, hippocampusPhantom, wrongKindPhantom];
  return elderly(seed)
    .slice(0, makers.length)
    .map((patient, i) => {
      const make = makers[i] ?? hippocampusPhantom;
      const accessionNumber = `SIM${String(seed % 1000).padStart(3, '0')}${i + 1}`;
      const studyInstanceUid = uidFromUuid(`phantom-study/${seed}/${i}`);
      const phantom: Phantom = make(seed * 10 + i + 1, {
        patient,
        accessionNumber,
        studyInstanceUid,
        seriesInstanceUid: uidFromUuid(`phantom-series/${seed}/${i}`),
        date: `2026-10-${20 + i}`,
        time: `09:${10 + 7 * i}:00`,
      });
      return { studyInstanceUid, instances: phantom.instances.map(({ bytes }) => bytes) };
    });
}

/** Residents born before 1967, the age at which one looks at the hippocampus; in the county's order. */
function elderly(seed: number): PhantomPatient[] {
  const found: PhantomPatient[] = [];
  for (const bundle of simulateCounty({ residents: LOOKED_AT, seed })) {
    const patient = bundle.entry
      ?.map(({ resource }) => resource)
      .find((resource): resource is Patient => resource?.resourceType === 'Patient');
    const [name] = patient?.name ?? [];
    const id = patient?.identifier?.find(({ system }) => system === ISSUER)?.value;
    if (!patient || !id || !name || !patient.birthDate || patient.birthDate >= '1967') continue;
    found.push({
      id,
      issuer: ISSUER,
      name: `=${name.family}^${name.given?.join('')}`,
      birthDate: patient.birthDate,
      sex: patient.gender === 'female' ? 'F' : 'M',
    });
  }
  return found;
}
