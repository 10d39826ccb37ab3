import { useTranslation } from 'react-i18next';
import { isSimulated, useConflicts, useKnownPatients } from '../../api/conflicts.ts';
import { Frame } from '../../frame/frame.tsx';
import { EmptyNote, ErrorNote, LoadingLines } from '../../parts/states.tsx';
import styles from './administration-page.module.css';
import { ConflictCase } from './conflict-case.tsx';

/** What waits for a person's decision: images whose patient, or whose content, is in doubt. */
export function AdministrationPage() {
  const { t } = useTranslation('administration');
  const conflicts = useConflicts();
  const patients = useKnownPatients((conflicts.data ?? []).flatMap(({ patient }) => patient ?? []));
  return (
    <Frame simulated={[...patients.values()].some(isSimulated)}>
      <main className={styles.page}>
        <header>
          <h1>{t('title')}</h1>
          <p>{t('lead')}</p>
        </header>
        {conflicts.error ? (
          <ErrorNote title={t('failed')} error={conflicts.error} onRetry={() => void conflicts.refetch()}>
            <p>{t('failedSafe')}</p>
          </ErrorNote>
        ) : !conflicts.data ? (
          <LoadingLines widths={[60, 90, 90]} height={46} />
        ) : conflicts.data.length === 0 ? (
          <EmptyNote title={t('empty')}>
            <p>{t('emptyText')}</p>
          </EmptyNote>
        ) : (
          conflicts.data.map((conflict) => (
            <ConflictCase key={conflict.id} conflict={conflict} known={patients.get(conflict.patient ?? '')} />
          ))
        )}
      </main>
    </Frame>
  );
}
