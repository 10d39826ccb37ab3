/**
 * The 31 source attributes of HTI-1, by the names under which `card.json` holds them in `attributes`. Each is a
 * sentence or `{ zh, en }`; "None, because …" is an answer, a gap is not.
 *
 * @see 45 CFR 170.315(b)(11)(iv)(A); the order and count follow that list
 */
export const SOURCE_ATTRIBUTES = [
  'developer',
  'funding',
  'output',
  'outputType', // A output
  'intendedUse',
  'intendedPatients',
  'intendedUsers',
  'decisionRole', // B purpose
  'outOfScope',
  'knownRisks', // C caution
  'trainingDataCriteria',
  'sensitiveVariables',
  'demographicRepresentativeness',
  'relevanceToDeployment', // D development
  'fairnessApproach',
  'biasReduction', // E fairness
  'externalDataSource',
  'externalTester',
  'externalRepresentativeness',
  'externalProcess', // F external validation
  'internalValidity',
  'internalFairness',
  'externalValidity',
  'externalFairness',
  'outcomeStudies', // G performance
  'validityMonitoring',
  'localValidity',
  'fairnessMonitoring',
  'localFairness', // H upkeep
  'updateProcess',
  'riskCorrection', // I update
] as const;
export type SourceAttribute = (typeof SOURCE_ATTRIBUTES)[number];

/** `card.json` of a service: the model card. */
export interface ServiceCard {
  readonly attributes: Readonly<Record<SourceAttribute, string | { readonly zh: string; readonly en: string }>>;
  /** Licences and attributions of data and weights. */
  readonly licences?: readonly string[];
  /** Working limits that the page shows beside each draft. */
  readonly limits?: readonly { readonly zh: string; readonly en: string }[];
  /** Rules of the registry: `done`, or exempt with a reason. */
  readonly rules?: Readonly<Record<string, 'done' | { readonly exempt: string }>>;
}

/** Source attributes that the card leaves open, by name; takes any JSON. */
export function missingAttributes(card: unknown): readonly SourceAttribute[] {
  const attributes = ((card as Partial<ServiceCard> | null)?.attributes ?? {}) as Record<string, unknown>;
  return SOURCE_ATTRIBUTES.filter((name) => !isAnswer(attributes[name]));
}

const isSentence = (value: unknown): boolean =>
  typeof value === 'string' && value.trim() !== '' && !/^(none|n\/a|unknown|无|不适用)[.。]?$/i.test(value.trim()); // "none" without a because is a gap

function isAnswer(value: unknown): boolean {
  if (typeof value === 'string') return isSentence(value);
  const { zh, en } = (value ?? {}) as { zh?: unknown; en?: unknown };
  return isSentence(zh) && isSentence(en);
}
