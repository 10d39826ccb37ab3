import type { Change, DraftObservation, DraftReport, EditReason } from '../../api/drafts.ts';
import { formatNumber } from '../../format/number.ts';
import { translated } from '../../format/translated.ts';

/** Sums that follow from their parts, by code. */
const SUMS: Readonly<Record<string, readonly string[]>> = { 'whole-volume': ['anterior-volume', 'posterior-volume'] };

export const codeOf = (observation: DraftObservation): string => observation.code.coding?.[0]?.code ?? observation.id;
export const writtenValue = (observation: DraftObservation): string => formatNumber(observation.valueQuantity?.value ?? '', 2);

export interface ValueEdit {
  readonly observation: DraftObservation;
  readonly value: string;
  readonly reasonCode: EditReason;
  readonly reasonText: string;
}
export interface Following {
  /** The sum that follows, with its value before and after. */
  readonly sums: readonly { readonly observation: DraftObservation; readonly before: string; readonly after: string }[];
  readonly changes: readonly Change[];
  /** Values that stand in the report text more than once, so that a person must look. */
  readonly byHand: readonly string[];
}

/**
 * One edited value with all that follows from it: the sum of the parts, and the same figures in the report text of both
 * languages. A figure that the text holds more than once is left alone and named instead.
 */
export function valueChanges(
  edit: ValueEdit,
  observations: readonly DraftObservation[],
  report: DraftReport,
  derivedReason: (reason: string) => string,
): Following {
  const { observation: edited, value, reasonCode, reasonText } = edit;
  const decimals = Math.max(2, value.split('.')[1]?.length ?? 0);
  const current = (observation: DraftObservation) => (observation.id === edited.id ? value : writtenValue(observation));
  const sums = Object.entries(SUMS).flatMap(([code, parts]) => {
    const sum = observations.find((observation) => codeOf(observation) === code);
    const summands = parts.map((part) => observations.find((observation) => codeOf(observation) === part));
    if (!sum || !parts.includes(codeOf(edited)) || summands.includes(undefined)) return [];
    const after = summands.reduce((total, part) => total + Number(current(part as DraftObservation)), 0).toFixed(decimals);
    return after === writtenValue(sum) ? [] : [{ observation: sum, before: writtenValue(sum), after }];
  });
  const figures = [{ before: writtenValue(edited), after: value }, ...sums].filter(({ before, after }) => before !== after);
  const byHand = new Set<string>();
  const texts = (['conclusion', 'conclusion.en'] as const).flatMap((path): Change[] => {
    const before = path === 'conclusion' ? report.conclusion : translated(undefined, report._conclusion, 'en');
    if (!before) return [];
    const after = replaceFigures(before, figures, (figure) => byHand.add(figure));
    return after === before ? [] : [change('DiagnosticReport', report.id, path, after, reasonCode, derivedReason(reasonText))];
  });
  return {
    sums,
    byHand: [...byHand],
    changes: [
      change('Observation', edited.id, 'valueQuantity.value', value, reasonCode, reasonText),
      ...sums.map(({ observation, after }) =>
        change('Observation', observation.id, 'valueQuantity.value', after, reasonCode, derivedReason(reasonText)),
      ),
      ...texts,
    ],
  };
}

const change = (type: string, id: string, path: string, value: string, reasonCode: EditReason, reasonText: string): Change => ({
  resource: `${type}/${id}`,
  path,
  value,
  reasonCode,
  reasonText,
});

/** All at once, so that a new figure is never taken for an old one; only whole figures followed by their unit. */
function replaceFigures(text: string, figures: readonly { before: string; after: string }[], ambiguous: (figure: string) => void): string {
  const after = new Map<string, string>();
  for (const figure of figures) {
    const count = [...text.matchAll(figurePattern(figure.before))].length;
    if (count === 1) after.set(figure.before, figure.after);
    else if (count > 1) ambiguous(figure.before);
  }
  return [...after.keys()].length === 0
    ? text
    : text.replace(figurePattern([...after.keys()].map(literal).join('|'), true), (figure) => after.get(figure) ?? figure);
}

const literal = (figure: string): string => figure.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const figurePattern = (figure: string, isPattern = false): RegExp =>
  new RegExp(`(?<![\\d.–-])(?:${isPattern ? figure : literal(figure)})(?=\\s?mL)`, 'g');
