import { expect, test } from 'vitest';
import { edgeLetters } from './direction-letters.ts';

test('an axial view has the patient left on the right edge and the nose on top', () => {
  expect(edgeLetters([1, 0, 0], [0, -1, 0])).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' });
});

test('a sagittal view has the back of the head on the right edge', () => {
  expect(edgeLetters([0, 1, 0], [0, 0, 1])).toEqual({ left: 'A', right: 'P', top: 'H', bottom: 'F' });
});

test('an oblique view takes the letter of the nearest axis', () => {
  expect(edgeLetters([0.9, 0.3, -0.2], [0.1, -0.4, 0.9])).toEqual({ left: 'R', right: 'L', top: 'H', bottom: 'F' });
});
