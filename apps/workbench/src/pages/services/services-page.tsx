import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type RegisteredService, type StateDecision, useServices } from '../../api/services.ts';
import { Frame } from '../../frame/frame.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { language } from '../../language.ts';
import { EmptyNote, ErrorNote, LoadingLines } from '../../parts/states.tsx';
import { neighbour } from '../worklist/held-order.ts';
import { ModelCard } from './model-card.tsx';
import { Place } from './place.tsx';
import styles from './services-page.module.css';
import { StateMark } from './state-mark.tsx';

const keyOf = ({ name, version }: RegisteredService): string => `${name}@${version}`;

/** The registry: which services there are, what each may do here, and its card. */
export function ServicesPage() {
  const { t } = useTranslation('services');
  const services = useServices();
  const [parameters, setParameters] = useSearchParams();
  const items = services.data ?? [];
  const wanted = parameters.get('service');
  const current = items.find((item) => keyOf(item) === wanted) ?? items.find(({ name }) => name === wanted) ?? items[0];
  const choose = (key: string | undefined) => key && setParameters({ service: key }, { replace: true });
  const keys = items.map(keyOf);
  const step = (by: number) => () => void choose(neighbour(keys, current && keyOf(current), by));
  useKeys({ j: step(1), k: step(-1) });
  return (
    <Frame>
      <main className={styles.page}>
        <header className={styles.head}>
          <h1>{t('title')}</h1>
          <span>{t('lead')}</span>
          <ul className={styles.legend}>
            {(['active', 'research', 'shadow', 'suspended'] as const).map((state) => (
              <li key={state}>
                <StateMark state={state} />
              </li>
            ))}
          </ul>
        </header>
        {services.error ? (
          <ErrorNote title={t('failed')} error={services.error} onRetry={() => void services.refetch()}>
            <p>{t('failedSafe')}</p>
          </ErrorNote>
        ) : !services.data ? (
          <div className={styles.loading}>
            <LoadingLines widths={[80, 74, 86]} height={32} />
          </div>
        ) : items.length === 0 ? (
          <EmptyNote title={t('empty')}>
            <p>{t('emptyText')}</p>
          </EmptyNote>
        ) : (
          <>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th>{t('column.service')}</th>
                  <th>{t('column.version')}</th>
                  <th>{t('column.class')}</th>
                  <th>{t('column.here')}</th>
                  <th>{t('column.elsewhere')}</th>
                  <th>{t('column.signatures')}</th>
                  <th>{t('column.rules')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <Row key={keyOf(item)} item={item} isSelected={item === current} onChoose={() => void choose(keyOf(item))} />
                ))}
              </tbody>
            </table>
            {current && <ModelCard service={current} />}
          </>
        )}
      </main>
    </Frame>
  );
}

function Row({
  item,
  isSelected,
  onChoose,
}: {
  readonly item: RegisteredService;
  readonly isSelected: boolean;
  readonly onChoose: () => void;
}) {
  const { t } = useTranslation('services');
  const { t: common } = useTranslation();
  const held = item.rules.filter(({ missing }) => missing.length === 0).length;
  const elsewhere = latestByPlace(item.decisions).filter(({ organization }) => organization !== item.here.organization);
  return (
    <tr aria-selected={isSelected} onClick={onChoose} data-testid="service-row">
      <td>
        <button type="button" onClick={onChoose}>
          {item.title[language()]}
        </button>{' '}
        <small>{item.name}</small>
      </td>
      <td>{item.version}</td>
      <td>{item.deviceClass === 'none' ? t('classNone') : t('class', { deviceClass: item.deviceClass })}</td>
      <td title={item.here.reason}>
        <StateMark state={item.here.state} />
      </td>
      <td className={styles.places}>
        {elsewhere.length === 0
          ? t('noDecision')
          : elsewhere.map((decision) => (
              <span key={decision.organization}>
                <Place id={decision.organization} /> <StateMark state={decision.state} />
              </span>
            ))}
      </td>
      <td>{item.signatures.length === 0 ? t('noSignature') : item.signatures.map((role) => common(`role.${role}`)).join(' → ')}</td>
      <td>{t('rulesHold', { held, count: item.rules.length })}</td>
    </tr>
  );
}

/** The last decision of each organisation. */
function latestByPlace(decisions: readonly StateDecision[]): StateDecision[] {
  const latest = new Map<string, StateDecision>();
  for (const decision of [...decisions].sort((a, b) => a.at.localeCompare(b.at))) latest.set(decision.organization, decision);
  return [...latest.values()];
}
