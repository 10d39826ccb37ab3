import { useTranslation } from 'react-i18next';
import { type RejectReason, useDraft, type WorklistItem } from '../../api/drafts.ts';
import { ageInYears } from '../../format/age.ts';
import { formatInterval } from '../../format/number.ts';
import { personName } from '../../format/person-name.ts';
import { clock } from '../../format/time.ts';
import { conceptName, translated } from '../../format/translated.ts';
import { language } from '../../language.ts';
import { Button } from '../../parts/button.tsx';
import { AssistedMark, DraftMark, ResearchMark, SimulatedMark } from '../../parts/marks.tsx';
import { Prose } from '../../parts/prose.tsx';
import { ErrorNote, LoadingLines } from '../../parts/states.tsx';
import { editsOf, intervalOf } from '../study/draft-values.ts';
import { RejectPanel } from '../study/reject-panel.tsx';
import { reportSections } from '../study/report-sections.ts';
import { codeOf, writtenValue } from '../study/value-changes.ts';
import { KeyImage } from './key-image.tsx';
import styles from './preview.module.css';
import { isUndrafted } from './queues.ts';

interface PreviewProps {
  readonly item: WorklistItem | undefined;
  readonly canAct: boolean;
  readonly needsImages: boolean;
  readonly rejecting: boolean;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onAccept: () => void;
  readonly onOpen: () => void;
  readonly onRejecting: (rejecting: boolean) => void;
  readonly onReject: (code: RejectReason, text: string) => void;
}

/** The selected draft: key image, impression, volumes, who made it, and the next step. */
export function Preview({ item, canAct, needsImages, rejecting, isBusy, error, onAccept, onOpen, onRejecting, onReject }: PreviewProps) {
  const { t } = useTranslation('worklist');
  const { t: common } = useTranslation();
  if (!item) {
    return (
      <aside className={styles.preview} aria-label={t('preview.label')}>
        <p className={styles.none}>{t('preview.none')}</p>
      </aside>
    );
  }
  const age = ageInYears(item.patient?.birthDate, item.study?.started ?? item.arrivedAt);
  const words = [
    [item.patient?.gender && common(`gender.${item.patient.gender}`), age].filter(Boolean).join(' '),
    item.study?.description,
  ].filter(Boolean);
  return (
    <aside className={styles.preview} aria-label={t('preview.label')} data-testid="preview">
      <header className={styles.title}>
        <h1>{personName(item.patient?.name ?? '')}</h1>
        {item.patient?.simulated && <SimulatedMark />}
        <span>{words.join(language() === 'zh' ? '，' : ', ')}</span>
      </header>
      {isUndrafted(item) ? <Undrafted item={item} /> : <Drafted item={item} />}
      <footer className={styles.actions}>
        {rejecting && <RejectPanel onCancel={() => onRejecting(false)} onReject={onReject} />}
        {Boolean(error) && <ErrorNote title={t('actionFailed')} error={error} />}
        {canAct && (
          <Button shortcut="R" onClick={() => onRejecting(true)} disabled={isBusy}>
            {t('reject')}
          </Button>
        )}
        {!(canAct && needsImages) && (
          <Button shortcut="↵" onClick={onOpen}>
            {t(isUndrafted(item) ? 'read' : 'open')}
          </Button>
        )}
        {canAct && (
          <Button tone="primary" shortcut="A" className={styles.accept} onClick={onAccept} disabled={isBusy}>
            {t(needsImages ? 'openToSign' : 'accept')}
          </Button>
        )}
      </footer>
    </aside>
  );
}

function Undrafted({ item }: { readonly item: WorklistItem }) {
  const { t } = useTranslation();
  return (
    <div className={styles.reason}>
      <b>{t(`status.${item.status}`)}</b>
      <p>
        <Prose>{item.summary[language()]}</Prose>
      </p>
      <small>
        {item.service.name} {item.service.version}
      </small>
    </div>
  );
}

