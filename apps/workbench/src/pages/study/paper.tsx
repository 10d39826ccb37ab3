import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Draft, type DraftObservation, useDraftAction, type WrittenDraft } from '../../api/drafts.ts';
import { ProblemError } from '../../api/request.ts';
import { clock } from '../../format/time.ts';
import { conceptName } from '../../format/translated.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { language } from '../../language.ts';
import { AssistedMark, DraftMark, ResearchRibbon } from '../../parts/marks.tsx';
import { Prose } from '../../parts/prose.tsx';
import { MadeBy } from './made-by.tsx';
import styles from './paper.module.css';
import { ReportText } from './report-text.tsx';
import { SignatureBar } from './signature-bar.tsx';
import { SourcePopover } from './source-popover.tsx';
import { Undrafted } from './undrafted.tsx';
import { codeOf } from './value-changes.ts';
import { VolumesTable } from './volumes-table.tsx';

interface PaperProps {
  readonly draft: Draft;
  readonly imagesShown: boolean;
  readonly onNext: (() => void) | undefined;
}

/** What is being edited: an observation by its id, the report text, or nothing. */
export type Editing = string | 'report' | undefined;

/** The draft on paper: hatched until its last signature; in its place, where there is none, the reason. */
export function Paper({ draft, imagesShown, onNext }: PaperProps) {
  return draft.report ? <WrittenPaper draft={draft as WrittenDraft} {...{ imagesShown, onNext }} /> : <Undrafted item={draft} />;
}

function WrittenPaper({ draft, imagesShown, onNext }: PaperProps & { readonly draft: WrittenDraft }) {
  const { t, i18n } = useTranslation('study');
  const action = useDraftAction(draft.id);
  const paper = useRef<HTMLElement>(null);
  const [editing, setEditing] = useState<Editing>();
  const [source, setSource] = useState<{ readonly id: string; readonly top: number }>();
  const isOpen = draft.status === 'awaiting-signature' || draft.status === 'awaiting-review';
  const editable = isOpen && draft.mine;
  const startEditing = () => {
    setEditing(source?.id ?? draft.observations[0]?.id ?? 'report');
    setSource(undefined);
  };
  useKeys({ e: startEditing }, { active: editable && editing === undefined });

  const nameOf = (observation: DraftObservation) => {
    const code = codeOf(observation);
    return i18n.exists(`study:table.${code}`) ? t(`table.${code}`) : (conceptName(observation.code, language()) ?? code);
  };
  const save = (changes: unknown) => action.mutateAsync({ action: 'edit', body: { changes } }).then(() => setEditing(undefined));
  const ink = draft.status === 'signed' || draft.status === 'awaiting-review';
  const isConflict = action.error instanceof ProblemError && action.error.status === 409;
  const shared = { draft, editable, editing, setEditing, save, ink };
  return (
    <section ref={paper} className={styles.paper} data-testid="paper">
      {draft.service.state === 'research' ? <ResearchRibbon /> : <div />}
      <div className={styles.body} onScroll={() => setSource(undefined)}>
        <div className={draft.status === 'signed' ? styles.plain : styles.draft}>
          <header className={styles.head}>
            <h1>{draft.service.title[language()]}</h1>
            {draft.status === 'signed' ? <AssistedMark /> : <DraftMark />}
            <span className={styles.timing}>
              {draft.draftedAt
                ? t('timing', { drafted: clock(draft.draftedAt), seconds: draft.seconds?.toFixed(1) ?? '–' })
                : t('timingShort', { arrived: clock(draft.arrivedAt) })}
            </span>
          </header>
          {draft.checks.length > 0 && (
            <ul className={styles.checks} aria-label={t('checks')}>
              {draft.checks.map((check) => (
                <li key={check.en}>
                  <b>{t('checks')}</b> <Prose>{check[language()]}</Prose>
                </li>
              ))}
            </ul>
          )}
          <VolumesTable
            {...shared}
            nameOf={nameOf}
            source={source?.id}
            onSource={(id, place) => {
              const top = place.getBoundingClientRect().top - (paper.current?.getBoundingClientRect().top ?? 0);
              setSource(source?.id === id ? undefined : { id, top });
            }}
          />
          <ReportText {...shared} name={conceptName(draft.report.code, language()) ?? ''} />
          <MadeBy draft={draft} />
          {action.error && (
            <p className={styles.error} role="alert">
              <b>{t(isConflict ? 'sign.conflict' : 'sign.failed')}</b> {action.error.message} {isConflict && t('sign.conflictSafe')}
            </p>
          )}
        </div>
      </div>
      {source && editing === undefined && (
        <SourcePopover
          draft={draft}
          observation={draft.observations.find(({ id }) => id === source.id)}
          top={source.top}
          nameOf={nameOf}
          onClose={() => setSource(undefined)}
        />
      )}
      <SignatureBar
        draft={draft}
        imagesShown={imagesShown}
        isBusy={action.isPending || editing !== undefined}
        canEdit={editable}
        onEdit={startEditing}
        onSign={() => action.mutate({ action: 'sign', body: {} })}
        onReject={(code, text) => action.mutate({ action: 'reject', body: { code, ...(text && { text }) } })}
        onNext={onNext}
      />
    </section>
  );
}
