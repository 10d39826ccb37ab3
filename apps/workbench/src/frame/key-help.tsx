import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { setSingleKeys, useSingleKeys } from '../keys/key-settings.ts';
import { useKeys } from '../keys/use-keys.ts';
import { KeyCap } from '../parts/key-cap.tsx';
import styles from './key-help.module.css';

const KEYS = [
  [['J', 'K'], 'next'],
  [['↵'], 'open'],
  [['A'], 'accept'],
  [['R'], 'reject'],
  [['E'], 'edit'],
  [['M'], 'mask'],
  [['[', ']'], 'opacity'],
  [['1', '3'], 'layout'],
  [['W', 'Z', 'D'], 'tools'],
  [['↑', '↓'], 'slice'],
  [['/'], 'find'],
  [['N'], 'new'],
  [['P'], 'print'],
  [['G', 'W S V A'], 'go'],
  [['?'], 'all'],
  [['Esc'], 'back'],
] as const;

/** All keys, over the page; nothing below it takes a key. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const on = useSingleKeys();
  const close = useRef<HTMLButtonElement>(null);
  useKeys({ Escape: onClose, '?': onClose }, { exclusive: true });
  useEffect(() => {
    const before = document.activeElement;
    close.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click beside the panel closes it, as Escape does
    <div className={styles.cover} onClick={onClose} onKeyDown={() => {}} role="presentation">
      <div
        className={styles.panel}
        role="dialog"
        aria-modal="true"
        aria-label={t('keys.title')}
        onClick={(event) => event.stopPropagation()}
        onKeyDown={() => {}}
      >
        <header>
          <h1>{t('keys.title')}</h1>
          <span>{t('keys.note')}</span>
          <button ref={close} type="button" onClick={onClose}>
            {t('keys.close')} <KeyCap>Esc</KeyCap>
          </button>
        </header>
        <dl>
          {KEYS.map(([keys, name]) => (
            <div key={name}>
              <dt>
                {keys.map((key) => (
                  <KeyCap key={key}>{key}</KeyCap>
                ))}
              </dt>
              <dd>{t(`keys.${name}`)}</dd>
            </div>
          ))}
        </dl>
        <label>
          <input type="checkbox" checked={on} onChange={(event) => setSingleKeys(event.target.checked)} /> {t('keys.single')}
        </label>
      </div>
    </div>
  );
}
