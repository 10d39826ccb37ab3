import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { HumanName } from 'fhir/r4.js';
import { getJson, postJson } from './request.ts';

/** Images that wait until a person says whose they are, or which of two contents stays. */
export interface Conflict {
  readonly id: string;
  readonly kind: 'patient-identity' | 'study-patient' | 'instance-content';
  readonly reason: string;
  readonly patient: string | null;
  readonly identity: { readonly patientId: string; readonly name?: string; readonly birthDate?: string; readonly sex?: string };
  readonly studyInstanceUid: string;
  readonly openedAt: string;
  readonly instances: number;
}
export type Decision = { readonly patient: string } | { readonly keep: 'stored' | 'received' };

export const useConflicts = () =>
  useQuery({
    queryKey: ['conflicts'],
    queryFn: async () => (await getJson<{ items: readonly Conflict[] }>('/api/archive/conflicts')).items,
  });

export function useDecide() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, decision }: { id: string; decision: Decision }) => postJson(`/api/archive/conflicts/${id}/$resolve`, decision),
    onSettled: () => queries.invalidateQueries({ queryKey: ['conflicts'] }),
  });
}

export interface KnownPatient {
  readonly id: string;
  readonly name?: readonly HumanName[];
  readonly gender?: string;
  readonly birthDate?: string;
  readonly meta?: { readonly tag?: readonly { readonly code?: string }[] };
}
export const isSimulated = (patient: KnownPatient | undefined): boolean =>
  patient?.meta?.tag?.some(({ code }) => code === 'HTEST') ?? false;

/** The patients that conflicts name, by id. */
export const useKnownPatients = (ids: readonly string[]): ReadonlyMap<string, KnownPatient> =>
  useQueries({
    queries: [...new Set(ids)].map((id) => ({
      queryKey: ['patient', id],
      queryFn: () => getJson<KnownPatient>(`/fhir/Patient/${id}`),
      retry: false,
    })),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
