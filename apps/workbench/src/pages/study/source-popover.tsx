import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft, DraftObservation } from '../../api/drafts.ts';
import { formatInterval } from '../../format/number.ts';
import { personName } from '../../format/person-name.ts';
import { clock } from '../../format/time.ts';
import { conceptName } from '../../format/translated.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { language } from '../../language.ts';
import { editsOf, intervalOf } from './draft-values.ts';
import styles from './source-popover.module.css';
import { codeOf, writtenValue } from './value-changes.ts';

interface SourcePopoverProps {
  readonly draft: Draft;
  readonly observation: DraftObservation | undefined;
  /** Pixels from the top of the paper to the number. */
  readonly top: number;
  readonly nameOf: (observation: DraftObservation) => string;
  readonly onClose: () => void;
}

/** Where a number comes from, beside it, never over it. */
export function SourcePopover({ draft, observation, top, nameOf, onClose }: SourcePopoverProps) {
  const { t } = useTranslation('study');
  const element = useRef<HTMLElement>(null);
  useKeys({ Escape: onClose });
  useEffect(() => {
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !element.current?.contains(event.target) && !(event.target as Element).closest('table'))
        onClose();
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [onClose]);
  if (!observation) return null;

  const edits = editsOf(draft, `Observation/${observation.id}`);
  const [first, last] = [edits[0], edits.at(-1)];
  const unit = observation.valueQuantity?.unit ?? '';
  const interval = intervalOf(observation);
  const name = conceptName(observation.code, language()) ?? nameOf(observation);
  const part = codeOf(observation).replace('-volume', '');
  const segments = (draft.segmentation?.segments ?? []).filter(({ label }) => part === 'whole' || label.en.toLowerCase().includes(part));
  return (
    <aside
      ref={element}
      className={styles.popover}
      style={{ top: Math.max(8, top - 24) }}
      role="dialog"
      aria-label={t('source.label', { name })}
      data-testid="source"
    >
      <h2>
        {name} <span>Esc</span>
      </h2>
      <dl>
        <dt>{t('source.now')}</dt>
        <dd>
          <ins>
            {writtenValue(observation)} {unit}
          </ins>
        </dd>
        <dt>{t('source.changedBy')}</dt>
        <dd>
          {last ? `${personName(last.practitioner.name)}${language() === 'zh' ? '，' : ', '}${clock(last.at)}` : t('source.unchanged')}
        </dd>
        {last && (
          <>
            <dt>{t('source.reason')}</dt>
            <dd>
              {t(`editReason.${last.reasonCode}`)}
              {last.reasonText && (language() === 'zh' ? `：${last.reasonText}` : `: ${last.reasonText}`)}
            </dd>
          </>
        )}
      </dl>
      <hr />
      <dl>
        <dt>{t('source.ai')}</dt>
        <dd>
          {first?.oldValue ?? writtenValue(observation)} {unit}
        </dd>
        {interval && (
          <>
            <dt>{t('source.interval')}</dt>
            <dd>
              {formatInterval(interval.low, interval.high)} {unit}
              <br />
              <span className={styles.basis}>{conceptName(interval.basis, language())}</span>
            </dd>
          </>
        )}
        {observation.method && (
          <>
            <dt>{t('source.method')}</dt>
            <dd>{conceptName(observation.method, language())}</dd>
          </>
        )}
        {draft.segmentation && (
          <>
            <dt>{t('source.mask')}</dt>
            <dd>
              {t('source.maskText', {
                segments: segments.map(({ number, label }) => `${number} ${label[language()]}`).join(' + ') || t('source.maskAll'),
              })}
            </dd>
          </>
        )}
        {draft.study && (
          <>
            <dt>{t('source.series')}</dt>
            <dd className={styles.uid}>{draft.study.seriesInstanceUid}</dd>
          </>
        )}
        <dt>{t('source.service')}</dt>
        <dd>
          {draft.service.name} {draft.service.version}
        </dd>
      </dl>
    </aside>
  );
}
