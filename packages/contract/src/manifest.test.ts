import { expect, test } from 'vitest';
import { manifestOf, manifestProblems } from './manifest.ts';
import { decline } from './result.ts';
import { defineService } from './service.ts';
import { onSeries } from './trigger.ts';

const service = defineService({
  name: 'head-count',
  version: '1.0.0',
  scenario: 'S04',
  title: { zh: '计数', en: 'Count' },
  deviceClass: 'II',
  trigger: onSeries({ modality: ['MR'], accept: async () => ({ accept: true }) }),
  reads: ['ImagingStudy', 'Patient.birthDate'],
  drafts: ['DiagnosticReport', 'Observation', 'SEG'],
  signatures: ['reporting-physician', 'reviewing-physician'],
  limits: { seconds: 10, memoryMB: 500 },
  run: async () => decline({ zh: '无', en: 'nothing' }),
});
const manifest = manifestOf(service);

test('a manifest is the service without its functions', () => {
  expect(manifest.trigger).toEqual({ kind: 'series', modality: ['MR'] });
  expect(Object.keys(manifest)).not.toContain('run');
});

test('a whole manifest has no problems', () => expect(manifestProblems(manifest)).toEqual([]));

test.each([
  ['a name with capitals', { name: 'HeadCount' }, 'name is "HeadCount"'],
  ['a version of two numbers', { version: '1.0' }, 'version is "1.0"'],
  ['a title in one language', { title: { en: 'Count' } }, 'title'],
  ['an unknown device class', { deviceClass: 'IV' }, 'deviceClass'],
  ['an order among its drafts', { drafts: ['MedicationRequest'] }, 'drafts is ["MedicationRequest"]'],
  ['one signature on images', { signatures: ['physician'] }, 'needs two'],
  ['no limits', { limits: undefined }, 'limits is missing'],
  ['a time limit beyond bounds', { limits: { seconds: 1e6, memoryMB: 100 } }, 'limits'],
  ['no trigger', { trigger: undefined }, 'trigger is missing'],
  ['a trigger type that it does not read', { trigger: { kind: 'resource', type: 'Condition', where: 'true' } }, 'reads lacks Condition'],
  [
    'a regular expression in its trigger',
    { trigger: { kind: 'resource', type: 'ImagingStudy', where: "description.matches('(a+)+$')" } },
    'matches',
  ],
  ['a cron expression of six fields', { trigger: { kind: 'schedule', cron: '* * * * * *' } }, 'five fields'],
])('%s is a problem that names the field', (_name, change, problem) => {
  expect(manifestProblems({ ...manifest, ...change }).join('\n')).toContain(problem);
});

test.each([[null], [7], ['service'], [{}]])('%j is no manifest', (value) => expect(manifestProblems(value)).not.toEqual([]));
