import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Draft, useDraftAction } from '../../api/drafts.ts';
import { ProblemError } from '../../api/request.ts';
import { conceptName } from '../../format/translated.ts';
import { clock } from '../../format/time.ts';
import { language } from '../../language.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { AssistedMark, DraftMark, ResearchRibbon } from '../../parts/marks.tsx';
import { MadeBy } from './made-by.tsx';
import styles from './paper.module.css';
import { ReportText } from './report-text.tsx';
import { SignatureBar } from './signature-bar.tsx';
import { Undrafted } from './undrafted.tsx';
import { VolumesTable } from './volumes-table.tsx';

interface PaperProps {
  readonly draft: Draft;
  readonly imagesShown: boolean;
  readonly onNext: (() => void) | undefined;
}

/** What is being edited: an observation by its id, the report text, or nothing. */
export type Editing = string | 'report' | undefined;

/** The draft on paper: hatched until its last signature. */
export function Paper({ draft, imagesShown, onNext }: PaperProps) {
  const { t } = useTranslation('study');
  const action = useDraftAction(draft.id);
  const [editing, setEditing] = useState<Editing>();
  const isOpen = draft.status === 'awaiting-signature' || draft.status === 'awaiting-review';
  const editable = isOpen && draft.mine;
  useKeys({ e: () => setEditing(draft.observations[0]?.id ?? 'report') }, { active: editable && editing === undefined });

  if (!draft.report) return <Undrafted item={draft} />;
  const save = (changes: unknown) => action.mutateAsync({ action: 'edit', body: { changes } }).then(() => setEditing(undefined));
  const ink = draft.status === 'signed' || draft.status === 'awaiting-review';
  return (
    <section className={styles.paper} data-testid="paper">
      {draft.service.state === 'research' ? <ResearchRibbon /> : <div />}
      <div className={styles.body}>
        <div className={isOpen ? styles.draft : styles.plain}>
          <header className={styles.head}>
            <h1>{draft.service.title[language()]}</h1>
            {draft.status === 'signed' ? <AssistedMark /> : <DraftMark />}
            <span className={styles.timing}>
              {draft.draftedAt
                ? t('timing', { arrived: clock(draft.arrivedAt), drafted: clock(draft.draftedAt), seconds: draft.seconds?.toFixed(1) ?? '–' })
                : t('timingShort', { arrived: clock(draft.arrivedAt) })}
            </span>
          </header>
          {draft.checks.length > 0 && (
            <ul className={styles.checks} aria-label={t('checks')}>
              {draft.checks.map((check) => (
                <li key={check.en}>
                  <b>{t('checks')}</b> {check[language()]}
                </li>
              ))}
            </ul>
          )}
          <VolumesTable {...{ draft, editable, editing, setEditing, save, ink }} />
          <ReportText {...{ draft, editable, editing, setEditing, save, ink }} name={conceptName(draft.report.code, language()) ?? ''} />
          <MadeBy draft={draft} />
          {action.error && (
            <p className={styles.error} role="alert">
              <b>{action.error instanceof ProblemError && action.error.status === 409 ? t('sign.conflict') : t('sign.failed')}</b> {action.error.message}{' '}
              {action.error instanceof ProblemError && action.error.status === 409 && t('sign.conflictSafe')}
            </p>
          )}
        </div>
      </div>
      <SignatureBar
        draft={draft}
        imagesShown={imagesShown}
        isBusy={action.isPending}
        canEdit={editable}
        onEdit={() => setEditing(draft.observations[0]?.id ?? 'report')}
        onSign={() => action.mutate({ action: 'sign', body: {} })}
        onReject={(code, text) => action.mutate({ action: 'reject', body: { code, ...(text && { text }) } })}
        onNext={onNext}
      />
    </section>
  );
}
