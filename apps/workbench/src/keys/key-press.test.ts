import { expect, test } from 'vitest';
import { commandKey } from './key-press.ts';

test('a letter is a command in either case', () => {
  expect(commandKey({ key: 'a' })).toBe('a');
  expect(commandKey({ key: 'A' })).toBe('a');
  expect(commandKey({ key: 'Enter' })).toBe('Enter');
});

test('nothing fires while an input method composes', () => {
  expect(commandKey({ key: 'a', isComposing: true })).toBeUndefined();
  expect(commandKey({ key: 'Process', keyCode: 229 })).toBeUndefined();
  expect(commandKey({ key: 'Enter', isComposing: true, target: { tagName: 'INPUT', type: 'text' } })).toBeUndefined();
});

test('nothing but Escape fires in a text field', () => {
  for (const target of [
    { tagName: 'INPUT', type: 'text' },
    { tagName: 'TEXTAREA' },
    { tagName: 'SELECT' },
    { tagName: 'P', isContentEditable: true },
  ]) {
    expect(commandKey({ key: 'a', target })).toBeUndefined();
    expect(commandKey({ key: 'Escape', target })).toBe('Escape');
  }
});

test('a slider is no text field', () => {
  expect(commandKey({ key: 'm', target: { tagName: 'INPUT', type: 'range' } })).toBe('m');
});

test('keys held with Ctrl, Alt or Meta belong to the browser', () => {
  expect(commandKey({ key: 'r', ctrlKey: true })).toBeUndefined();
  expect(commandKey({ key: 'a', metaKey: true })).toBeUndefined();
  expect(commandKey({ key: 'd', altKey: true })).toBeUndefined();
});
