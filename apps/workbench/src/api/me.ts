import { useQuery } from '@tanstack/react-query';
import type { Text } from './drafts.ts';
import { getJson } from './request.ts';

/** Who is signed in. */
export interface Me {
  readonly user: { readonly id: string; readonly name: string; readonly displayName: Text; readonly practitioner?: string };
  readonly organization: { readonly id: string; readonly name: Text };
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  readonly consortium: string;
  readonly demo: boolean;
}

export const useMe = () => useQuery({ queryKey: ['me'], queryFn: () => getJson<Me>('/api/me'), staleTime: Number.POSITIVE_INFINITY });
