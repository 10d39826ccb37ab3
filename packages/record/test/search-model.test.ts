import { dateRange, normaliseString } from '@consilium/fhir';
import fc from 'fast-check';
import type { CodeableConcept, Coding, Observation, Patient } from 'fhir/r4.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importBundle, searchResources } from '../src/index.ts';
import { createRecord, system } from './fixture.ts';

/** The search against a model that looks at every resource with plain code and knows no index. */

const SYSTEMS = ['urn:a', 'urn:b', undefined] as const;
const CODES = ['c1', 'c2', 'c3'] as const;
const DATES = [
  '2023',
  '2024-02',
  '2024-02-29',
  '2024-03-01T00:30:00+08:00',
  '2024-03-01T10:00:00Z',
  '2024-03-01T10:00:00.250Z',
  '2024-12-31',
] as const;
const NAMES = ['王小明', '王', '李小', 'Müller', 'muller', 'O’Neil', 'ＡＢＣ', 'ann  lee'] as const;

const coding = fc
  .record({ system: fc.constantFrom(...SYSTEMS), code: fc.constantFrom(...CODES) })
  .map(({ system: s, code }) => (s === undefined ? { code } : { system: s, code }));
const concept: fc.Arbitrary<CodeableConcept> = fc
  .array(coding, { minLength: 0, maxLength: 3 })
  .map((codings) => (codings.length > 0 ? { coding: codings } : { text: 'free' }));
const effective = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...DATES).map((effectiveDateTime) => ({ effectiveDateTime })),
  fc
    .tuple(fc.constantFrom(...DATES), fc.boolean(), fc.boolean())
    .map(([date, start, end]) =>
      start || end ? { effectivePeriod: { ...(start ? { start: '2023-06' } : {}), ...(end ? { end: date } : {}) } } : {},
    ),
);
const observations = fc.array(
  fc.record({
    subject: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    code: concept,
    when: effective,
    status: fc.constantFrom('final', 'amended', 'preliminary'),
    note: fc.boolean(),
  }),
  { minLength: 5, maxLength: 40 },
);
const patients = fc.array(
  fc.record({ name: fc.option(fc.constantFrom(...NAMES), { nil: undefined }), gender: fc.constantFrom('male', 'female', undefined) }),
  { minLength: 4, maxLength: 4 },
);

type Test = (observation: Observation, patientOf: (observation: Observation) => Patient | undefined) => boolean;
interface Query {
  readonly text: string;
  readonly holds: Test;
}
const codings = ({ code }: Observation) => code.coding ?? [];
const tokenHolds = (system: string | undefined | null, code: string | undefined) => (c: Coding) =>
  (code === undefined || c.code === code) && (system === null || (c.system ?? '') === (system ?? ''));

const token = fc
  .tuple(fc.constantFrom(...SYSTEMS, null), fc.constantFrom(...CODES, undefined))
  .filter(([s, c]) => c !== undefined || typeof s === 'string')
  .map(([s, c]) => ({ text: s === null ? String(c) : `${s ?? ''}|${c ?? ''}`, match: tokenHolds(s, c) }));
const span = ({ effectiveDateTime, effectivePeriod }: Observation): [string, string] | undefined => {
  if (effectiveDateTime) return [dateRange(effectiveDateTime)!.from, dateRange(effectiveDateTime)!.to];
  if (!effectivePeriod) return undefined;
  const { start, end } = effectivePeriod;
  return [start ? dateRange(start)!.from : '0000', end ? dateRange(end)!.to : '9999-12-31T23:59:59.999Z'];
};
const compare: Record<string, (lo: string, hi: string, vlo: string, vhi: string) => boolean> = {
  eq: (lo, hi, vlo, vhi) => lo >= vlo && hi <= vhi,
  ne: (lo, hi, vlo, vhi) => !(lo >= vlo && hi <= vhi),
  gt: (_lo, hi, _vlo, vhi) => hi > vhi,
  lt: (lo, _hi, vlo) => lo < vlo,
  ge: (lo, hi, vlo, vhi) => hi > vhi || (lo >= vlo && hi <= vhi),
  le: (lo, hi, vlo, vhi) => lo < vlo || (lo >= vlo && hi <= vhi),
  sa: (lo, _hi, _vlo, vhi) => lo >= vhi,
  eb: (_lo, hi, vlo) => hi <= vlo,
};
const enc = encodeURIComponent;
const name = (patient: Patient | undefined) => patient?.name?.[0]?.text;

