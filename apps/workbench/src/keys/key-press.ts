/** What a key event has that decides whether it is a command. */
export interface KeyPress {
  readonly key: string;
  readonly keyCode?: number;
  readonly isComposing?: boolean;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  readonly altKey?: boolean;
  readonly repeat?: boolean;
  readonly target?: unknown;
}

/**
 * Name of the key as commands are listed by (`a`, `?`, `Enter`, `ArrowUp`), or nothing when the key belongs to
 * somebody else: an input method in the middle of a word (keyCode 229 where `isComposing` is not set), a text field, or
 * the browser with Ctrl, Alt or Meta held.
 */
export function commandKey(press: KeyPress): string | undefined {
  if (press.isComposing || press.keyCode === 229) return undefined;
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (press.key !== 'Escape' && isTextField(press.target)) return undefined;
  return press.key.length === 1 ? press.key.toLowerCase() : press.key;
}

function isTextField(target: unknown): boolean {
  const { tagName, isContentEditable, type } = (target ?? {}) as { tagName?: string; isContentEditable?: boolean; type?: string };
  if (isContentEditable) return true;
  if (tagName === 'INPUT') return type !== 'range' && type !== 'checkbox';
  return tagName === 'TEXTAREA' || tagName === 'SELECT';
}
