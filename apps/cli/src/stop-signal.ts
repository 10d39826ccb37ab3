/** Somebody pressed Ctrl-C. */
export class Interrupted extends Error {}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm and the shell may both pass one Ctrl-C on: what follows within this time is the same one. */
const SAME_MS = 1000;

/** Aborts at the first Ctrl-C, so that open work is finished or rolled back and the database closed; a second one ends the process at once. */
export function createStopSignal(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  let since = 0;
  const stop = (): void => {
    if (controller.signal.aborted) {
      if (Date.now() - since > SAME_MS) process.exit(130);
      return;
    }
    since = Date.now();
    console.error('Stopping ...');
    controller.abort(new Interrupted('stopped'));
  };
  for (const name of SIGNALS) process.on(name, stop);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of SIGNALS) process.off(name, stop);
    },
  };
}
