import { describe, expect, test } from 'vitest';
import { chooseOrientation, cosinesAfterHalfTurn, rotateHalfTurn } from '../orientation.ts';
import { doubts, notFound, volumesOf } from '../reliability.ts';
import type { Evidence } from '../segment.ts';
import { readTables } from '../thresholds.ts';
import { measuredVolumes } from '../volumes.ts';
import { SERVICE } from './series-of.ts';

const { thresholds } = await readTables(SERVICE);
const good: Evidence = {
  rotated: false,
  entropy: 0.2,
  orientationRatio: 2.2,
  agreement: 0.97,
  removed: 0,
  anterior: 1750,
  posterior: 1600,
};
const checksOf = (change: Partial<Evidence>) => {
  const evidence = { ...good, ...change };
  return doubts(evidence, volumesOf(evidence, 0.001), thresholds).map(({ en }) => en);
};

describe('orientation', () => {
  test('the half turn moves x and y and keeps z; done twice it is undone', () => {
    const values = Uint8Array.from({ length: 12 }, (_, i) => i); // 3 x 2 x 2
    expect([...rotateHalfTurn(values, [3, 2, 2])]).toEqual([5, 4, 3, 2, 1, 0, 11, 10, 9, 8, 7, 6]);
    expect(rotateHalfTurn(rotateHalfTurn(values, [3, 2, 2]), [3, 2, 2])).toEqual(values);
  });

  test('the header wins until the half turn is clearly better', () => {
    const at = (ratio: number) => chooseOrientation({ entropy: 0.3 * ratio }, { entropy: 0.3 }, thresholds);
    expect([at(0.5), at(1), at(thresholds.orientationRatio - 0.01), at(thresholds.orientationRatio + 0.01)]).toEqual([
      'header',
      'header',
      'header',
      'half-turn',
    ]);
  });

  test('direction cosines turn with the patient, without a negative zero', () => {
    expect(cosinesAfterHalfTurn([1, 0, 0, 0, 1, 0])).toEqual([-1, 0, 0, 0, -1, 0]);
    expect(cosinesAfterHalfTurn([0, 1, 0, 0, 0, -1, 1, 0, 0])).toEqual([0, -1, 0, 0, 0, -1]);
  });
});

describe('checks', () => {
  test('nothing is to be checked where nothing speaks against the result', () => expect(checksOf({})).toEqual([]));

  test.each<[string, Partial<Evidence>, RegExp]>([
    ['doubt about the boundary', { entropy: thresholds.entropy + 0.01 }, /less sure of the boundary/],
    ['views that disagree', { agreement: thresholds.agreement - 0.01 }, /mirror image/],
    ['several parts', { removed: thresholds.removed + 0.01 }, /unconnected parts/],
    ['a volume that is too small', { anterior: 800, posterior: 700 }, /outside the usual range/],
    ['a volume that is too large', { anterior: 3200, posterior: 3000 }, /outside the usual range/],
    ['an odd share of the anterior part', { anterior: 3000, posterior: 600 }, /unusual share/],
    ['an orientation that is a guess', { orientationRatio: 1.1 }, /check the orientation/],
    ['a header that contradicts the anatomy', { rotated: true }, /contradicts the anatomy/],
  ])('%s is told', (_name, change, expected) => expect(checksOf(change).join(' ')).toMatch(expected));

  test.each<[string, Partial<Evidence>]>([
    ['one part is missing', { posterior: 0 }],
    ['hardly anything was found', { anterior: 200, posterior: 200 }],
    ['nearly every voxel is in doubt', { entropy: thresholds.declineEntropy + 0.01 }],
  ])('no report is drafted where %s', (_name, change) => {
    const evidence = { ...good, ...change };
    expect(notFound(evidence, volumesOf(evidence, 0.001), thresholds)?.zh).toMatch(/海马/);
    expect(notFound(good, volumesOf(good, 0.001), thresholds)).toBeUndefined();
  });
});

test('volumes have two decimals, halves up, and the whole is the sum of its parts', () => {
  const none = { bias: 0, halfWidth: 0.1 };
  const { anterior, posterior, whole } = measuredVolumes(
    { anterior: 1.894, posterior: 1.585, whole: 3.479 },
    { anterior: none, posterior: none, whole: none },
  );
  expect([anterior.value, posterior.value, whole.value]).toEqual([1.89, 1.59, 3.48]);
  expect([whole.low, whole.high]).toEqual([3.16, 3.87]);
});

test('the interval is wide enough for a method that measures too much', () => {
  const error = { bias: 0.05, halfWidth: 0.1 };
  const { whole } = measuredVolumes({ anterior: 2, posterior: 2, whole: 4 }, { anterior: error, posterior: error, whole: error });
  expect([whole.low, whole.high]).toEqual([3.48, 4.21]); // 4 / 1.15, 4 / 0.95
});
