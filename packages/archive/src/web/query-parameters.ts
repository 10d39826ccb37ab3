import { tagOf } from '@consilium/dicom';
import { ArchiveError } from '../errors.ts';
import { KEYS, type Key, keyOf, type Level } from './query-keys.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

export interface Query {
  readonly matches: readonly { readonly key: Key; readonly value: string }[];
  readonly limit: number;
  readonly offset: number;
  /** Tags beyond the level's own; `all` is everything that the index has. */
  readonly include: 'all' | readonly string[];
}

const levels: readonly Level[] = ['study', 'series', 'instance'];

/**
 * Reads the parameters of a search. What is not understood is refused: an ignored key would answer with other patients'
 * studies as if they matched.
 * @throws ArchiveError `invalid`
 */
export function parseQuery(parameters: URLSearchParams, level: Level): Query {
  const matches: { key: Key; value: string }[] = [];
  const include: string[] = [];
  let all = false;
  let limit = DEFAULT_LIMIT;
  let offset = 0;
  for (const [name, value] of parameters) {
    if (name === 'limit') limit = Math.min(wholeNumber(name, value), MAX_LIMIT);
    else if (name === 'offset') offset = wholeNumber(name, value);
    else if (name === 'fuzzymatching') {
      if (value !== 'false')
        throw new ArchiveError('invalid', `fuzzymatching=${value}: names are matched with * and ? only; leave it out or say false`);
    } else if (name === 'includefield') {
      for (const field of value.split(',')) {
        if (field === 'all') all = true;
        else include.push(fieldTag(field));
      }
    } else if (name === 'accept') continue;
    else matches.push({ key: matchKey(name, level), value });
  }
  return { matches: matches.filter(({ value }) => value !== '' && value !== '*'), limit, offset, include: all ? 'all' : include };
}

function matchKey(name: string, level: Level): Key {
  const key = keyOf(name);
  if (key && levels.indexOf(key.level) <= levels.indexOf(level)) return key;
  const offered = KEYS.filter((offer) => levels.indexOf(offer.level) <= levels.indexOf(level)).map(({ keyword }) => keyword);
  throw new ArchiveError(
    'invalid',
    `search key "${name.slice(0, 80)}" is not supported at ${level} level; supported: ${offered.join(', ')}, limit, offset, includefield`,
  );
}

function fieldTag(field: string): string {
  try {
    return tagOf(/^[0-9a-f]{8}$/i.test(field) ? field.toUpperCase() : field);
  } catch (cause) {
    throw new ArchiveError(
      'invalid',
      `includefield "${field.slice(0, 80)}" is neither a keyword nor a tag of eight hexadecimal digits, nor "all"`,
      { cause },
    );
  }
}

function wholeNumber(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new ArchiveError('invalid', `${name}=${value.slice(0, 40)}: give a whole number from 0`);
  return Number(value);
}
