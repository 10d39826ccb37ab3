import { describe, expect, test } from 'vitest';
import { evaluateFhirPath } from './fhir-path.ts';
import { parseJson, stringify } from './json.ts';

const text =
  '{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"9279-1"}]},' +
  '"subject":{"reference":"Patient/1"},"valueQuantity":{"value":1.10}}';
const observation = parseJson(text);

describe('FHIRPath over a resource', () => {
  test.each([
    ["code.coding.exists(system = %loinc and code = '9279-1')", [true]],
    ["Observation.status in ('final' | 'amended')", [true]],
    ['Observation.value.ofType(Quantity).value * 2', [2.2]],
    ['value.ofType(string)', []],
    ['subject.where(resolve() is Patient).reference', ['Patient/1']],
    ['%resource.status', ['final']],
    ['component.exists()', [false]],
  ])('%s', (expression, expected) => {
    expect(evaluateFhirPath(expression, observation)).toEqual(expected);
    expect(stringify(observation)).toBe(text);
  });

  test.each(['code.(', '%unheardOf', 'code.unheardOf()'])('%s is an error', (expression) => {
    expect(() => evaluateFhirPath(expression, observation)).toThrow();
  });
});
