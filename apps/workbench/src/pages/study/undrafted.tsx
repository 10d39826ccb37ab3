import { useTranslation } from 'react-i18next';
import type { WorklistItem } from '../../api/drafts.ts';
import { language } from '../../language.ts';
import { EmptyNote } from '../../parts/states.tsx';
import styles from './undrafted.module.css';

const TITLE = { declined: 'state.declined', failed: 'state.failedRun' } as const;
const TEXT = { declined: 'state.declinedText', failed: 'state.failedRunText' } as const;

/** A study without a draft: declined, failed or still running, each with its reason. */
export function Undrafted({ item }: { readonly item: WorklistItem }) {
  const { t } = useTranslation('study');
  const kind = item.status === 'declined' || item.status === 'failed' ? item.status : undefined;
  return (
    <section className={styles.paper} data-testid="paper">
      <EmptyNote title={kind ? t(TITLE[kind]) : t('state.running')}>
        <p data-testid="undrafted-reason">{item.summary[language()]}</p>
        {kind && <p>{t(TEXT[kind])}</p>}
      </EmptyNote>
    </section>
  );
}
