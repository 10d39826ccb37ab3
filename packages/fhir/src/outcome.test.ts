import { describe, expect, test } from 'vitest';
import { invalidResource, OperationOutcomeError, type OutcomeCode, outcome } from './outcome.ts';
import { validateResource } from './validate-resource.ts';

describe('an error tells the client what it may know', () => {
  test.each<[OutcomeCode, number, string]>([
    ['invalid', 400, 'invalid'],
    ['not-supported', 400, 'not-supported'],
    ['forbidden', 403, 'forbidden'],
    ['not-found', 404, 'not-found'],
    ['conflict', 409, 'conflict'],
    ['duplicate', 409, 'duplicate'],
    ['gone', 410, 'deleted'],
    ['precondition', 412, 'conflict'],
    ['multiple-matches', 412, 'multiple-matches'],
    ['exception', 500, 'exception'],
  ])('%s is HTTP %d and issue %s', (code, status, issue) => {
    const error = outcome(code, 'Patient/1 …', 'Patient.name');
    expect(error).toBeInstanceOf(OperationOutcomeError);
    expect([error.status, error.outcome.issue[0]?.code, error.outcome.issue[0]?.expression, error.message]).toEqual([
      status,
      issue,
      ['Patient.name'],
      'Patient.name: Patient/1 …',
    ]);
  });

  test('and is itself a valid resource', () => {
    expect(validateResource(outcome('gone', 'x').outcome)).toEqual([]);
    expect(validateResource(invalidResource(validateResource({ resourceType: 'Patient', a: 1 })).outcome)).toEqual([]);
  });

  test('and keeps its cause', () => {
    const cause = new Error('x');
    expect(outcome('exception', 'y', '', { cause }).cause).toBe(cause);
  });
});
