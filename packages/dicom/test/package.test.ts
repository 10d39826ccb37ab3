import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const source = new URL('../src/', import.meta.url);
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
);

describe('the package', () => {
  test('imports nothing of Node, so that it runs in a browser', () => {
    expect(files.length).toBeGreaterThan(10);
    for (const file of files)
      expect([file, readFileSync(new URL(file, source), 'utf8').match(/from 'node:|require\(|Buffer\./)?.[0]]).toEqual([file, undefined]);
  });

  test('explains every error code in its README, and no other', () => {
    const declared = [...readFileSync(new URL('errors.ts', source), 'utf8').matchAll(/\| '([a-z-]+)'/g)].map((match) => match[1]);
    const table = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
      .split('## Error codes')[1]!
      .split('\n##')[0]!;
    const explained = [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap((row) =>
      [...row[1]!.matchAll(/`([a-z-]+)`/g)].map((match) => match[1]),
    );
    expect(explained.sort()).toEqual(declared.sort());
  });
});
