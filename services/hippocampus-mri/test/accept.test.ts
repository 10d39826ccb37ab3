import type { Text } from '@consilium/contract';
import { hippocampusPhantom } from '@consilium/simulate';
import { describe, expect, test } from 'vitest';
import service from '../service.ts';
import { type MrSeries, mrSeries } from './mr-series.ts';
import { CONTEXT, inputOf } from './series-of.ts';

const trigger = service.trigger as unknown as {
  accept: (input: ReturnType<typeof inputOf>) => Promise<{ accept: boolean; reason?: Text }>;
};
const size = [34, 50, 36] as const;
const texture = (n: number) => Int16Array.from({ length: n }, (_, i) => (i * 7919) % 600);
const accept = (change: Partial<MrSeries>) => trigger.accept(inputOf(mrSeries({ size, values: texture(34 * 50 * 36), ...change })));

describe('accept', () => {
  test('says yes to a gapless MR stack of the size of a crop, whatever its description says', async () => {
    expect(await accept({})).toEqual({ accept: true });
    expect(await accept({ extra: { SeriesDescription: ['T2 whole head'] } })).toEqual({ accept: true });
  });

  test.each<[string, Partial<MrSeries>, RegExp, RegExp]>([
    ['another modality', { extra: { Modality: ['CT'] } }, /CT，不是 MR/, /modality is CT, not MR/],
    ['an enhanced multi-frame object', { extra: { SOPClassUID: ['1.2.840.10008.5.1.4.1.1.4.1'] } }, /多帧/, /multi-frame/],
    ['objects that are no MR images', { extra: { SOPClassUID: ['1.2.840.10008.5.1.4.1.1.7'] } }, /不是 MR 图像/, /no MR images/],
    ['a missing slice', { without: [12] }, /缺少层面/, /slice is missing/],
    ['slices that are far apart, whatever the thickness says', { step: 3 }, /1 × 1 × 3 mm/, /1 × 1 × 3 mm/],
    ['coarse pixels', { spacing: 1.5 }, /1.5 × 1.5 × 1 mm/, /1.5 × 1.5 × 1 mm/],
    ['too few slices', { size: [34, 50, 19] }, /34 × 50 × 19/, /34 × 50 × 19 voxels/],
    ['too many columns', { size: [71, 50, 36], values: texture(71 * 50 * 36) }, /71 × 50 × 36/, /71 × 50 × 36 voxels/],
    ['an oblique stack', { cosines: [1, 0, 0, 0, 0.8, 0.6] }, /37° 角/, /37 degrees oblique/],
    ['empty images', { values: new Int16Array(34 * 50 * 36) }, /无内容/, /images are empty/],
  ])('declines %s', async (_name, change, zh, en) => {
    const answer = await accept(change);
    expect(answer.accept).toBe(false);
    expect(answer.reason?.zh).toMatch(zh);
    expect(answer.reason?.zh).toMatch(/^本次检查不在适用范围：/);
    expect(answer.reason?.en).toMatch(en);
  });

  test('declines a file that breaks off in its pixels', async () => {
    const [first, ...rest] = hippocampusPhantom(1, { patient: { id: 'P', name: 'A' } }).instances.map(({ bytes }) => bytes);
    const answer = await trigger.accept(inputOf([(first as Uint8Array).slice(0, -500), ...rest]));
    expect(answer).toMatchObject({ accept: false, reason: { zh: expect.stringMatching(/文件不完整/) } });
  });
});

test('a crop of the right shape without a hippocampus in it is declined by the run', async () => {
  const result = await service.run(inputOf(mrSeries({ size, values: texture(34 * 50 * 36) })), CONTEXT);
  expect(result).toMatchObject({ kind: 'decline', reason: { en: expect.stringMatching(/hippocampus/i) } });
});
