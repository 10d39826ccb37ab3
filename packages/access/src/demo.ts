/**
 * Whether demonstration sign-ins may exist: the server listens on loopback only, or somebody said so (`CONSILIUM_DEMO=1`).
 * `CONSILIUM_DEMO=0` turns them off everywhere.
 */
export function isDemoAllowed({
  host,
  env,
}: {
  readonly host: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): boolean {
  if (env.CONSILIUM_DEMO === '1') return true;
  if (env.CONSILIUM_DEMO === '0') return false;
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
