import { useEffect, useRef } from 'react';
import { commandKey } from './key-press.ts';
import { areSingleKeysOn } from './key-settings.ts';

/** Commands by key; a command that answers `false` leaves the key to the browser. */
export type KeyCommands = Readonly<Record<string, (() => unknown) | undefined>>;

const ALWAYS = new Set(['Escape', 'Enter', '?']);
const layers: KeyCommands[] = [];

/**
 * Binds keys while the component lives. The component mounted last is asked first, so that an open panel takes `Escape`
 * before the page below it; with `exclusive` nothing below it is asked at all.
 */
export function useKeys(commands: KeyCommands, options: { readonly active?: boolean; readonly exclusive?: boolean } = {}): void {
  const { active = true, exclusive = false } = options;
  const current = useRef(commands);
  current.current = commands;
  useEffect(() => {
    if (!active) return;
    const layer: KeyCommands = new Proxy({}, { get: (_, key) => (key === EXCLUSIVE ? exclusive : current.current[key as string]) });
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, [active, exclusive]);
}

const EXCLUSIVE = '(exclusive)';

function onKeyDown(event: KeyboardEvent): void {
  const key = commandKey(event);
  if (key === undefined) return;
  if (!areSingleKeysOn() && !ALWAYS.has(key)) return;
  if (key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('button, a, summary')) return;
  for (const layer of layers.toReversed()) {
    const command = layer[key];
    if (command) {
      if (command() !== false) event.preventDefault();
      return;
    }
    if (layer[EXCLUSIVE]) return;
  }
}
document.addEventListener('keydown', onKeyDown, { capture: true }); // the image viewer swallows keys over its views
