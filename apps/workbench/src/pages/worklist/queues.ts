import type { WorklistItem } from '../../api/drafts.ts';
import { day } from '../../format/time.ts';

/** Which rows a person looks at: a task, a modality or an organisation. */
export type QueueId =
  | 'mine'
  | 'review'
  | 'others'
  | 'signed'
  | 'rejected'
  | 'running'
  | 'declined'
  | 'failed'
  | `modality:${string}`
  | `organization:${string}`;

const isOpen = ({ status }: WorklistItem) => status === 'awaiting-signature' || status === 'awaiting-review';
const signedAt = ({ signatures }: WorklistItem) => signatures.findLast(({ at }) => at)?.at;

export function isIn(queue: QueueId, item: WorklistItem, today: string): boolean {
  if (queue.startsWith('modality:')) return isOpen(item) && item.study?.modality === queue.slice('modality:'.length);
  if (queue.startsWith('organization:')) return isOpen(item) && item.organization.id === queue.slice('organization:'.length);
  switch (queue) {
    case 'mine':
      return isOpen(item) && item.mine;
    case 'review':
      return item.status === 'awaiting-review' && item.mine;
    case 'others':
      return isOpen(item) && !item.mine;
    case 'signed':
      return item.status === 'signed' && day(signedAt(item) ?? '') === today;
    case 'running':
      return item.status === 'running' || item.status === 'queued';
    default:
      return item.status === queue;
  }
}

const URGENCY = { stat: 0, urgent: 1, routine: 2 } as const;

/** Urgency first, then the longest wait. */
export const byUrgency = (a: WorklistItem, b: WorklistItem): number =>
  URGENCY[a.priority] - URGENCY[b.priority] || a.arrivedAt.localeCompare(b.arrivedAt) || a.id.localeCompare(b.id);

/** Rows without a draft, below the person's own tasks: declines and failures with their reason, and what still runs. */
export const isUndrafted = ({ status }: WorklistItem): boolean =>
  status === 'declined' || status === 'failed' || status === 'running' || status === 'queued';

/** Name, accession number or service holds the text. */
export function matches(item: WorklistItem, text: string): boolean {
  const sought = text.trim().toLowerCase();
  const fields = [
    item.patient?.name.replace(/\^/g, ' '),
    item.study?.accessionNumber,
    item.study?.description,
    item.service.name,
    item.organization.name,
  ];
  return sought === '' || fields.some((field) => field?.toLowerCase().includes(sought));
}
