import { expect, test } from 'vitest';
import { landingPath, tasksOf } from './tasks.ts';

const radiologist = { permissions: ['draft.read', 'registry.read'], roles: ['reporting-physician'] };

test('tasks that a role lacks are absent', () => {
  expect(tasksOf(radiologist, null).map(({ id }) => id)).toEqual(['worklist', 'services']);
  expect(tasksOf({ permissions: ['registry.read'], roles: ['administrator'] }, null).map(({ id }) => id)).toEqual(['services', 'administration']);
});

test('the study task reopens the last study', () => {
  expect(tasksOf(radiologist, 'abc').find(({ id }) => id === 'study')?.path).toBe('/study/abc');
});

test('a person lands on the first task, or nowhere', () => {
  expect(landingPath(radiologist)).toBe('/worklist');
  expect(landingPath({ permissions: [], roles: ['auditor'] })).toBeUndefined();
});