const criterion: fc.Arbitrary<Query> = fc.oneof(
  fc.array(token, { minLength: 1, maxLength: 2 }).map(
    (any): Query => ({
      text: `code=${enc(any.map((t) => t.text).join(','))}`,
      holds: (o) => codings(o).some((c) => any.some((t) => t.match(c))),
    }),
  ),
  token.map((t): Query => ({ text: `code:not=${enc(t.text)}`, holds: (o) => !codings(o).some(t.match) })),
  fc.boolean().map((missing): Query => ({ text: `code:missing=${missing}`, holds: (o) => (codings(o).length === 0) === missing })),
  fc.constantFrom('final', 'amended').map((status): Query => ({ text: `status=${status}`, holds: (o) => o.status === status })),
  fc
    .tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom('subject=Patient/', 'patient=', 'subject=', 'subject:Patient='))
    .map(([i, how]): Query => ({ text: `${how}p${i}`, holds: (o) => o.subject?.reference === `Patient/p${i}` })),
  fc.boolean().map((missing): Query => ({ text: `subject:missing=${missing}`, holds: (o) => (o.subject === undefined) === missing })),
  fc.tuple(fc.constantFrom(...Object.keys(compare), ''), fc.constantFrom(...DATES, '2024', '2024-03-01')).map(
    ([prefix, date]): Query => ({
      text: `date=${prefix}${enc(date)}`,
      holds: (o) => {
        const own = span(o);
        const range = dateRange(date)!;
        return own !== undefined && compare[prefix || 'eq']!(own[0], own[1], range.from, range.to);
      },
    }),
  ),
  fc.boolean().map((missing): Query => ({ text: `date:missing=${missing}`, holds: (o) => (span(o) === undefined) === missing })),
  fc.tuple(fc.constantFrom(...NAMES, 'mul', '小', 'abc'), fc.constantFrom('', ':contains', ':exact')).map(
    ([wanted, modifier]): Query => ({
      text: `subject:Patient.name${modifier}=${enc(wanted)}`,
      holds: (o, patientOf) => {
        const own = name(patientOf(o));
        if (own === undefined) return false;
        if (modifier === ':exact') return own === wanted;
        return modifier === ''
          ? normaliseString(own).startsWith(normaliseString(wanted))
          : normaliseString(own).includes(normaliseString(wanted));
      },
    }),
  ),
  fc
    .constantFrom('male', 'female')
    .map((gender): Query => ({ text: `patient.gender=${gender}`, holds: (o, patientOf) => patientOf(o)?.gender === gender })),
);
const sort = fc.constantFrom('', '_sort=date', '_sort=-date', '_sort=-_lastUpdated', '_sort=status,-date', '_sort=code,-_id');

let record: Awaited<ReturnType<typeof createRecord>>;
beforeAll(async () => {
  record = await createRecord();
});
afterAll(() => record.drop());

test('every combination of criteria, order and page size finds what the model finds', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      patients,
      observations,
      fc.array(fc.tuple(fc.array(criterion, { maxLength: 3 }), sort, fc.integer({ min: 1, max: 15 })), { minLength: 8, maxLength: 8 }),
      async (people, facts, queries) => {
        const context = system(`model-${run++}`);
        const them = people.map(
          (p, i): Patient => ({
            resourceType: 'Patient',
            id: `p${i}`,
            ...(p.name ? { name: [{ text: p.name }] } : {}),
            ...(p.gender ? { gender: p.gender } : {}),
          }),
        );
        const all = facts.map(
          (fact, i): Observation => ({
            resourceType: 'Observation',
            id: `o${i}`,
            status: fact.status as 'final',
            code: fact.code,
            ...(fact.subject === undefined ? {} : { subject: { reference: `Patient/p${fact.subject}` } }),
            ...fact.when,
          }),
        );
        const resources = [...them, ...all];
        await record.run(
          (c, t) =>
            importBundle(c, t, {
              resourceType: 'Bundle',
              type: 'collection',
              entry: resources.map((resource) => ({ fullUrl: `${resource.resourceType}/${resource.id}`, resource })),
            }),
          context,
        );
        const patientOf = (o: Observation) => them.find(({ id }) => o.subject?.reference === `Patient/${id}`);
        for (const [criteria, order, count] of queries) {
          const expected = all
            .filter((o) => criteria.every(({ holds }) => holds(o, patientOf)))
            .map(({ id }) => id)
            .sort();
          const query = [...criteria.map(({ text }) => text), ...(order ? [order] : []), `_count=${count}`, '_total=accurate'].join('&');
          const found: string[] = [];
          let next: string | undefined = query;
          let total: number | undefined;
          while (next !== undefined) {
            const page: Awaited<ReturnType<typeof searchResources>> = await record.run(
              (c, t) => searchResources(c, t, 'Observation', next!),
              context,
            );
            expect(page.resources.length).toBeLessThanOrEqual(count);
            total ??= page.total;
            found.push(...page.resources.map(({ id }) => id!));
            next = page.next;
          }
          expect([query, total, [...found].sort()]).toEqual([query, expected.length, expected]);
          if (order.endsWith('date')) {
            const los = found
              .map((id) => span(all.find((o) => o.id === id)!)?.[0] ?? '')
              .map((lo) => (order.includes('-') && order.includes('status') ? '' : lo));
            expect([query, los]).toEqual([query, [...los].sort((a, b) => (order.includes('-') ? -1 : 1) * (a < b ? -1 : a > b ? 1 : 0))]);
          }
        }
      },
    ),
    { numRuns: 100, seed: 20261122 },
  );
});
