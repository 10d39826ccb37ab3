import { useTranslation } from 'react-i18next';
import { personName } from '../../format/person-name.ts';
import { translated } from '../../format/translated.ts';
import { language } from '../../language.ts';
import { AssistedMark } from '../../parts/marks.tsx';
import { Prose } from '../../parts/prose.tsx';
import { editsOf } from './draft-values.ts';
import { ReportEditor } from './report-editor.tsx';
import { reportSections } from './report-sections.ts';
import styles from './report-text.module.css';
import type { EditableProps } from './volumes-table.tsx';

/** Findings and impression; pencil while only AI wrote them, ink once a person took them over. */
export function ReportText({ draft, editable, editing, setEditing, save, ink, name }: EditableProps & { readonly name: string }) {
  const { t } = useTranslation('study');
  const text = translated(draft.report.conclusion, draft.report._conclusion, language()) ?? '';
  if (editing === 'report') return <ReportEditor {...{ draft, save, text }} onCancel={() => setEditing(undefined)} />;
  const edits = editsOf(draft, `DiagnosticReport/${draft.report.id}`);
  const sections = reportSections(text);
  return (
    <article className={styles.report} aria-label={name} data-testid="conclusion">
      {sections.map(({ heading, text: paragraph }, index) => (
        <div key={`${heading}-${paragraph}`}>
          <h3>
            <span>{heading ?? (index === 0 ? t('report.title') : '')}</span>
            {index === 0 && (
              <span className={styles.aside}>
                {edits.length > 0 && t('report.edited', { who: personName(edits.at(-1)?.practitioner.name ?? '') })}
                {editable && (
                  <button type="button" onClick={() => setEditing('report')} data-testid="edit-report">
                    {t('report.edit')}
                  </button>
                )}
              </span>
            )}
          </h3>
          <p>
            <span className={ink ? '' : styles.pencil}>
              <Prose>{paragraph}</Prose>
            </span>
            {draft.status === 'signed' && index === sections.length - 1 && (
              <>
                {' '}
                <AssistedMark />
              </>
            )}
          </p>
        </div>
      ))}
    </article>
  );
}
