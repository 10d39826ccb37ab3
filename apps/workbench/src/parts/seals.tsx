import { useTranslation } from 'react-i18next';
import type { WorklistItem } from '../api/drafts.ts';
import { personName } from '../format/person-name.ts';
import styles from './seals.module.css';

/** The small seals of a row: filled is signed, accent frame is your turn, dashed has not come yet. */
export function Seals({ item }: { readonly item: Pick<WorklistItem, 'signatures' | 'mine'> }) {
  const { t } = useTranslation();
  const next = item.signatures.findIndex(({ at }) => !at);
  const words = item.signatures.map(
    ({ role, practitioner, at }) => `${t(`role.${role}`)} ${at && practitioner ? personName(practitioner.name) : t('seal.empty')}`,
  );
  return (
    <span className={styles.seals} role="img" aria-label={words.join(' / ')} title={words.join(' / ')}>
      {item.signatures.map(({ role, at }, index) => (
        <i key={role} className={at ? styles.on : item.mine && index === next ? styles.own : ''} />
      ))}
    </span>
  );
}
