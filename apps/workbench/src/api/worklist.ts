import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { WorklistItem } from './drafts.ts';
import { followEvents } from './events.ts';
import { getJson } from './request.ts';

export const useWorklist = () =>
  useQuery({
    queryKey: ['worklist'],
    queryFn: async () => (await getJson<{ items: readonly WorklistItem[] }>('/api/worklist')).items,
    refetchInterval: 30_000, // besides the events, for a proxy that swallows them
  });

/** Refreshes the worklist, and the draft on the screen, when the server says that something changed. */
export function useWorklistEvents(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    void followEvents(
      '/api/events',
      () => void Promise.all([queries.invalidateQueries({ queryKey: ['worklist'] }), queries.invalidateQueries({ queryKey: ['draft'] })]),
      stop.signal,
    );
    return () => stop.abort();
  }, [queries]);
}

export interface Seeding {
  readonly done: boolean;
  readonly share: number;
  readonly step: { readonly zh: string; readonly en: string };
}
/** Whether the simulated county is still being made; asked again each second until it is done. */
export const useSeeding = () =>
  useQuery({
    queryKey: ['seeding'],
    queryFn: () => getJson<Seeding>('/api/seeding'),
    retry: false,
    refetchInterval: ({ state }) => (state.data && !state.data.done ? 1000 : false),
  });
