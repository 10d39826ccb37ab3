import { expect, test } from 'vitest';
import { sealLines } from './seal-name.ts';

test.each([
  ['周明远', ['周明', '远印']],
  ['沈静', ['沈静', '印']],
  ['欧阳明远', ['欧阳', '明远']],
  ['Zhou Mingyuan', ['ZM', '']],
])('the seal of %s reads %o', (name, expected) => {
  expect(sealLines(name)).toEqual(expected);
});
