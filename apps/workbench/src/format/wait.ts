export type Wait = { readonly unit: 'minutes' | 'hours' | 'days'; readonly count: number };

/** How long something has waited: minutes up to two hours, then hours up to two days, then days; never below zero. */
export function waitSince(since: string, now: number): Wait {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
  if (minutes < 120) return { unit: 'minutes', count: minutes };
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? { unit: 'hours', count: hours } : { unit: 'days', count: Math.floor(hours / 24) };
}
