import { useTranslation } from 'react-i18next';
import styles from './marks.module.css';

/** `AI 草稿`: nothing under this mark is fact yet. */
export const DraftMark = () => <span className={styles.draft}>{useTranslation().t('mark.draft')}</span>;
/** `AI 辅助`: stays after signing, in print too. */
export const AssistedMark = () => <span className={styles.assisted}>{useTranslation().t('mark.assisted')}</span>;
export const SimulatedMark = () => <span className={styles.simulated}>{useTranslation().t('mark.simulated')}</span>;
export const ResearchMark = ({ whole = false }: { readonly whole?: boolean }) => (
  <span className={styles.research}>{useTranslation().t(whole ? 'mark.researchRibbon' : 'mark.research')}</span>
);

/** The ribbon above a draft of a service that is on research: cannot be closed. */
export function ResearchRibbon() {
  const { t } = useTranslation();
  return (
    <div className={styles.ribbon} data-testid="research-ribbon">
      {t('mark.researchRibbon')}
      <span>{t('mark.notBilled')}</span>
    </div>
  );
}

/** Stands on every page that shows simulated patients; cannot be closed. */
export function SimulatedBanner() {
  const { t } = useTranslation();
  return (
    <div className={styles.banner} data-testid="simulated-banner">
      <b>{t('simulated.title')}</b>
      <span>{t('simulated.text')}</span>
    </div>
  );
}

const URGENCY = { stat: styles.stat, urgent: styles.urgent, routine: styles.routine } as const;
export const UrgencyTag = ({ priority }: { readonly priority: keyof typeof URGENCY }) => (
  <span className={`${styles.urgency} ${URGENCY[priority]}`}>{useTranslation().t(`urgency.${priority}`)}</span>
);
