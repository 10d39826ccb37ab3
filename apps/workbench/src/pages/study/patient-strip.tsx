import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { WorklistItem } from '../../api/drafts.ts';
import { ageInYears } from '../../format/age.ts';
import { personName } from '../../format/person-name.ts';
import { dateAndClock } from '../../format/time.ts';
import { KeyCap } from '../../parts/key-cap.tsx';
import { SimulatedMark, UrgencyTag } from '../../parts/marks.tsx';
import styles from './patient-strip.module.css';

interface PatientStripProps {
  readonly item: WorklistItem | undefined;
  /** Place in the list that the person came from; -1 when not in it. */
  readonly index: number;
  readonly count: number;
  readonly onStep: (by: number) => () => void;
}

export function PatientStrip({ item, index, count, onStep }: PatientStripProps) {
  const { t } = useTranslation('study');
  const { t: common } = useTranslation();
  const age = ageInYears(item?.patient?.birthDate, item?.study?.started ?? item?.arrivedAt);
  return (
    <section className={styles.strip}>
      {item && (
        <>
          <h1>
            {personName(item.patient?.name ?? '')} {item.patient?.simulated && <SimulatedMark />}
          </h1>
          {item.priority !== 'routine' && <UrgencyTag priority={item.priority} />}
          {(item.patient?.gender || age !== undefined) && (
            <b>
              {item.patient?.gender && common(`gender.${item.patient.gender}`)} {age !== undefined && common('age', { age })}
            </b>
          )}
          {item.study?.accessionNumber && (
            <span>
              {t('strip.accession')} <b>{item.study.accessionNumber}</b>
            </span>
          )}
          <b className={styles.study}>{item.study?.description}</b>
          {item.study?.started && <span>{dateAndClock(item.study.started)}</span>}
          <span className={styles.place}>{item.organization.name}</span>
        </>
      )}
      <span className={styles.end}>
        {index >= 0 && <span>{t('strip.position', { index: index + 1, count })}</span>}
        {index >= 0 && (
          <>
            <button type="button" onClick={onStep(1)} aria-label={common('keys.next')}>
              <KeyCap>J</KeyCap>
            </button>
            <button type="button" onClick={onStep(-1)} aria-label={common('keys.next')}>
              <KeyCap>K</KeyCap>
            </button>
          </>
        )}
        <Link to="/worklist">{t('strip.back')}</Link>
      </span>
    </section>
  );
}
