import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorklistItem } from '../../api/drafts.ts';
import { ageInYears } from '../../format/age.ts';
import { personName } from '../../format/person-name.ts';
import { clock, day, dayAndClock } from '../../format/time.ts';
import { waitSince } from '../../format/wait.ts';
import { language } from '../../language.ts';
import { ResearchMark, SimulatedMark, UrgencyTag } from '../../parts/marks.tsx';
import { Prose } from '../../parts/prose.tsx';
import { Seals } from '../../parts/seals.tsx';
import styles from './rows.module.css';

interface RowsProps {
  readonly rows: readonly WorklistItem[];
  readonly undrafted: readonly WorklistItem[];
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly onOpen: (id: string) => void;
}

/** Below this width a touch opens the row: there is no preview beside it. */
const PREVIEW_WIDTH = 1100;

export function Rows({ rows, undrafted, selected, onSelect, onOpen }: RowsProps) {
  const { t } = useTranslation('worklist');
  const body = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    if (selected) body.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const simulated = [...rows, ...undrafted].some(({ patient }) => patient?.simulated);
  const props = (item: WorklistItem) => ({
    item,
    isSelected: item.id === selected,
    onChoose: () => (window.innerWidth < PREVIEW_WIDTH ? onOpen(item.id) : onSelect(item.id)),
    onOpen: () => onOpen(item.id),
  });
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th className={styles.urgency}>{t('column.urgency')}</th>
          <th className={styles.patient}>
            {t('column.patient')} {simulated && <SimulatedMark />}
          </th>
          <th className={styles.study}>{t('column.study')}</th>
          <th>{t('column.draft')}</th>
          <th className={styles.status}>{t('column.status')}</th>
          <th className={styles.arrived}>{t('column.arrived')}</th>
          <th className={styles.seals}>{t('column.signatures')}</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((item) => (
          <DraftRow key={item.id} {...props(item)} />
        ))}
        {undrafted.length > 0 && (
          <tr className={styles.group}>
            <td colSpan={7}>{t('undrafted')}</td>
          </tr>
        )}
        {undrafted.map((item) => (
          <UndraftedRow key={item.id} {...props(item)} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly item: WorklistItem;
  readonly isSelected: boolean;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
}

function DraftRow({ item, isSelected, onChoose, onOpen }: RowProps) {
  const { t: common } = useTranslation();
  const isOpen = item.status === 'awaiting-signature' || item.status === 'awaiting-review';
  const { unit, count } = waitSince(item.arrivedAt, Date.now());
  const isToday = day(item.arrivedAt) === day(new Date().toISOString());
  return (
    <tr
      aria-selected={isSelected}
      onClick={onChoose}
      onDoubleClick={onOpen}
      data-testid="worklist-row"
      data-item={item.id}
      data-status={item.status}
    >
      <td className={styles.urgency}>
        <UrgencyTag priority={item.priority} />
      </td>
      <td className={styles.patient}>
        <Who item={item} />
        <small>{item.organization.name}</small>
      </td>
      <td className={styles.study}>
        <span title={item.study?.description}>{item.study?.description}</span>
        <small>
          {item.service.name} {item.service.version}
        </small>
      </td>
      <td className={styles.summary}>
        <span>
          {item.checks.length > 0 && isOpen && <Check />}
          <span className={item.status === 'signed' ? '' : styles.pencil}>
            <Prose>{item.summary[language()]}</Prose>
          </span>
        </span>
      </td>
      <td className={styles.status}>
        <span data-testid="row-status" data-status={item.status}>
          {common(`status.${item.status}`)}
        </span>
        {item.service.state === 'research' && <ResearchMark />}
      </td>
      <td className={styles.arrived}>
        {isToday ? clock(item.arrivedAt) : dayAndClock(item.arrivedAt)}
        {isOpen && <small>{common(`wait.${unit}`, { count })}</small>}
      </td>
      <td className={styles.seals}>
        <Seals item={item} />
      </td>
    </tr>
  );
}

function UndraftedRow({ item, isSelected, onChoose, onOpen }: RowProps) {
  const { t } = useTranslation('worklist');
  const { t: common } = useTranslation();
  return (
    <tr
      className={styles.off}
      aria-selected={isSelected}
      onClick={onChoose}
      onDoubleClick={onOpen}
      data-testid="worklist-row"
      data-item={item.id}
      data-status={item.status}
    >
      <td className={styles.urgency}>
        <span data-testid="row-status" data-status={item.status}>
          {common(`status.${item.status}`)}
        </span>
      </td>
      <td className={styles.patient}>
        <Who item={item} plain />
      </td>
      <td className={styles.study}>{item.study?.description}</td>
      <td colSpan={3} className={styles.reason} title={item.summary[language()]}>
        <span>
          {item.service.name}
          {language() === 'zh' ? '：' : ': '}
          {item.summary[language()]}
        </span>
      </td>
      <td className={styles.seals}>
        <button type="button" onClick={onOpen}>
          {t('read')}
        </button>
      </td>
    </tr>
  );
}

function Who({ item, plain = false }: { readonly item: WorklistItem; readonly plain?: boolean }) {
  const { t } = useTranslation();
  const { name = '', gender, birthDate } = item.patient ?? {};
  const age = ageInYears(birthDate, item.study?.started ?? item.arrivedAt);
  const words = [gender && t(`gender.${gender}`), age].filter((word) => word !== undefined && word !== '').join(' ');
  return (
    <span className={styles.who}>
      <b className={plain ? styles.plain : ''}>{personName(name)}</b> <span>{words}</span>
    </span>
  );
}

const Check = () => <span className={styles.check}>{useTranslation('worklist').t('checks')}</span>;
