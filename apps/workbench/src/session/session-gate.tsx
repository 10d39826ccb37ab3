import { createContext, type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { type Me, useMe } from '../api/me.ts';
import { ErrorNote } from '../parts/states.tsx';
import styles from './session.module.css';

const SignedIn = createContext<Me | undefined>(undefined);

/** Shows what is inside to signed-in people; others are on their way to the sign-in page. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const me = useMe();
  if (me.data) return <SignedIn value={me.data}>{children}</SignedIn>;
  return (
    <main className={styles.page}>
      {me.error ? (
        <ErrorNote title={t('session.meFailed')} error={me.error} onRetry={() => void me.refetch()} />
      ) : (
        <p>{t('session.leaving')}</p>
      )}
    </main>
  );
}

/** Who is signed in; only below {@link SessionGate}. */
export function useSignedIn(): Me {
  const me = useContext(SignedIn);
  if (!me) throw new Error('useSignedIn is called outside SessionGate');
  return me;
}
