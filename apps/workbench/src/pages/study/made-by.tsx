import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Draft } from '../../api/drafts.ts';
import { language } from '../../language.ts';
import styles from './made-by.module.css';

/** Who made the draft, from what, and where it is known to fail. */
export function MadeBy({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation('study');
  const { service, study, reads, limits } = draft;
  const separator = language() === 'zh' ? '、' : ', ';
  const inputs = [
    ...(study ? [t('made.readSeries', { modality: study.modality })] : []),
    ...reads.map((read) => t(`reads.${read.replace('.', '-')}`, { defaultValue: read })),
  ];
  return (
    <dl className={styles.made}>
      <dt>{t('made.by')}</dt>
      <dd>
        {service.name} {service.version} ·{' '}
        {service.deviceClass === 'none' ? t('made.classNone') : t('made.class', { deviceClass: service.deviceClass })}
        {service.state === 'research' && service.deviceClass !== 'none' && `${language() === 'zh' ? '，' : ', '}${t('made.unregistered')}`}{' '}
        · <Link to={`/services?service=${service.name}`}>{t('made.card')}</Link>
      </dd>
      <dt>{t('made.read')}</dt>
      <dd>{inputs.join(separator)}</dd>
      <dt>{t('made.limits')}</dt>
      <dd>
        {limits.length
          ? limits.map((limit) => limit[language()].replace(/[。.]$/, '')).join(language() === 'zh' ? '；' : '; ')
          : t('made.noLimits')}
      </dd>
    </dl>
  );
}
