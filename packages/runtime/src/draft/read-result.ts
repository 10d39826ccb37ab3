import type { Card, Manifest, Text } from '@consilium/contract';
import { RuntimeError } from '../errors.ts';

/** What a service may return for its kind of trigger; a decline is always allowed. */
const ALLOWED: Readonly<Record<Manifest['trigger']['kind'], readonly string[]>> = {
  series: ['draft'],
  resource: ['draft'],
  schedule: ['draft'],
  hook: ['cards'],
  request: ['answer', 'draft'],
};

export interface RawDraft {
  readonly kind: 'draft';
  readonly [field: string]: unknown;
}
export type CheckedResult =
  | RawDraft
  | { readonly kind: 'decline'; readonly reason: Text }
  | { readonly kind: 'cards'; readonly cards: readonly Card[] }
  | { readonly kind: 'answer'; readonly value: unknown };

/** Tells the kinds of result apart and checks all but drafts. Everything a service returns is taken for any JSON. @throws RuntimeError `invalid-result` */
export function readResult(result: Readonly<Record<string, unknown>>, manifest: Manifest): CheckedResult {
  const kind = String(result.kind);
  if (kind === 'decline') return { kind, reason: requireText(result.reason, 'reason of the decline') };
  const allowed = ALLOWED[manifest.trigger.kind];
  if (!allowed.includes(kind))
    throw invalid(
      `a service with a trigger of kind ${manifest.trigger.kind} returns ${[...allowed, 'decline'].join(', ')}, not "${kind.slice(0, 40)}"`,
    );
  if (kind === 'answer') return { kind, value: result.value };
  if (kind === 'cards') return { kind, cards: requireArray(result.cards, 'cards', 50).map(requireCard) };
  return result as RawDraft;
}

export const invalid = (what: string): RuntimeError => new RuntimeError('invalid-result', what);

export function requireText(value: unknown, field: string): Text {
  const { zh, en } = (value ?? {}) as Partial<Text>;
  if (typeof zh !== 'string' || typeof en !== 'string' || zh === '' || en === '') throw invalid(`${field} must be { zh, en }, both filled`);
  return { zh: zh.slice(0, 2000), en: en.slice(0, 2000) };
}

export function requireArray(value: unknown, field: string, most: number): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid(`${field} must be a list`);
  if (value.length > most) throw invalid(`${field} has ${value.length} entries: at most ${most} are taken`);
  return value;
}

/** @see CDS Hooks 2.0, "Card Attributes" */
function requireCard(value: unknown): Card {
  const card = value as Partial<Card>;
  if (typeof card?.summary !== 'string' || card.summary === '' || [...card.summary].length >= 140)
    throw invalid('summary of a card must have 1 to 139 characters');
  if (!['info', 'warning', 'critical'].includes(card.indicator as string))
    throw invalid('indicator of a card must be info, warning or critical');
  if (typeof card.source?.label !== 'string') throw invalid('source.label of a card is missing');
  if (typeof card.uuid !== 'string') throw invalid('uuid of a card is missing');
  const { uuid, summary, detail, indicator, source } = card as Card;
  return {
    uuid,
    summary,
    ...(typeof detail === 'string' && { detail }),
    indicator,
    source: { label: source.label, ...(/^https?:\/\//.test(source.url ?? '') && { url: source.url as string }) },
  };
}
