import { expect, test } from 'vitest';
import { parameterProblems } from './parameters.ts';

const schema = {
  type: 'object',
  required: ['day'],
  additionalProperties: false,
  properties: {
    day: { type: 'string', minLength: 10 },
    beds: { type: 'integer', minimum: 0 },
    kind: { enum: ['a', 'b'] },
    ages: { type: 'array', items: { type: 'number' } },
  },
};

test('parameters that fit have no problems', () =>
  expect(parameterProblems(schema, { day: '2026-11-22', beds: 3, kind: 'a', ages: [1, 2.5] })).toEqual([]));
test.each([
  [{}, 'parameters.day is missing'],
  [{ day: 'x' }, 'parameters.day must have 10'],
  [{ day: '2026-11-22', beds: 1.5 }, 'parameters.beds must be of type integer'],
  [{ day: '2026-11-22', beds: -1 }, 'parameters.beds must lie between 0'],
  [{ day: '2026-11-22', kind: 'c' }, 'parameters.kind must be one of "a", "b"'],
  [{ day: '2026-11-22', ages: ['1'] }, 'parameters.ages[0] must be of type number'],
  [{ day: '2026-11-22', file: '/etc/passwd' }, 'parameters.file is not a parameter'],
  [[], 'parameters must be of type object'],
])('%j is refused by name', (value, problem) => expect(parameterProblems(schema, value).join()).toContain(problem));
