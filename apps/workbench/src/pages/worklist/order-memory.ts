import type { WorklistItem } from '../../api/drafts.ts';
import { byUrgency } from './queues.ts';

let remembered: readonly string[] = [];

/** The order in which the list was left, so that `J` and `K` on the study page go through the same rows. */
export const rememberOrder = (ids: readonly string[]): void => {
  remembered = ids;
};

export function currentOrder(waiting: readonly WorklistItem[], id: string): readonly string[] {
  if (remembered.includes(id)) return remembered;
  return [...waiting].sort(byUrgency).map((item) => item.id);
}
