import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorklistItem } from '../../api/drafts.ts';
import { language } from '../../language.ts';
import { KeyCap } from '../../parts/key-cap.tsx';
import styles from './list-head.module.css';
import type { QueueId } from './queues.ts';

interface ListHeadProps {
  readonly queue: QueueId;
  readonly rows: readonly WorklistItem[];
  /** The list has been read. */
  readonly isKnown: boolean;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly find: RefObject<HTMLInputElement | null>;
}

/** Title of the queue, what is in it, and the search field. */
export function ListHead({ queue, rows, isKnown, search, onSearch, find }: ListHeadProps) {
  const { t } = useTranslation('worklist');
  const title = queue.startsWith('modality:')
    ? queue.slice('modality:'.length)
    : queue.startsWith('organization:')
      ? (rows[0]?.organization.name ?? '')
      : t(`queues.${queue}`);
  const count = (test: (item: WorklistItem) => boolean) => rows.filter(test).length;
  const review = queue === 'mine' ? count(({ status }) => status === 'awaiting-review') : 0;
  const stat = count(({ priority }) => priority === 'stat');
  const urgent = count(({ priority }) => priority === 'urgent');
  const parts = [
    ...(stat ? [t('countStat', { count: stat })] : []),
    ...(urgent ? [t('countUrgent', { count: urgent })] : []),
    ...(rows.length > 1 ? [t('order')] : []),
  ];
  return (
    <div className={styles.head}>
      <h1>{title}</h1>
      <span className={styles.sub}>
        {isKnown && t('count', { count: rows.length })}
        {review > 0 && t('countReview', { count: review })}
        {parts.length > 0 && t('countUrgency', { parts: parts.join(language() === 'zh' ? '，' : ', ') })}
      </span>
      <label className={styles.find}>
        <input
          ref={find}
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          placeholder={t('find')}
          aria-label={t('find')}
        />
        <KeyCap>/</KeyCap>
      </label>
    </div>
  );
}
