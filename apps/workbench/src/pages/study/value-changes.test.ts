import { expect, test } from 'vitest';
import type { DraftObservation, DraftReport } from '../../api/drafts.ts';
import { valueChanges } from './value-changes.ts';

const observation = (code: string, value: number | string): DraftObservation => ({
  id: code,
  code: { coding: [{ code }] },
  valueQuantity: { value, unit: 'mL' },
});
const anterior = observation('anterior-volume', '1.80');
const posterior = observation('posterior-volume', 1.65);
const whole = observation('whole-volume', 3.45);
const report = (conclusion: string, english?: string): DraftReport => ({
  id: 'r',
  status: 'preliminary',
  code: {},
  conclusion,
  ...(english && {
    _conclusion: {
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/translation',
          extension: [
            { url: 'lang', valueCode: 'en' },
            { url: 'content', valueString: english },
          ],
        },
      ],
    },
  }),
});
const reason = { reasonCode: 'includes-other-structure', reasonText: '含脉络丛' } as const;
const follow = (edit: { observation: DraftObservation; value: string }, text: DraftReport) =>
  valueChanges({ ...edit, ...reason }, [anterior, posterior, whole], text, (why) => `derived: ${why}`);

test('an edited part takes its sum and the figures of both texts with it', () => {
  const { changes, sums, byHand } = follow(
    { observation: anterior, value: '1.74' },
    report('总体积约 3.45 mL（3.22–3.70 mL），前部约 1.80 mL，后部约 1.65 mL。', 'Total 3.45 mL, anterior 1.80 mL.'),
  );
  expect(changes.map(({ resource, path, value, reasonText }) => [resource, path, value, reasonText])).toEqual([
    ['Observation/anterior-volume', 'valueQuantity.value', '1.74', '含脉络丛'],
    ['Observation/whole-volume', 'valueQuantity.value', '3.39', 'derived: 含脉络丛'],
    ['DiagnosticReport/r', 'conclusion', '总体积约 3.39 mL（3.22–3.70 mL），前部约 1.74 mL，后部约 1.65 mL。', 'derived: 含脉络丛'],
    ['DiagnosticReport/r', 'conclusion.en', 'Total 3.39 mL, anterior 1.74 mL.', 'derived: 含脉络丛'],
  ]);
  expect(sums.map(({ before, after }) => [before, after])).toEqual([['3.45', '3.39']]);
  expect(byHand).toEqual([]);
});

test('an edited sum leaves its parts alone', () => {
  const { changes } = follow({ observation: whole, value: '3.30' }, report('总体积约 3.45 mL。'));
  expect(changes.map(({ resource }) => resource)).toEqual(['Observation/whole-volume', 'DiagnosticReport/r']);
});

test('a figure that stands twice in the text is left to the person', () => {
  const { changes, byHand } = follow({ observation: anterior, value: '1.74' }, report('前部 1.80 mL，上次 1.80 mL。'));
  expect(changes.some(({ path }) => path === 'conclusion')).toBe(false);
  expect(byHand).toEqual(['1.80']);
});

test('limits of intervals and longer figures are not touched', () => {
  const { changes } = follow({ observation: anterior, value: '1.74' }, report('范围 1.60–1.80 mL，另一 11.80 mL。'));
  expect(changes.some(({ path }) => path === 'conclusion')).toBe(false);
});
