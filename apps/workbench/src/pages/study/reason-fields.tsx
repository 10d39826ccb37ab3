import { useTranslation } from 'react-i18next';
import { EDIT_REASONS, type EditReason } from '../../api/drafts.ts';
import styles from './value-editor.module.css';

interface ReasonFieldsProps {
  readonly reasonCode: EditReason | '';
  readonly setReasonCode: (code: EditReason) => void;
  readonly reasonText: string;
  readonly setReasonText: (text: string) => void;
}

/** Coded reason and the person's words; both are needed before an edit can be saved. */
export function ReasonFields({ reasonCode, setReasonCode, reasonText, setReasonText }: ReasonFieldsProps) {
  const { t } = useTranslation('study');
  return (
    <div className={styles.row}>
      <select
        className={styles.select}
        aria-label={t('edit.reasonCode')}
        value={reasonCode}
        onChange={(event) => setReasonCode(event.target.value as EditReason)}
        required
        data-testid="edit-reason-code"
      >
        <option value="" disabled>
          {t('edit.chooseReason')}
        </option>
        {EDIT_REASONS.map((code, index) => (
          <option key={code} value={code}>
            {`E${index + 1}  ${t(`editReason.${code}`)}`}
          </option>
        ))}
      </select>
      <input
        className={styles.words}
        aria-label={t('edit.reasonText')}
        placeholder={t('edit.reasonTextNeeded')}
        value={reasonText}
        onChange={(event) => setReasonText(event.target.value)}
        required
        data-testid="edit-reason-text"
      />
    </div>
  );
}