function Drafted({ item }: { readonly item: WorklistItem }) {
  const { t, i18n } = useTranslation('worklist');
  const { t: common } = useTranslation();
  const draft = useDraft(item.id);
  const isInk = item.status === 'awaiting-review' || item.status === 'signed';
  const text = translated(draft.data?.report?.conclusion, draft.data?.report?._conclusion, language());
  const sections = text ? reportSections(text) : [];
  const impression = sections.find(({ heading }) => heading === '诊断意见' || heading === 'Impression') ?? sections.at(-1);
  const name = (observation: NonNullable<typeof draft.data>['observations'][number]) => {
    const code = codeOf(observation);
    return i18n.exists(`study:table.${code}`) ? t(`table.${code}`, { ns: 'study' }) : conceptName(observation.code, language());
  };
  return (
    <>
      <KeyImage reference={draft.data?.keyImage} isLoading={draft.isPending} />
      <div className={styles.scroll}>
        <div className={item.status === 'signed' ? styles.plain : styles.draft}>
          <div className={styles.marks}>
            <h2>{impression?.heading ?? item.service.title[language()]}</h2>
            {item.status === 'signed' ? <AssistedMark /> : <DraftMark />}
            {item.service.state === 'research' && <ResearchMark whole />}
          </div>
          {draft.error ? (
            <ErrorNote title={t('actionFailed')} error={draft.error} />
          ) : !draft.data ? (
            <LoadingLines widths={[96, 88, 60, 0, 92, 92, 92]} height={24} />
          ) : (
            <>
              <p className={isInk ? '' : styles.pencil}>
                <Prose>{impression?.text ?? item.summary[language()]}</Prose>
              </p>
              {item.checks.map((check) => (
                <p key={check.en} className={styles.check}>
                  <b>{t('checks')}</b> <Prose>{check[language()]}</Prose>
                </p>
              ))}
              <h2>
                {t('preview.volumes')} <small>{t('preview.interval')}</small>
              </h2>
              <table>
                <tbody>
                  {draft.data.observations.map((observation) => {
                    const interval = intervalOf(observation);
                    const isEdited = editsOf(draft.data, `Observation/${observation.id}`).length > 0;
                    return (
                      <tr key={observation.id}>
                        <td>{name(observation)}</td>
                        <td>
                          <span className={isEdited ? styles.edited : isInk ? '' : styles.pencil}>{writtenValue(observation)}</span>{' '}
                          <small>mL</small>
                        </td>
                        <td>{formatInterval(interval?.low, interval?.high)}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </>
          )}
          <dl>
            <dt>{t('preview.madeBy')}</dt>
            <dd>
              {item.service.name} {item.service.version}
              {language() === 'zh' ? '，' : ', '}
              {item.service.deviceClass === 'none' ? t('preview.classNone') : t('preview.class', { deviceClass: item.service.deviceClass })}
              {item.service.state === 'research' &&
                item.service.deviceClass !== 'none' &&
                `${language() === 'zh' ? '' : ', '}${t('preview.unregistered')}`}
            </dd>
            {item.draftedAt && (
              <>
                <dt>{t('preview.took')}</dt>
                <dd>{t('preview.tookText', { clock: clock(item.draftedAt), seconds: item.seconds?.toFixed(1) ?? '–' })}</dd>
              </>
            )}
            {item.signatures.some(({ at }) => at) && (
              <>
                <dt>{t('preview.signatures')}</dt>
                <dd>
                  {item.signatures
                    .filter(({ at }) => at)
                    .map(
                      ({ role, practitioner, at }) =>
                        `${common(`role.${role}`)} ${personName(practitioner?.name ?? '')} ${clock(at ?? '')}`,
                    )
                    .join(language() === 'zh' ? '；' : '; ')}
                </dd>
              </>
            )}
            {draft.data?.rejection && (
              <>
                <dt>{t('preview.rejected')}</dt>
                <dd>{[common(`rejectReason.${draft.data.rejection.code}`), draft.data.rejection.text].filter(Boolean).join(' · ')}</dd>
              </>
            )}
          </dl>
          <p className={styles.decides}>{common('decides')}</p>
        </div>
      </div>
    </>
  );
}
