import { missingAttributes } from '@consilium/contract';
import type { Rule } from '../rule.ts';

/** The card answers all 31 source attributes of HTI-1; each gap is named. */
export const sourceAttributes: Rule = {
  name: 'source-attributes',
  check: ({ card }) =>
    missingAttributes(card).map((attribute) => `card.json lacks attributes.${attribute}: write a sentence, or "None, because …"`),
};
