import type { Bundle, Encounter, Patient } from 'fhir/r4.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningPlatform, startServer, until } from './platform.ts';

let server: RunningPlatform;
beforeAll(async () => {
  server = await startServer({ residents: 40 });
  await until(
    'the simulated county',
    async () => ((await (await fetch(`${server.origin}/api/seeding`)).json()) as { done: boolean }).done || undefined,
  );
});
afterAll(() => server.stop());

/** Story 1, as far as its parts exist: the one record. Triage and pre-visit answers are not built yet. */
test('the village doctor opens one record, in which visits to several institutions stand on one line of time', async () => {
  const ask = await server.as('pan');
  const visits = (await (await ask('/fhir/Encounter?_sort=date&_count=500')).json()) as Bundle<Encounter>;
  const placesOf = new Map<string, Set<string>>();
  for (const { resource } of visits.entry ?? []) {
    const patient = resource?.subject?.reference ?? '';
    placesOf.set(patient, (placesOf.get(patient) ?? new Set()).add(resource?.serviceProvider?.reference ?? ''));
  }
  const [patient] = [...placesOf].sort((a, b) => b[1].size - a[1].size)[0] as [string, Set<string>];
  expect(placesOf.get(patient)?.size).toBeGreaterThanOrEqual(2);

  const record = (await (await ask(`/fhir/${patient}/$everything?_count=500`)).json()) as Bundle;
  const types = new Set(record.entry?.map((e) => e.resource?.resourceType));
  expect([...types]).toEqual(expect.arrayContaining(['Patient', 'Encounter', 'Observation']));
  const person = record.entry?.map((e) => e.resource).find((r): r is Patient => r?.resourceType === 'Patient');
  expect(person?.meta?.tag?.some((t) => t.code === 'HTEST')).toBe(true);
});

test('who looked at her record stands in the audit, which she who reads patients cannot read', async () => {
  const auditor = await server.as('du');
  const entries = (await (await auditor('/api/audit')).json()) as { entries?: unknown[]; items?: unknown[] };
  expect(JSON.stringify(entries)).toContain('everything');
  expect((await (await server.as('pan'))('/api/audit')).status).toBe(403);
  expect((await auditor('/fhir/Patient')).status).toBe(403);
});
