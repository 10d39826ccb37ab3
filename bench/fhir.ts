import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startServer } from '../stories/platform.ts';
import { atMost, type Figure } from './figure.ts';

interface Measured {
  readonly op: string;
  readonly failures: number;
  readonly serverCpuMsPerOp: number;
  readonly serverCpuMsPerResource: number | null;
  readonly resourcesPerSecond: number;
  readonly p99Ms: number;
  readonly errors: Record<string, number>;
}

/** CPU of server and PostgreSQL together for each FHIR operation, with validation, audit, history and row-level security on. */
export async function benchFhir(): Promise<readonly Figure[]> {
  const server = await startServer({ residents: 3 });
  try {
    const { stdout: token } = await server.consilium('token', '--user', 'gao');
    const run = async (n: number, ops: string): Promise<readonly Measured[]> => {
      const tool = join(import.meta.dirname, 'fhirbench.mjs');
      const args = [
        '--base',
        `${server.origin}/fhir`,
        '--token',
        token.trim(),
        '--ops',
        ops,
        '--n',
        String(n),
        '--concurrency',
        '4',
        '--bundle-size',
        '100',
        '--patients',
        '40',
        '--cpu-pids',
        String(server.process.pid),
      ];
      const { stdout } = await promisify(execFile)(process.execPath, [tool, ...args], { maxBuffer: 1e8 });
      return Object.values((JSON.parse(stdout) as { results: readonly Measured[] }).results);
    };
    await run(3000, 'create-bundle'); // first requests compile; a server is measured warm
    await run(1000, 'create,search-subject-code,identifier,chained,read');
    const figures: Figure[] = [];
    for (const m of await run(2000, 'create-bundle,create,search-subject-code,identifier,chained,everything,read')) {
      const failed = m.failures > 0 ? `${m.failures} FAILED: ${Object.keys(m.errors)[0]}` : '';
      const note = `p99 ${m.p99Ms} ms${failed ? `; ${failed}` : ''}`;
      if (m.op === 'create-bundle')
        figures.push({
          ...atMost('create Observation in bundles of 100, CPU', m.serverCpuMsPerResource ?? Number.NaN, 'ms', 2),
          note: `${m.resourcesPerSecond} a second; ${note}`,
        });
      else if (m.op === 'create') figures.push({ ...atMost('create Observation one by one, CPU', m.serverCpuMsPerOp, 'ms', 2), note });
      else if (m.op === 'search-subject-code')
        figures.push({ ...atMost('search by subject and code, sorted by date, CPU', m.serverCpuMsPerOp, 'ms', 1), note });
      else figures.push({ what: `${m.op}, CPU`, value: m.serverCpuMsPerOp, unit: 'ms', note });
    }
    const resident = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.process.pid}/status`, 'utf8'))?.[1]) / 1024;
    figures.push(atMost('Node process, most resident', Math.round(resident), 'MB', 500));
    return figures;
  } finally {
    await server.stop();
  }
}
