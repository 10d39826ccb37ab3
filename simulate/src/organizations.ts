import type { Organization } from 'fhir/r4.js';
import { simulated } from './tag.ts';

export type Tier = 'county-hospital' | 'township-health-centre' | 'village-clinic';

/** An institution of the simulated county. */
export interface Institution {
  readonly id: string;
  readonly tier: Tier;
  readonly zh: string;
  readonly en: string;
  readonly partOf?: string;
  /** Calling AE titles of its modalities. */
  readonly aeTitles: readonly string[];
}

export const CONSORTIUM = { id: 'qinghe', zh: '青禾县域医共体', en: 'Qinghe County Medical Consortium' } as const;

export const INSTITUTIONS: readonly Institution[] = [
  {
    id: 'county-hospital',
    tier: 'county-hospital',
    zh: '青禾县医院',
    en: 'Qinghe County Hospital',
    aeTitles: ['COUNTY_MR', 'COUNTY_CT', 'STORESCU'],
  },
  {
    id: 'chengguan',
    tier: 'township-health-centre',
    zh: '城关镇卫生院',
    en: 'Chengguan Township Health Centre',
    partOf: 'county-hospital',
    aeTitles: ['CHENGGUAN_DR'],
  },
  {
    id: 'liuhe',
    tier: 'township-health-centre',
    zh: '柳河镇卫生院',
    en: 'Liuhe Township Health Centre',
    partOf: 'county-hospital',
    aeTitles: ['LIUHE_DR'],
  },
  { id: 'qingxi', tier: 'village-clinic', zh: '清溪村卫生室', en: 'Qingxi Village Clinic', partOf: 'chengguan', aeTitles: [] },
  { id: 'dongqiao', tier: 'village-clinic', zh: '东桥村卫生室', en: 'Dongqiao Village Clinic', partOf: 'chengguan', aeTitles: [] },
  { id: 'shangwan', tier: 'village-clinic', zh: '上湾村卫生室', en: 'Shangwan Village Clinic', partOf: 'liuhe', aeTitles: [] },
];

const TIERS: Record<Tier, { zh: string; en: string }> = {
  'county-hospital': { zh: '县医院', en: 'county hospital' },
  'township-health-centre': { zh: '乡镇卫生院', en: 'township health centre' },
  'village-clinic': { zh: '村卫生室', en: 'village clinic' },
};

export function organizationResource(institution: Institution): Organization {
  return simulated<Organization>({
    resourceType: 'Organization',
    id: institution.id,
    identifier: [{ system: 'urn:consilium:organization', value: institution.id }],
    active: true,
    type: [
      {
        coding: [{ system: 'urn:consilium:tier', code: institution.tier, display: TIERS[institution.tier].zh }],
        text: TIERS[institution.tier].zh,
      },
    ],
    name: institution.zh,
    alias: [institution.en],
    ...(institution.partOf ? { partOf: { reference: `Organization/${institution.partOf}` } } : {}),
  });
}
