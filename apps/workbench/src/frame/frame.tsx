import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { useKeys } from '../keys/use-keys.ts';
import { type Language, language, setLanguage } from '../language.ts';
import { KeyCap } from '../parts/key-cap.tsx';
import { SimulatedBanner } from '../parts/marks.tsx';
import { signOut } from '../session/session.ts';
import { useSignedIn } from '../session/session-gate.tsx';
import styles from './frame.module.css';
import { KeyHelp } from './key-help.tsx';
import { tasksOf } from './tasks.ts';
import { useOnline } from './use-online.ts';

interface FrameProps {
  /** What is shown are simulated patients. */
  readonly simulated?: boolean;
  /** Count behind the worklist's name, where the page knows it. */
  readonly waiting?: number;
  readonly children: ReactNode;
}

const GO_MS = 1500;

/** Banner, bar and page. */
export function Frame({ simulated = false, waiting, children }: FrameProps) {
  const { t } = useTranslation();
  const me = useSignedIn();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const [helping, setHelping] = useState(false);
  const [going, setGoing] = useState(false);
  const online = useOnline();
  const tasks = tasksOf(me);
  const here = (path: string) => pathname.startsWith(`/${path.split('/')[1]}`);

  const goTo = (path: string) => () => {
    setGoing(false);
    void navigate(path);
  };
  useKeys({ g: () => setGoing(true), '?': () => setHelping(true) });
  useKeys(
    {
      ...Object.fromEntries(tasks.map(({ key, path }) => [key, goTo(path)])),
      Escape: () => setGoing(false),
    },
    { active: going, exclusive: true },
  );
  useEffect(() => {
    if (!going) return;
    const timer = setTimeout(() => setGoing(false), GO_MS);
    return () => clearTimeout(timer);
  }, [going]);

  return (
    <div className={styles.frame}>
      <div>
        {simulated && <SimulatedBanner />}
        <header className={styles.bar}>
          <Link to="/" className={styles.name}>
            Consilium
          </Link>
          <nav className={styles.tasks} aria-label={t('task.label')}>
            {tasks.map(({ id, path }) => (
              <Link key={id} to={path} aria-current={here(path) ? 'page' : undefined}>
                {t(`task.${id}`)}
                {id === 'worklist' && waiting !== undefined && <i>{waiting}</i>}
              </Link>
            ))}
          </nav>
          <Person />
          <button type="button" className={styles.help} onClick={() => setHelping(true)} aria-label={t('frame.keys')}>
            <KeyCap>?</KeyCap>
          </button>
        </header>
        {!online && (
          <p className={styles.offline} role="status">
            {t('state.offline')}
          </p>
        )}
      </div>
      {children}
      {helping && <KeyHelp onClose={() => setHelping(false)} />}
    </div>
  );
}

function Person() {
  const { t } = useTranslation();
  const me = useSignedIn();
  const choose = (next: Language) => () => setLanguage(next);
  return (
    <div className={styles.person}>
      <span className={styles.place}>{me.organization.name[language()]}</span>
      <span>
        <b data-testid="signed-in">{me.user.displayName[language()]}</b>{' '}
        <span className={styles.role}>{me.roles.map((role) => t(`role.${role}`)).join(' · ')}</span>
      </span>
      <fieldset className={styles.language} aria-label={t('frame.language')}>
        <button type="button" aria-pressed={language() === 'zh'} onClick={choose('zh')} lang="zh-CN">
          中
        </button>
        <span aria-hidden="true">/</span>
        <button type="button" aria-pressed={language() === 'en'} onClick={choose('en')} lang="en">
          EN
        </button>
      </fieldset>
      <button type="button" className={styles.out} onClick={() => void signOut()} data-testid="sign-out">
        {t('frame.signOut')}
      </button>
    </div>
  );
}
