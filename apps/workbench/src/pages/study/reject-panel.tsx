import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REJECT_REASONS, type RejectReason } from '../../api/drafts.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../parts/button.tsx';
import { KeyCap } from '../../parts/key-cap.tsx';
import styles from './reject-panel.module.css';

interface RejectPanelProps {
  readonly onReject: (code: RejectReason, text: string) => void;
  readonly onCancel: () => void;
}

const digitOf = (index: number): string => (REJECT_REASONS[index] === 'other' ? '9' : String(index + 1));

/** `R`, one digit, `Enter`; other reasons need words. */
export function RejectPanel({ onReject, onCancel }: RejectPanelProps) {
  const { t } = useTranslation('study');
  const { t: common } = useTranslation();
  const [code, setCode] = useState<RejectReason>();
  const [text, setText] = useState('');
  const words = useRef<HTMLInputElement>(null);
  const canReject = code !== undefined && (code !== 'other' || text.trim() !== '');
  const submit = () => {
    if (canReject) onReject(code, text.trim());
  };
  useKeys(
    {
      ...Object.fromEntries(REJECT_REASONS.map((reason, index) => [digitOf(index), () => setCode(reason)])),
      Enter: submit,
      Escape: onCancel,
    },
    { exclusive: true },
  );
  useEffect(() => {
    if (code === 'other') words.current?.focus();
  }, [code]);
  return (
    <form
      className={styles.panel}
      aria-label={t('reject.title')}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>
        {t('reject.title')} <span>{t('reject.hint')}</span>
      </h2>
      <ul>
        {REJECT_REASONS.map((reason, index) => (
          <li key={reason}>
            <button type="button" aria-pressed={code === reason} onClick={() => setCode(reason)} data-testid={`reject-${reason}`}>
              <KeyCap>{digitOf(index)}</KeyCap>
              {common(`rejectReason.${reason}`)}
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.row}>
        <input
          ref={words}
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('reject.text')}
          aria-label={t('reject.text')}
          data-testid="reject-text"
        />
        <Button shortcut="Esc" onClick={onCancel}>
          {t('reject.cancel')}
        </Button>
        <Button type="submit" tone="primary" shortcut="↵" disabled={!canReject} data-testid="reject-confirm">
          {t('reject.confirm')}
        </Button>
      </div>
    </form>
  );
}
