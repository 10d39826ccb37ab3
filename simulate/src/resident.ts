import type { BundleEntry, Condition, Encounter, FhirResource, Observation, Patient } from 'fhir/r4.js';
import { identityNumber, UNASSIGNED_REGIONS } from './identity-number.ts';
import { INSTITUTIONS } from './organizations.ts';
import type { Random } from './random.ts';
import { simulated } from './tag.ts';

const FAMILY = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const GIVEN_MALE = [
  '建军',
  '建国',
  '志强',
  '国强',
  '德福',
  '福生',
  '文斌',
  '海涛',
  '春林',
  '玉山',
  '大勇',
  '永康',
  '学文',
  '金水',
  '长河',
  '子轩',
  '浩然',
  '立新',
];
const GIVEN_FEMALE = [
  '桂花',
  '秀兰',
  '玉梅',
  '秀英',
  '桂英',
  '淑珍',
  '春燕',
  '丽华',
  '红霞',
  '玉兰',
  '小芳',
  '雪梅',
  '月娥',
  '金凤',
  '惠兰',
  '梓涵',
  '欣怡',
  '素云',
];
const VILLAGES = INSTITUTIONS.filter((i) => i.tier === 'village-clinic');
const UCUM = 'http://unitsofmeasure.org';
const LOINC = 'http://loinc.org';

/** The day on which the simulated county stands still: ages and dates count from here, so that a seed always gives the same county. */
export const TODAY = '2026-11-01';

interface Disease {
  readonly code: string;
  readonly zh: string;
  /** Share of people of this age who have it. */
  readonly prevalence: (age: number) => number;
}

/** Round figures for adults of a rural county, made up for simulation and not for epidemiology; ICD-10 codes. */
const DISEASES: readonly Disease[] = [
  { code: 'I10', zh: '原发性高血压', prevalence: (age) => (age < 30 ? 0.01 : Math.min(0.6, (age - 25) * 0.012)) },
  { code: 'E11.9', zh: '2 型糖尿病', prevalence: (age) => (age < 35 ? 0.005 : Math.min(0.22, (age - 30) * 0.005)) },
  { code: 'J44.9', zh: '慢性阻塞性肺疾病', prevalence: (age) => (age < 40 ? 0 : Math.min(0.15, (age - 40) * 0.004)) },
  { code: 'I25.1', zh: '冠状动脉粥样硬化性心脏病', prevalence: (age) => (age < 45 ? 0 : Math.min(0.18, (age - 45) * 0.005)) },
  { code: 'F03', zh: '痴呆', prevalence: (age) => (age < 65 ? 0 : Math.min(0.2, (age - 65) * 0.008)) },
  { code: 'N18.3', zh: '慢性肾脏病 3 期', prevalence: (age) => (age < 50 ? 0.002 : Math.min(0.1, (age - 50) * 0.003)) },
  { code: 'M17.9', zh: '膝骨关节炎', prevalence: (age) => (age < 45 ? 0 : Math.min(0.25, (age - 45) * 0.008)) },
  { code: 'J45.9', zh: '支气管哮喘', prevalence: () => 0.02 },
];

const MEASURES = [
  { loinc: '2339-0', zh: '血糖', unit: 'mmol/L', mean: 5.4, deviation: 0.6, digits: 1, disease: 'E11.9', shift: 3.4 },
  { loinc: '4548-4', zh: '糖化血红蛋白', unit: '%', mean: 5.5, deviation: 0.3, digits: 1, disease: 'E11.9', shift: 2.1 },
  { loinc: '14682-9', zh: '肌酐', unit: 'umol/L', mean: 72, deviation: 12, digits: 0, disease: 'N18.3', shift: 68 },
  { loinc: '14647-2', zh: '总胆固醇', unit: 'mmol/L', mean: 4.7, deviation: 0.8, digits: 2, disease: 'I25.1', shift: 0.7 },
  { loinc: '718-7', zh: '血红蛋白', unit: 'g/L', mean: 138, deviation: 12, digits: 0, disease: 'N18.3', shift: -18 },
] as const;

