import { useTranslation } from 'react-i18next';
import { useOrganizationName } from '../../api/organization.ts';

/** Name of an organisation, or of all of them. */
export function Place({ id }: { readonly id: string }) {
  const { t } = useTranslation('services');
  const name = useOrganizationName(id === '*' ? { id, name: t('card.everywhere') } : { id });
  return <>{name}</>;
}
