import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useDraft, type WrittenDraft } from '../../api/drafts.ts';
import { useOrganizationName } from '../../api/organization.ts';
import { ageInYears } from '../../format/age.ts';
import { formatInterval } from '../../format/number.ts';
import { personName } from '../../format/person-name.ts';
import { dateAndClock } from '../../format/time.ts';
import { conceptName, translated } from '../../format/translated.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { language } from '../../language.ts';
import { Button } from '../../parts/button.tsx';
import { AssistedMark, DraftMark, ResearchRibbon, SimulatedBanner } from '../../parts/marks.tsx';
import { Prose } from '../../parts/prose.tsx';
import { Seal } from '../../parts/seal.tsx';
import { ErrorNote, LoadingLines } from '../../parts/states.tsx';
import { editsOf, intervalOf } from '../study/draft-values.ts';
import { reportSections } from '../study/report-sections.ts';
import { writtenValue } from '../study/value-changes.ts';
import { useRendered } from '../worklist/key-image.tsx';
import styles from './print-page.module.css';

/** The report on A4: paper only, all marks kept, patient and page on every sheet. */
export function PrintPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('study');
  const navigate = useNavigate();
  const draft = useDraft(id);
  const back = () => void navigate(`/study/${id}`);
  useKeys({ Escape: back, p: () => window.print() });
  return (
    <div className={styles.desk}>
      <div className={styles.tools}>
        <Button shortcut="Esc" onClick={back}>
          {t('print.back')}
        </Button>
        <Button tone="primary" shortcut="P" onClick={() => window.print()} disabled={!draft.data?.report}>
          {t('print.print')}
        </Button>
      </div>
      <main className={styles.sheet} data-testid="print-sheet">
        {draft.error ? (
          <ErrorNote title={t('state.failed')} error={draft.error} />
        ) : draft.data?.report ? (
          <Sheet draft={draft.data as WrittenDraft} />
        ) : (
          <LoadingLines widths={[40, 90, 90, 70]} height={27} />
        )}
      </main>
    </div>
  );
}

function Sheet({ draft }: { readonly draft: WrittenDraft }) {
  const { t } = useTranslation('study');
  const { t: common } = useTranslation();
  const { patient, study, service, report } = draft;
  const organization = useOrganizationName(draft.organization);
  const { url } = useRendered(draft.keyImage);
  const name = personName(patient?.name ?? '');
  const age = ageInYears(patient?.birthDate, study?.started ?? draft.arrivedAt);
  const text = translated(report.conclusion, report._conclusion, language()) ?? '';
  const isFinal = draft.status === 'signed';
  const facts = [
    [t('print.patient'), name],
    [t('print.sex'), patient?.gender && common(`gender.${patient.gender}`)],
    [t('print.age'), age === undefined ? undefined : common('age', { age })],
    [t('print.patientId'), patient?.id],
    [t('print.accession'), study?.accessionNumber],
    [t('print.study'), study?.description],
    [t('print.date'), study?.started && dateAndClock(study.started)],
  ] as const;
  return (
    <>
      <PageMargins text={[name, patient?.id, study?.accessionNumber].filter(Boolean).join('  ')} />
      {patient?.simulated && <SimulatedBanner />}
      {service.state === 'research' && <ResearchRibbon />}
      <header className={styles.head}>
        <p>{organization}</p>
        <h1>
          {t('print.title')} {isFinal ? <AssistedMark /> : <DraftMark />}
        </h1>
        {!isFinal && <b className={styles.warning}>{t('print.preliminary')}</b>}
      </header>
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value || '–'}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.columns}>
        <table>
          <thead>
            <tr>
              <th>{service.title[language()]}</th>
              <th>{t('table.volume')} mL</th>
              <th>{t('table.interval')}</th>
            </tr>
          </thead>
          <tbody>
            {draft.observations.map((observation) => {
              const interval = intervalOf(observation);
              const [first] = editsOf(draft, `Observation/${observation.id}`);
              return (
                <tr key={observation.id}>
                  <td>{conceptName(observation.code, language())}</td>
                  <td>
                    {first && <del>{first.oldValue}</del>} {writtenValue(observation)}
                  </td>
                  <td>{formatInterval(interval?.low, interval?.high)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {url && (
          <figure>
            <img src={url} alt={t('print.keyImage')} />
            <figcaption>{t('print.keyImage')}</figcaption>
          </figure>
        )}
      </div>
      {reportSections(text).map(({ heading, text: paragraph }) => (
        <section key={paragraph} className={styles.section}>
          {heading && <h2>{heading}</h2>}
          <p>
            <Prose>{paragraph}</Prose>
          </p>
        </section>
      ))}
      {draft.edits.some(({ path }) => path === 'valueQuantity.value') && (
        <section className={styles.section}>
          <h2>{t('print.reasonOf')}</h2>
          <ul>
            {draft.edits
              .filter(({ path }) => path === 'valueQuantity.value')
              .map(({ resource, oldValue, newValue, reasonCode, reasonText, practitioner, at }) => (
                <li key={resource + at}>
                  {conceptName(draft.observations.find(({ id }) => resource.endsWith(`/${id}`))?.code, language())} {oldValue} → {newValue}
                  {language() === 'zh' ? '：' : ': '}
                  {[t(`editReason.${reasonCode}`, { defaultValue: '' }), reasonText].filter(Boolean).join(' · ')}（
                  {personName(practitioner.name)} {dateAndClock(at)}）
                </li>
              ))}
          </ul>
        </section>
      )}
      <footer className={styles.foot}>
        <div className={styles.signatures}>
          {draft.signatures.map(({ role, practitioner, at }) => (
            <div key={role}>
              <Seal name={at ? personName(practitioner?.name ?? '') : undefined} />
              <span>
                <b>
                  {common(`role.${role}`)} {at && personName(practitioner?.name ?? '')}
                </b>
                <small>{at ? dateAndClock(at) : t('sign.waiting')}</small>
              </span>
            </div>
          ))}
        </div>
        <p>
          {t('made.by')} {service.name} {service.version} ·{' '}
          {service.deviceClass === 'none' ? t('made.classNone') : t('made.class', { deviceClass: service.deviceClass })}
          {service.state === 'research' && service.deviceClass !== 'none' && ` · ${t('made.unregistered')}`} · {common('decides')}
        </p>
      </footer>
    </>
  );
}

/** Margins of each sheet: whose it is, and page n of m. */
function PageMargins({ text }: { readonly text: string }) {
  const quoted = `"${text.replace(/[\\"]/g, '\\$&')}"`;
  return (
    <style>{`@page { size: A4; margin: 16mm 18mm 18mm; @bottom-left { content: ${quoted}; font-size: 9pt; } @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; } }`}</style>
  );
}
