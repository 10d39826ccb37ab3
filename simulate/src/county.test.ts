import type { Patient } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { simulateCounty } from './county.ts';
import { checkCharacter } from './identity-number.ts';
import { INSTITUTIONS } from './organizations.ts';
import { STAFF } from './staff.ts';

const county = (residents: number, seed: number) => [...simulateCounty({ residents, seed })];
const patients = county(200, 7)
  .flatMap((b) => b.entry ?? [])
  .map((e) => e.resource)
  .filter((r): r is Patient => r?.resourceType === 'Patient');

test('the same seed gives the same county, another seed another', () => {
  expect(JSON.stringify(county(20, 7))).toBe(JSON.stringify(county(20, 7)));
  expect(JSON.stringify(county(20, 7))).not.toBe(JSON.stringify(county(20, 8)));
});

test('a larger county begins with the smaller one', () => {
  expect(county(30, 7).slice(0, 21)).toEqual(county(20, 7));
});

test('identity numbers have the right check character, fit birth date and sex, are unique and can be nobody’s', () => {
  const numbers = patients.map((p) => p.identifier?.[0]?.value ?? '');
  for (const [i, number] of numbers.entries()) {
    expect(number).toMatch(/^99\d{15}[\dX]$/);
    expect(number[17]).toBe(checkCharacter(number.slice(0, 17)));
    expect(number.slice(6, 14)).toBe(patients[i]?.birthDate?.replaceAll('-', ''));
    expect(Number(number[16]) % 2).toBe(patients[i]?.gender === 'male' ? 1 : 0);
  }
  expect(new Set(numbers).size).toBe(numbers.length);
});

// 11010519491231002X is the example printed in GB 11643-1999
test('the check character is that of the standard’s own example', () => expect(checkCharacter('11010519491231002')).toBe('X'));

test('every resource is marked as test data', () => {
  for (const entry of county(50, 3).flatMap((b) => b.entry ?? [])) expect(entry.resource?.meta?.tag?.[0]?.code).toBe('HTEST');
});

test('there is one county hospital, two townships, three villages, and staff for each of them', () => {
  const tiers = INSTITUTIONS.map((i) => i.tier);
  expect(['county-hospital', 'township-health-centre', 'village-clinic'].map((tier) => tiers.filter((t) => t === tier).length)).toEqual([
    1, 2, 3,
  ]);
  expect(new Set(STAFF.map((s) => s.organization))).toEqual(new Set(INSTITUTIONS.map((i) => i.id)));
});
