import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change, EditReason, WrittenDraft } from '../../api/drafts.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { language } from '../../language.ts';
import { Button } from '../../parts/button.tsx';
import { ReasonFields } from './reason-fields.tsx';
import styles from './value-editor.module.css';

interface ReportEditorProps {
  readonly draft: WrittenDraft;
  readonly text: string;
  readonly save: (changes: readonly Change[]) => Promise<void>;
  readonly onCancel: () => void;
}

/** Changes the report text of the language on the screen, with a reason. */
export function ReportEditor({ draft, text, save, onCancel }: ReportEditorProps) {
  const { t } = useTranslation('study');
  const [value, setValue] = useState(text);
  const [reasonCode, setReasonCode] = useState<EditReason | ''>('wording');
  const [reasonText, setReasonText] = useState('');
  const [isSaving, setSaving] = useState(false);
  const canSave = value.trim() !== '' && value !== text && reasonCode !== '' && reasonText.trim() !== '' && !isSaving;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!canSave) return;
    setSaving(true);
    const path = language() === 'zh' ? 'conclusion' : 'conclusion.en';
    save([{ resource: `DiagnosticReport/${draft.report.id}`, path, value: value.trim(), reasonCode, reasonText: reasonText.trim() }]).catch(
      () => setSaving(false),
    );
  };
  useKeys({ Escape: onCancel }, { exclusive: true });
  return (
    <form className={styles.editor} onSubmit={submit}>
      <h3>{t('report.editing')}</h3>
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the person asked to edit this text
        autoFocus
        className={styles.text}
        rows={9}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        aria-label={t('report.editing')}
        data-testid="edit-text"
      />
      <ReasonFields {...{ reasonCode, setReasonCode, reasonText, setReasonText }} />
      <p className={styles.note}>{t('report.otherLanguage')}</p>
      <div className={styles.row}>
        <Button onClick={onCancel} shortcut="Esc">
          {t('edit.cancel')}
        </Button>
        <Button type="submit" tone="primary" disabled={!canSave} className={styles.save} data-testid="edit-save">
          {t('edit.save')}
        </Button>
      </div>
    </form>
  );
}
