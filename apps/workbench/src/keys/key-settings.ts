import { useSyncExternalStore } from 'react';

const STORAGE_KEY = 'consilium.single-keys';
const listeners = new Set<() => void>();

/** Whether single-letter keys are commands; a person can turn them off. @see WCAG 2.2, 2.1.4 */
export const areSingleKeysOn = (): boolean => localStorage.getItem(STORAGE_KEY) !== 'off';

export function setSingleKeys(on: boolean): void {
  localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off');
  for (const listener of listeners) listener();
}

export const useSingleKeys = (): boolean =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, areSingleKeysOn);
