import { describe, expect, test } from 'vitest';
import { parseJson, RESOURCE_TYPES, stringify, validateResource } from '../src/index.ts';
import { sample } from './sample.ts';

const seeds = [1, 2, 3, 4, 5];

describe('a resource of every type, every element filled', () => {
  test.each(RESOURCE_TYPES)('%s is accepted, but for rules between elements', (type) => {
    for (const seed of seeds) {
      const issues = validateResource(sample(type, seed)).filter((issue) => issue.code !== 'invariant');
      expect(issues).toEqual([]);
    }
  });

  test.each(RESOURCE_TYPES)('%s comes back from text as it was', (type) => {
    const text = stringify(sample(type, 7));
    expect(stringify(parseJson(text))).toBe(text);
  });
});
