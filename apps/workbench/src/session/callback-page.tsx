import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '../parts/button.tsx';
import { ErrorNote } from '../parts/states.tsx';
import styles from './session.module.css';
import { completeSignIn, signIn } from './session.ts';

/** Where the sign-in page sends the person back to. */
export function CallbackPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return; // the code can be used once only
    begun.current = true;
    completeSignIn().then((path) => navigate(path, { replace: true }), setError);
  }, [navigate]);
  return (
    <main className={styles.page}>
      {Boolean(error) && (
        <ErrorNote title={t('session.callbackFailed')} error={error}>
          <p>{t('session.callbackSafe')}</p>
          <Button tone="primary" onClick={() => void signIn('/')}>
            {t('session.again')}
          </Button>
        </ErrorNote>
      )}
    </main>
  );
}
