import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useDraft, type WorklistItem } from '../../api/drafts.ts';
import { useWorklist, useWorklistEvents } from '../../api/worklist.ts';
import { Frame } from '../../frame/frame.tsx';
import { rememberStudy } from '../../frame/tasks.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { ErrorNote, LoadingLines } from '../../parts/states.tsx';
import { currentOrder } from '../worklist/order-memory.ts';
import { Paper } from './paper.tsx';
import { PatientStrip } from './patient-strip.tsx';
import styles from './study-page.module.css';

const Board = lazy(() => import('../../board/board.tsx').then((module) => ({ default: module.Board })));

/** Images on the dark board at the left, the draft on paper at the right. */
export function StudyPage() {
  const { id = '' } = useParams();
  return <Study key={id} id={id} />;
}

function Study({ id }: { readonly id: string }) {
  const { t } = useTranslation('study');
  const navigate = useNavigate();
  const draft = useDraft(id);
  const worklist = useWorklist();
  useWorklistEvents();
  const [shown, setShown] = useState(false);
  const onShown = useCallback(() => setShown(true), []);
  const waiting = worklist.data?.filter(({ mine }) => mine);
  const order = currentOrder(waiting ?? [], id);
  const at = order.indexOf(id);
  const step = (by: number) => () => {
    const next = order[at + by];
    if (next) void navigate(`/study/${next}`);
  };
  useEffect(() => rememberStudy(id), [id]);
  useKeys({ j: step(1), k: step(-1), p: () => void navigate(`/print/${id}`), Escape: () => void navigate('/worklist') });

  const item: WorklistItem | undefined = draft.data ?? worklist.data?.find((row) => row.id === id);
  return (
    <Frame simulated={item?.patient?.simulated ?? false} {...(waiting && { waiting: waiting.length })}>
      <div className={styles.page}>
        <PatientStrip item={item} index={at} count={order.length} onStep={step} />
        {draft.error ? (
          <main className={styles.failed}>
            <ErrorNote title={t('state.failed')} error={draft.error} onRetry={() => void draft.refetch()}>
              <p>{t('state.failedSafe')}</p>
            </ErrorNote>
          </main>
        ) : (
          <main className={styles.columns}>
            <Suspense fallback={<div className={styles.dark}>{t('board.loading')}</div>}>
              {draft.data?.study ? <Board draft={draft.data} onShown={onShown} /> : <div className={styles.dark} />}
            </Suspense>
            {draft.data ? (
              <Paper draft={draft.data} imagesShown={shown || !draft.data.study} onNext={order[at + 1] ? step(1) : undefined} />
            ) : (
              <div className={styles.loading}>
                <LoadingLines widths={[46, 100, 100, 100, 100, 0, 92, 96, 70, 0, 40, 60]} height={27} />
              </div>
            )}
          </main>
        )}
      </div>
    </Frame>
  );
}
