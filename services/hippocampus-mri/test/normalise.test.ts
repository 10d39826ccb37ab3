import { describe, expect, test } from 'vitest';
import { normalise } from '../normalise.ts';

describe('normalise', () => {
  // golden values of train.py, run in this service's folder:
  //   python3 -c "import sys; sys.path.insert(0, 'train'); import numpy as np, train
  //   a = (np.arange(60, dtype='f4') * 37 % 101).reshape(3, 4, 5); a[0, 0, 0] = 5000
  //   print([round(float(v), 5) for v in train.normalise(a).ravel()[[0, 1, 2, 30, 59]]])"
  test('gives the numbers of the training script, an outlier included', () => {
    const values = Float32Array.from({ length: 60 }, (_, i) => (i === 0 ? 5000 : (i * 37) % 101));
    const found = normalise(values);
    const golden = { 0: 7.6369, 1: -0.17986, 2: -0.04028, 30: 0.05781, 59: -0.08555 };
    for (const [i, value] of Object.entries(golden)) expect(found[Number(i)]).toBeCloseTo(value, 4);
  });

  test('does not depend on the scale of the scanner', () => {
    const values = Float32Array.from({ length: 100 }, (_, i) => (i * 13) % 29);
    const scaled = normalise(values.map((value) => 1000 * value + 500));
    for (const [i, value] of normalise(values).entries()) expect(scaled[i]).toBeCloseTo(value, 4);
  });

  test('a constant volume stays finite', () => expect([...normalise(new Float32Array(8).fill(7))]).toEqual(new Array(8).fill(0)));
});
