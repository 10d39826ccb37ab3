import { useTranslation } from 'react-i18next';
import { sealLines } from '../format/seal-name.ts';
import styles from './seal.module.css';

/** A dashed empty square waits for a signature (accent: for yours); a filled one has it. */
export function Seal({ name, own = false }: { readonly name?: string | undefined; readonly own?: boolean }) {
  const { t } = useTranslation();
  if (!name) return <span className={`${styles.seal} ${styles.empty} ${own ? styles.own : ''}`}>{t('seal.empty')}</span>;
  const [first, second] = sealLines(name);
  return (
    <span className={styles.seal} title={name}>
      {first}
      {second && <br />}
      {second}
    </span>
  );
}
