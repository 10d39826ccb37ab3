import { useQuery } from '@tanstack/react-query';
import type { Text } from './drafts.ts';
import { getJson } from './request.ts';

export type ServiceState = 'registered' | 'shadow' | 'research' | 'active' | 'suspended' | 'retired';

export interface StateDecision {
  readonly organization: string;
  readonly state: ServiceState;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** One version of a service as the registry knows it. */
export interface RegisteredService {
  readonly name: string;
  readonly version: string;
  readonly title: Text;
  readonly deviceClass: string;
  readonly signatures: readonly string[];
  readonly device: string;
  readonly card?: {
    readonly attributes?: Readonly<Record<string, Text>>;
    readonly limits?: readonly Text[];
    readonly licences?: readonly string[];
  };
  readonly rules: readonly { readonly rule: string; readonly missing: readonly string[] }[];
  /** What it may do in the caller's organisation. */
  readonly here: StateDecision;
  readonly decisions: readonly StateDecision[];
}

export const useServices = () =>
  useQuery({
    queryKey: ['services'],
    queryFn: async () => (await getJson<{ items: readonly RegisteredService[] }>('/api/services')).items,
  });
