import { useTranslation } from 'react-i18next';
import { KeyCap } from '../../parts/key-cap.tsx';
import styles from './key-strip.module.css';

const KEYS = [
  [['J', 'K'], 'upDown'],
  [['↵'], 'open'],
  [['A'], 'accept'],
  [['R'], 'reject'],
  [['?'], 'all'],
] as const;

/** The keys that matter here, and when the list was last read. */
export function KeyStrip({ updated }: { readonly updated: string | undefined }) {
  const { t } = useTranslation('worklist');
  return (
    <footer className={styles.strip}>
      {KEYS.map(([keys, name]) => (
        <span key={name}>
          {keys.map((key) => (
            <KeyCap key={key}>{key}</KeyCap>
          ))}
          {t(`strip.${name}`)}
        </span>
      ))}
      <span className={styles.end}>{t('strip.seals')}</span>
      {updated && <span className={styles.updated}>{t('strip.updated', { clock: updated })}</span>}
    </footer>
  );
}
