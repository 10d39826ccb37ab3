import { useTranslation } from 'react-i18next';
import type { ServiceState } from '../../api/services.ts';
import styles from './state-mark.module.css';

/** State by shape and word: filled active, hatched research, empty shadow, crossed paused, dashed off. */
export function StateMark({ state }: { readonly state: ServiceState }) {
  const { t } = useTranslation('services');
  return (
    <span className={styles.mark} data-state={state}>
      <i className={styles[state]} />
      {t(`state.${state}`)}
    </span>
  );
}
