import { expect, test } from 'vitest';
import { personName } from './person-name.ts';

test.each([
  ['Chrisjen^Avasarala', 'Chrisjen Avasarala'],
  ['Wang^XiaoDong=王^小东=', 'Wang XiaoDong'],
  ['李^桂花', '李桂花'],
  ['李 桂花', '李桂花'],
  ['李桂花', '李桂花'],
])('%s is read as %s', (written, read) => {
  expect(personName(written)).toBe(read);
});
