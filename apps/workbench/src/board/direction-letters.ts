import { scale, type Vector } from './vector.ts';

const LETTERS = [
  ['R', 'L'], // LPS: x grows to the patient's left
  ['A', 'P'],
  ['F', 'H'],
] as const;

/** Anatomical letter of the axis that a direction in DICOM LPS follows most. */
export function directionLetter(direction: Vector): string {
  const axis = direction.map(Math.abs).reduce((best, size, index, all) => (size > (all[best] ?? 0) ? index : best), 0);
  return LETTERS[axis]?.[(direction[axis] ?? 0) > 0 ? 1 : 0] ?? '';
}

export interface EdgeLetters {
  readonly left: string;
  readonly right: string;
  readonly top: string;
  readonly bottom: string;
}

/** Letters at the four edges of a view, from where its right and its top point to. */
export const edgeLetters = (right: Vector, up: Vector): EdgeLetters => ({
  left: directionLetter(scale(right, -1)),
  right: directionLetter(right),
  top: directionLetter(up),
  bottom: directionLetter(scale(up, -1)),
});
