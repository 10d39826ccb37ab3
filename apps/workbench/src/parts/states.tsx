import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api/request.ts';
import { Button } from './button.tsx';
import styles from './states.module.css';

/** Lines of the final size while something loads; they do not move. */
export function LoadingLines({ widths = [70, 92, 46], height = 20 }: { readonly widths?: readonly number[]; readonly height?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')}>
      {widths.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name and never move
        <div key={`${index}-${width}`} className={styles.line} style={{ height }}>
          <i style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}

/** Share of a work done, with its words and count. */
export function Progress({ share, text }: { readonly share: number; readonly text: string }) {
  const percent = Math.round(share * 100);
  return (
    <div className={styles.progress} role="progressbar" aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100} aria-label={text}>
      <span>{text}</span>
      <div>
        <i style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}

/** What happened, what is safe, what to do. */
export function ErrorNote({
  title,
  error,
  onRetry,
  children,
}: {
  readonly title: string;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation();
  const detail = error instanceof ProblemError ? `${error.message}（${error.status}）` : error instanceof Error ? error.message : undefined;
  return (
    <div className={styles.note} role="alert">
      <b>{title}</b>
      {detail && <p className={styles.detail}>{detail}</p>}
      {children}
      {onRetry && <Button onClick={onRetry}>{t('state.retry')}</Button>}
    </div>
  );
}

export const EmptyNote = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <div className={styles.note}>
    <b>{title}</b>
    {children}
  </div>
);
