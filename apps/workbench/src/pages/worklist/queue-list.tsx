import { useTranslation } from 'react-i18next';
import type { WorklistItem } from '../../api/drafts.ts';
import styles from './queue-list.module.css';
import { isIn, type QueueId } from './queues.ts';

interface QueueListProps {
  /** Absent while the list has not been read. */
  readonly items: readonly WorklistItem[] | undefined;
  readonly today: string;
  readonly queue: QueueId;
  readonly onChoose: (queue: QueueId) => void;
}

/** Groups of rows with their counts; of modalities and organisations only those that have a draft. */
export function QueueList({ items, today, queue, onChoose }: QueueListProps) {
  const { t } = useTranslation('worklist');
  const count = (id: QueueId) => items?.filter((item) => isIn(id, item, today)).length ?? '–';
  const open = (items ?? []).filter(({ status }) => status === 'awaiting-signature' || status === 'awaiting-review');
  const modalities = [...new Set(open.map(({ study }) => study?.modality).filter((modality) => modality !== undefined))].sort();
  const organizations = [...new Map(open.map(({ organization }) => [organization.id, organization.name]))];
  const entry = (id: QueueId, text: string) => (
    <button
      key={id}
      type="button"
      aria-current={queue === id || undefined}
      onClick={(event) => {
        if (event.detail > 0) event.currentTarget.blur(); // after a click of the mouse, Enter opens the selected row again
        onChoose(id);
      }}
      data-testid={`queue-${id}`}
    >
      <span>{text}</span>
      <i>{count(id)}</i>
    </button>
  );
  return (
    <nav className={styles.queues} aria-label={t('queues.label')}>
      <h3>{t('queues.groupMine')}</h3>
      {(['mine', 'review', 'others'] as const).map((id) => entry(id, t(`queues.${id}`)))}
      <h3>{t('queues.groupDone')}</h3>
      {(['signed', 'rejected'] as const).map((id) => entry(id, t(`queues.${id}`)))}
      {modalities.length > 0 && <h3>{t('queues.groupModality')}</h3>}
      {modalities.map((modality) => entry(`modality:${modality}`, modality))}
      {organizations.length > 0 && <h3>{t('queues.groupOrganization')}</h3>}
      {organizations.map(([id, name]) => entry(`organization:${id}`, name))}
      <h3>{t('queues.groupUndrafted')}</h3>
      {(['running', 'declined', 'failed'] as const).map((id) => entry(id, t(`queues.${id}`)))}
    </nav>
  );
}
