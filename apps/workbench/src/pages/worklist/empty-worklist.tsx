import { useTranslation } from 'react-i18next';
import type { Seeding } from '../../api/worklist.ts';
import { language } from '../../language.ts';
import { EmptyNote, Progress } from '../../parts/states.tsx';
import type { QueueId } from './queues.ts';

interface EmptyWorklistProps {
  readonly queue: QueueId;
  readonly search: string;
  readonly seeding: Seeding | undefined;
  readonly running: number;
}

/** Says what will appear here, and when. */
export function EmptyWorklist({ queue, search, seeding, running }: EmptyWorklistProps) {
  const { t } = useTranslation('worklist');
  if (search.trim() !== '') return <EmptyNote title={t('empty.search', { text: search.trim() })} />;
  if (queue !== 'mine' && queue !== 'review') return <EmptyNote title={t('empty.queue')} />;
  return (
    <EmptyNote title={t('empty.title')}>
      {seeding && !seeding.done ? (
        <>
          <Progress share={seeding.share} text={t('empty.seeding', { percent: Math.round(seeding.share * 100) })} />
          <p>{t('empty.seedingStep', { step: seeding.step[language()] })}</p>
        </>
      ) : (
        <p>
          {running > 0 && t('empty.running', { count: running })} {t('empty.text')}
        </p>
      )}
    </EmptyNote>
  );
}
