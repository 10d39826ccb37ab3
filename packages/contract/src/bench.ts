/** A figure over the cases of a bench with its 95 % interval (percentile bootstrap over cases). */
export interface Metric {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** One case of a bench. Figures by name beside it; a declined case has a reason and no figures. */
export interface BenchCase {
  readonly case: string;
  /** The service asked the signing person to look. */
  readonly check?: boolean;
  /** Why the service declined. */
  readonly declined?: string;
  readonly [figure: string]: string | number | boolean | undefined;
}

/** What every `consilium bench SERVICE --json` prints. */
export interface BenchResult {
  readonly service: string;
  readonly version: string;
  /** Cases measured, declined ones not counted. */
  readonly n: number;
  readonly declined: number;
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly secondsPerCase: number;
  readonly perCase: readonly BenchCase[];
}

/** A service's `bench.ts` exports this as `bench`: the service's own code path over a folder of labelled cases. */
export type Bench = (folder: string, onProgress?: (done: number, total: number, name: string) => void) => Promise<BenchResult>;
