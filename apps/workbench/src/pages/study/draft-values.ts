import type { Draft, DraftObservation, Edit, WrittenQuantity } from '../../api/drafts.ts';

/** Edits of one resource, first to last. */
export const editsOf = (draft: Pick<Draft, 'edits'>, resource: string): Edit[] => draft.edits.filter((edit) => edit.resource === resource);

/** The interval that the service stated with a value. */
export function intervalOf(
  observation: DraftObservation,
): { low: WrittenQuantity['value']; high: WrittenQuantity['value']; basis: DraftComponent['code'] } | undefined {
  const component = observation.component?.find(({ valueRange }) => valueRange?.low && valueRange.high);
  return component && { low: component.valueRange?.low?.value, high: component.valueRange?.high?.value, basis: component.code };
}
type DraftComponent = NonNullable<DraftObservation['component']>[number];
