import { useTranslation } from 'react-i18next';
import type { Change, DraftObservation, WrittenDraft } from '../../api/drafts.ts';
import { formatInterval } from '../../format/number.ts';
import { personName } from '../../format/person-name.ts';
import { conceptName } from '../../format/translated.ts';
import { language } from '../../language.ts';
import { editsOf, intervalOf } from './draft-values.ts';
import { IntervalBar } from './interval-bar.tsx';
import type { Editing } from './paper.tsx';
import { codeOf, writtenValue } from './value-changes.ts';
import { ValueEditor } from './value-editor.tsx';
import styles from './volumes-table.module.css';

export interface EditableProps {
  readonly draft: WrittenDraft;
  readonly editable: boolean;
  readonly editing: Editing;
  readonly setEditing: (editing: Editing) => void;
  readonly save: (changes: readonly Change[]) => Promise<void>;
  /** A person has taken the draft over by a signature. */
  readonly ink: boolean;
}

const DOTS: Readonly<Record<string, string>> = { 'anterior-volume': 'var(--p1)', 'posterior-volume': 'var(--p2)' };
const TOTALS = new Set(['whole-volume']);

interface VolumesTableProps extends EditableProps {
  readonly nameOf: (observation: DraftObservation) => string;
  /** The observation whose source is shown. */
  readonly source: string | undefined;
  readonly onSource: (observation: string, place: HTMLElement) => void;
}

export function VolumesTable({ draft, editable, editing, setEditing, save, ink, nameOf, source, onSource }: VolumesTableProps) {
  const { t } = useTranslation('study');
  const max = Math.ceil(
    Math.max(1, ...draft.observations.map((observation) => Number(intervalOf(observation)?.high ?? writtenValue(observation)))),
  );
  const totals = new Set(draft.observations.filter((observation) => TOTALS.has(codeOf(observation))).map(({ id }) => `Observation/${id}`));
  const values = draft.edits.filter(({ resource }) => resource.startsWith('Observation/'));
  const ofParts = values.filter(({ resource }) => !totals.has(resource));
  const personal = ofParts.length > 0 ? ofParts : values; // a total that follows its parts is no edit of its own
  const last = personal.at(-1);
  const sites = [...new Set(draft.observations.map(({ bodySite }) => conceptName(bodySite, language())).filter(Boolean))];
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('table.region')}</th>
            <th className={styles.number}>
              {t('table.volume')} <span className={styles.unit}>mL</span>
            </th>
            <th className={styles.number}>{t('table.interval')}</th>
            <th className={styles.axis}>{t('table.scale', { max })}</th>
          </tr>
        </thead>
        <tbody>
          {draft.observations.map((observation) => {
            const code = codeOf(observation);
            const [first] = editsOf(draft, `Observation/${observation.id}`);
            const interval = intervalOf(observation);
            if (editing === observation.id) {
              return (
                <tr key={observation.id}>
                  <td colSpan={4} className={styles.editor}>
                    <ValueEditor {...{ draft, observation, nameOf, save }} onCancel={() => setEditing(undefined)} />
                  </td>
                </tr>
              );
            }
            return (
              <tr key={observation.id} className={TOTALS.has(code) ? styles.total : ''}>
                <td className={styles.region}>
                  <i className={styles.dot} style={{ background: DOTS[code] }} />
                  {nameOf(observation)}
                </td>
                <td className={styles.number} data-testid={`volume-${code}`}>
                  <button
                    type="button"
                    className={`${styles.value} ${first || ink ? styles.ink : styles.pencil}`}
                    aria-expanded={source === observation.id}
                    onClick={(event) => onSource(observation.id, event.currentTarget)}
                    onDoubleClick={() => editable && setEditing(observation.id)}
                  >
                    {first && <del>{first.oldValue}</del>} {first ? <ins>{writtenValue(observation)}</ins> : writtenValue(observation)}
                  </button>
                </td>
                <td className={`${styles.number} ${styles.interval}`} title={first && t('table.aiInterval')}>
                  {first && <span>AI </span>}
                  {formatInterval(interval?.low, interval?.high)}
                </td>
                <td className={styles.axis}>
                  <IntervalBar
                    value={Number(writtenValue(observation))}
                    low={Number(interval?.low)}
                    high={Number(interval?.high)}
                    max={max}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.note}>
        <span>{sites.join(' · ')}</span>
        {last && (
          <span>
            {t('table.edits', {
              count: personal.length,
              who: personName(last.practitioner.name),
              reason: last.reasonText ?? t(`editReason.${last.reasonCode}`),
            })}
          </span>
        )}
      </p>
    </>
  );
}
