import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change, DraftObservation, EditReason, WrittenDraft } from '../../api/drafts.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { Button } from '../../parts/button.tsx';
import { editsOf } from './draft-values.ts';
import { ReasonFields } from './reason-fields.tsx';
import { valueChanges, writtenValue } from './value-changes.ts';
import styles from './value-editor.module.css';

interface ValueEditorProps {
  readonly draft: WrittenDraft;
  readonly observation: DraftObservation;
  readonly nameOf: (observation: DraftObservation) => string;
  readonly save: (changes: readonly Change[]) => Promise<void>;
  readonly onCancel: () => void;
}

/** Changes a value where it stands; coded reason and words are needed, sums and text follow. */
export function ValueEditor({ draft, observation, nameOf, save, onCancel }: ValueEditorProps) {
  const { t } = useTranslation('study');
  const [value, setValue] = useState(writtenValue(observation));
  const [reasonCode, setReasonCode] = useState<EditReason | ''>('');
  const [reasonText, setReasonText] = useState('');
  const [isSaving, setSaving] = useState(false);
  const aiValue = editsOf(draft, `Observation/${observation.id}`)[0]?.oldValue ?? writtenValue(observation);
  const isNumber = /^\d+(\.\d+)?$/.test(value.trim()) && Number(value) > 0;
  const isChanged = isNumber && Number(value) !== Number(writtenValue(observation));
  const derived = (reason: string) => t('edit.derivedReason', { name: nameOf(observation), reason });
  const following = isChanged
    ? valueChanges(
        { observation, value: value.trim(), reasonCode: reasonCode || 'other', reasonText },
        draft.observations,
        draft.report,
        derived,
      )
    : undefined;
  const canSave = following !== undefined && reasonCode !== '' && reasonText.trim() !== '' && !isSaving;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!canSave) return;
    setSaving(true);
    save(following.changes).catch(() => setSaving(false));
  };
  useKeys({ Escape: onCancel }, { exclusive: true });
  return (
    <form className={styles.editor} onSubmit={submit}>
      <div className={styles.row}>
        <b>{nameOf(observation)}</b>
        <span className={styles.field}>
          <input
            // biome-ignore lint/a11y/noAutofocus: the person asked to edit this value
            autoFocus
            inputMode="decimal"
            aria-label={t('edit.value')}
            value={value}
            onChange={(event) => setValue(event.target.value)}
            onFocus={(event) => event.target.select()}
            data-testid="edit-value"
          />
          <span>{observation.valueQuantity?.unit}</span>
        </span>
        <span className={styles.note}>{t('edit.aiValue', { value: aiValue })}</span>
      </div>
      <ReasonFields {...{ reasonCode, setReasonCode, reasonText, setReasonText }} />
      <p className={styles.note} aria-live="polite">
        {!isNumber && t('edit.invalid')}
        {following?.sums.map(({ observation: sum, before, after }) => (
          <span key={sum.id}>{t('edit.follows', { name: nameOf(sum), before, after })} </span>
        ))}
        {following?.changes.some(({ path }) => path.startsWith('conclusion')) && t('edit.followsText')}
        {following?.byHand.map((figure) => (
          <b key={figure}>{t('edit.textByHand', { value: figure })} </b>
        ))}
      </p>
      <div className={styles.row}>
        <Button onClick={onCancel} shortcut="Esc">
          {t('edit.cancel')}
        </Button>
        <Button type="submit" tone="primary" disabled={!canSave} className={styles.save} data-testid="edit-save" shortcut="↵">
          {t('edit.save')}
        </Button>
      </div>
    </form>
  );
}