/** One resident and everything the county knows of them, as entries of a transaction that can be run again. */
export function simulateResident(random: Random, number: number): readonly BundleEntry[] {
  const id = `resident-${String(number).padStart(5, '0')}`;
  const female = random.chance(0.5);
  const age = Math.min(98, Math.max(0, Math.round(random.normal(48, 23))));
  const birthDate = dateBefore(TODAY, age * 365.25 + random.integer(0, 364));
  const village = random.pick(VILLAGES);
  const family = random.pick(FAMILY);
  const given = random.pick(female ? GIVEN_FEMALE : GIVEN_MALE);
  const region = UNASSIGNED_REGIONS[VILLAGES.indexOf(village) % UNASSIGNED_REGIONS.length] as string;
  const subject = { reference: `Patient/${id}` };
  const patient = simulated<Patient>({
    resourceType: 'Patient',
    id,
    identifier: [
      {
        use: 'official',
        system: 'urn:oid:2.16.156.10011.1.3',
        value: identityNumber(region, birthDate, ((number * 2) % 998) + (female ? 0 : 1)),
      },
      { use: 'usual', system: 'urn:consilium:patient-id:county-hospital', value: `QH${String(number).padStart(6, '0')}` },
    ],
    active: true,
    name: [{ use: 'official', text: family + given, family, given: [given] }],
    gender: female ? 'female' : 'male',
    birthDate,
    address: [{ use: 'home', text: village.zh.replace('卫生室', ''), country: 'CN' }],
    managingOrganization: { reference: `Organization/${village.id}` },
  });

  const resources: FhirResource[] = [patient];
  const diseases = DISEASES.filter((disease) => random.chance(disease.prevalence(age)));
  diseases.forEach((disease, i) => {
    resources.push(
      simulated<Condition>({
        resourceType: 'Condition',
        id: `${id}-condition-${i + 1}`,
        clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
        verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }] },
        category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' }] }],
        code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: disease.code, display: disease.zh }], text: disease.zh },
        subject,
        onsetDateTime: dateBefore(TODAY, random.integer(200, 4000)).slice(0, 7),
      }),
    );
  });

  const visits = Math.min(4, 1 + diseases.length);
  for (let visit = 1; visit <= visits; visit++) {
    const day = dateBefore(TODAY, random.integer(3, 700));
    const at = (hour: number): string =>
      `${day}T${String(hour).padStart(2, '0')}:${String(random.integer(0, 59)).padStart(2, '0')}:00+08:00`;
    const encounter = { reference: `Encounter/${id}-encounter-${visit}` };
    const place = random.chance(0.6) ? village.id : random.chance(0.6) ? (village.partOf as string) : 'county-hospital';
    resources.push(
      simulated<Encounter>({
        resourceType: 'Encounter',
        id: `${id}-encounter-${visit}`,
        status: 'finished',
        class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB', display: '门诊' },
        subject,
        period: { start: at(9), end: at(10) },
        serviceProvider: { reference: `Organization/${place}` },
      }),
      bloodPressure(
        random,
        `${id}-bp-${visit}`,
        subject,
        encounter,
        at(9),
        diseases.some((d) => d.code === 'I10'),
        age,
      ),
    );
    if (age >= 35 || diseases.length > 0) {
      const measure = random.pick(MEASURES);
      const shifted = diseases.some((d) => d.code === measure.disease) ? measure.shift : 0;
      resources.push(
        simulated<Observation>({
          resourceType: 'Observation',
          id: `${id}-lab-${visit}`,
          status: 'final',
          category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] }],
          code: { coding: [{ system: LOINC, code: measure.loinc }], text: measure.zh },
          subject,
          encounter,
          effectiveDateTime: at(10),
          valueQuantity: {
            value: Number((measure.mean + shifted + random.normal(0, measure.deviation)).toFixed(measure.digits)),
            unit: measure.unit,
            system: UCUM,
            code: measure.unit,
          },
        }),
      );
    }
  }
  return resources.map((resource) => ({
    fullUrl: `urn:consilium:simulated:${resource.id}`,
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  }));
}

function bloodPressure(
  random: Random,
  id: string,
  subject: { reference: string },
  encounter: { reference: string },
  at: string,
  hypertensive: boolean,
  age: number,
): Observation {
  const systolic = Math.round(random.normal(hypertensive ? 148 : 112 + age * 0.2, 9));
  const part = (code: string, text: string, value: number) => ({
    code: { coding: [{ system: LOINC, code }], text },
    valueQuantity: { value, unit: 'mmHg', system: UCUM, code: 'mm[Hg]' },
  });
  return simulated<Observation>({
    resourceType: 'Observation',
    id,
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }],
    code: { coding: [{ system: LOINC, code: '85354-9' }], text: '血压' },
    subject,
    encounter,
    effectiveDateTime: at,
    component: [part('8480-6', '收缩压', systolic), part('8462-4', '舒张压', Math.round(systolic * 0.62 + random.normal(0, 4)))],
  });
}

function dateBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - Math.round(days) * 86_400_000).toISOString().slice(0, 10);
}
