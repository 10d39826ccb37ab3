import { useTranslation } from 'react-i18next';
import services from '../../../locales/zh/services.json' with { type: 'json' };
import type { Text } from '../../api/drafts.ts';
import type { RegisteredService } from '../../api/services.ts';
import { dateAndClock } from '../../format/time.ts';
import { language } from '../../language.ts';
import styles from './model-card.module.css';
import { Place } from './place.tsx';
import { StateMark } from './state-mark.tsx';

/** The 31 attributes from what it is for to how it is kept; the registry's database orders them by length. */
const ORDER = Object.keys(services.attribute);

function inReadingOrder(attributes: Readonly<Record<string, Text>>): [string, Text][] {
  const place = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return Object.entries(attributes).sort(([a], [b]) => place(a) - place(b));
}

/** What a service says of itself, what the registry's rules found, and what people decided. */
export function ModelCard({ service }: { readonly service: RegisteredService }) {
  const { t } = useTranslation('services');
  const { attributes = {}, limits = [], licences = [] } = service.card ?? {};
  return (
    <section className={styles.card} aria-label={t('card.title')}>
      <div className={styles.main}>
        <h2>
          {t('card.title')}　{service.title[language()]} {service.version}
        </h2>
        {limits.length > 0 && (
          <>
            <h3>{t('card.limits')}</h3>
            <ul className={styles.limits}>
              {limits.map((limit) => (
                <li key={limit.en}>{limit[language()]}</li>
              ))}
            </ul>
          </>
        )}
        <dl className={styles.attributes}>
          {inReadingOrder(attributes).map(([name, text]) => (
            <div key={name}>
              <dt>{t(`attribute.${name}`, { defaultValue: name })}</dt>
              <dd>{text[language()]}</dd>
            </div>
          ))}
        </dl>
        {!service.card && <p>{t('card.none')}</p>}
      </div>
      <aside className={styles.side}>
        <h3>{t('card.decisions')}</h3>
        <ol className={styles.decisions}>
          {service.decisions.map(({ organization, state, reason, by, at }) => (
            <li key={organization + at}>
              <StateMark state={state} /> <Place id={organization} />
              <p>{reason}</p>
              <small>
                {by} {dateAndClock(at)}
              </small>
            </li>
          ))}
          {service.decisions.length === 0 && <li>{t('noDecision')}</li>}
        </ol>
        <h3>{t('card.rules')}</h3>
        <ul className={styles.rules}>
          {service.rules.map(({ rule, missing }) => (
            <li key={rule}>
              <b>{missing.length === 0 ? t('card.holds') : t('card.missing')}</b> {rule}
              {missing.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </li>
          ))}
        </ul>
        {licences.length > 0 && (
          <>
            <h3>{t('card.licences')}</h3>
            <ul className={styles.rules}>
              {licences.map((licence) => (
                <li key={licence}>{licence}</li>
              ))}
            </ul>
          </>
        )}
      </aside>
    </section>
  );
}
