import { useQuery } from '@tanstack/react-query';
import type { Extension } from 'fhir/r4.js';
import { translated } from '../format/translated.ts';
import { language } from '../language.ts';
import { getJson } from './request.ts';

/** Name of an organisation from the record; its id where the record does not tell. */
export function useOrganizationName(organization: { readonly id: string; readonly name?: string }): string {
  const { data } = useQuery({
    queryKey: ['organization', organization.id],
    queryFn: () => getJson<{ name?: string; _name?: { extension?: readonly Extension[] } }>(`/fhir/Organization/${organization.id}`),
    enabled: !organization.name,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return organization.name ?? translated(data?.name, data?._name, language()) ?? organization.id;
}
