import type { Me } from '../api/me.ts';

export interface Task {
  readonly id: 'worklist' | 'study' | 'services' | 'administration';
  readonly path: string;
  /** Key after `G`. */
  readonly key: string;
}

const LAST_STUDY = 'consilium.last-study';
export const rememberStudy = (id: string): void => sessionStorage.setItem(LAST_STUDY, id);

/** Tasks of the person's roles (who may store images decides about those whose owner is open); those a role lacks are absent, not grey. */
export function tasksOf({ permissions }: Pick<Me, 'permissions'>, lastStudy = sessionStorage.getItem(LAST_STUDY)): Task[] {
  const reads = permissions.includes('draft.read');
  return [
    ...(reads ? [{ id: 'worklist', path: '/worklist', key: 'w' } as const] : []),
    ...(reads && lastStudy ? [{ id: 'study', path: `/study/${lastStudy}`, key: 's' } as const] : []),
    ...(permissions.includes('registry.read') ? [{ id: 'services', path: '/services', key: 'v' } as const] : []),
    ...(permissions.includes('archive.store') ? [{ id: 'administration', path: '/administration', key: 'a' } as const] : []),
  ];
}

export const landingPath = (me: Pick<Me, 'permissions'>): string | undefined => tasksOf(me, null)[0]?.path;
