import { useTranslation } from 'react-i18next';
import { type Conflict, type Decision, isSimulated, type KnownPatient, useDecide } from '../../api/conflicts.ts';
import { personName } from '../../format/person-name.ts';
import { dateAndClock } from '../../format/time.ts';
import { language } from '../../language.ts';
import { Button } from '../../parts/button.tsx';
import { SimulatedMark } from '../../parts/marks.tsx';
import { ErrorNote } from '../../parts/states.tsx';
import styles from './conflict-case.module.css';

const GENDER_OF_SEX: Readonly<Record<string, string>> = { M: 'male', F: 'female', O: 'other' };

/** One question, both sides beside each other, and the decisions that can be taken. */
export function ConflictCase({ conflict, known }: { readonly conflict: Conflict; readonly known: KnownPatient | undefined }) {
  const { t } = useTranslation('administration');
  const decide = useDecide();
  const choose = (decision: Decision) => () => decide.mutate({ id: conflict.id, decision });
  const { identity } = conflict;
  return (
    <article className={styles.case} data-testid="conflict">
      <h2>
        {t(`kind.${conflict.kind}`)}
        <span>
          {t('opened', { at: dateAndClock(conflict.openedAt) })} · {t('instances', { count: conflict.instances })}
        </span>
      </h2>
      {language() === 'en' && <p className={styles.reason}>{conflict.reason}</p>}{' '}
      {/* the archive's own words; in Chinese the heading says it */}
      <div className={styles.sides}>
        <Side
          title={t('received')}
          name={personName(identity.name ?? '')}
          patientId={identity.patientId}
          birthDate={identity.birthDate?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')}
          gender={GENDER_OF_SEX[identity.sex ?? '']}
        />
        {conflict.patient && (
          <Side
            title={t('known')}
            name={nameOf(known)}
            patientId={conflict.patient}
            birthDate={known?.birthDate}
            gender={known?.gender}
            simulated={isSimulated(known)}
          />
        )}
      </div>
      <div className={styles.actions}>
        {conflict.kind === 'instance-content' ? (
          <>
            <Button onClick={choose({ keep: 'stored' })} disabled={decide.isPending}>
              {t('keepStored')}
            </Button>
            <Button onClick={choose({ keep: 'received' })} disabled={decide.isPending}>
              {t('keepReceived')}
            </Button>
          </>
        ) : (
          <>
            {conflict.patient && (
              <Button onClick={choose({ patient: conflict.patient })} disabled={decide.isPending} data-testid="conflict-join">
                {t('join')}
              </Button>
            )}
            <Button onClick={choose({ patient: 'new' })} disabled={decide.isPending} data-testid="conflict-new">
              {t('createNew')}
            </Button>
          </>
        )}
      </div>
      {decide.error && <ErrorNote title={t('resolveFailed')} error={decide.error} />}
    </article>
  );
}

interface SideProps {
  readonly title: string;
  readonly name: string | undefined;
  readonly patientId: string;
  readonly birthDate: string | undefined;
  readonly gender: string | undefined;
  readonly simulated?: boolean;
}

function Side({ title, name, patientId, birthDate, gender, simulated = false }: SideProps) {
  const { t } = useTranslation('administration');
  const { t: common } = useTranslation();
  return (
    <div>
      <h3>{title}</h3>
      <b>{name || t('unknown')}</b> {simulated && <SimulatedMark />}
      <p>
        {[gender && common(`gender.${gender}`), birthDate ?? t('unknown')].filter(Boolean).join(' · ')} ·{' '}
        {t('patientId', { id: patientId })}
      </p>
    </div>
  );
}

function nameOf(patient: KnownPatient | undefined): string | undefined {
  const name = patient?.name?.[0];
  return name && personName(name.text ?? [name.family, ...(name.given ?? [])].filter(Boolean).join(' '));
}
