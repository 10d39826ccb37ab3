import { expect, test } from 'vitest';
import { landingPath, tasksOf } from './tasks.ts';

const physician = { permissions: ['draft.read', 'registry.read'] };

test('tasks that a role lacks are absent', () => {
  expect(tasksOf(physician, null).map(({ id }) => id)).toEqual(['worklist', 'services']);
  expect(tasksOf({ permissions: ['registry.read', 'user.manage'] }, null).map(({ id }) => id)).toEqual(['services']);
});

test('who may store images decides about those whose owner is open', () => {
  expect(tasksOf({ permissions: ['archive.store'] }, null).map(({ id }) => id)).toEqual(['administration']);
});

test('the study task reopens the last study', () => {
  expect(tasksOf(physician, 'abc').find(({ id }) => id === 'study')?.path).toBe('/study/abc');
});

test('a person lands on the first task, or nowhere', () => {
  expect(landingPath(physician)).toBe('/worklist');
  expect(landingPath({ permissions: ['audit.read'] })).toBeUndefined();
});
