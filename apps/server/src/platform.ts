import { createServer } from 'node:net';
import { join } from 'node:path';
import { createAccess } from '@consilium/access';
import { archiveRoutes, startDimse } from '@consilium/archive';
import { recordRoutes } from '@consilium/record';
import { registryRoutes } from '@consilium/registry';
import { createRuntime, runtimeRoutes } from '@consilium/runtime';
import { STAFF } from '@consilium/simulate';
import fastifyCompress from '@fastify/compress';
import { type Configuration, originOf } from './configuration.ts';
import { openFoundation } from './foundation.ts';
import { createHttp } from './http.ts';
import { DEMO_PASSWORD } from './seed.ts';
import { startSeeding } from './seeding.ts';
import { workbenchRoutes } from './workbench-routes.ts';

export interface Platform {
  /** Where browsers find it, `http://127.0.0.1:8080`. */
  readonly origin: string;
  readonly dicomPort: number;
  /** What a person should know, such as AI services that run without isolation. */
  readonly warnings: readonly string[];
  readonly demoSignIns: readonly { readonly name: string; readonly password: string; readonly zh: string; readonly en: string }[];
  /** Settles when the simulated county stands. */
  readonly seeding: Promise<void>;
  /** Lets running work end, then stops everything, the database included. */
  stop(): Promise<void>;
}

/** Services of the repository, beside those of `CONSILIUM_SERVICES`. */
const SERVICES = join(import.meta.dirname, '../../../services');

/** Wires the floors together and opens the doors. What was begun is closed again when a later step fails. */
export async function startPlatform(configuration: Configuration): Promise<Platform> {
  const closing: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const foundation = await openFoundation(configuration);
    closing.push(() => foundation.close());
    const { database, archive } = foundation;

    const port = configuration.port || (await freePort(configuration.host));
    const origin = originOf({ ...configuration, port });
    const runtime = await createRuntime({ database, archive, servicesFolders: [SERVICES, ...configuration.serviceFolders] });
    const seeding = await startSeeding(
      foundation,
      configuration,
      runtime.services.map(({ manifest }) => manifest),
    );
    closing.push(() => seeding.stop());

    const app = createHttp(configuration);
    closing.push(() => app.close());
    const access = await createAccess({ database, issuer: origin, demo: configuration.demo });
    await app.register(access.plugin);
    await app.register(fastifyCompress, { threshold: 2048, encodings: ['gzip', 'identity'] });
    recordRoutes(app, { database });
    archiveRoutes(app, { database, archive });
    registryRoutes(app, { database });
    runtimeRoutes(app, runtime);
    app.get('/api/seeding', { config: { public: true } }, async () => seeding.state());
    await workbenchRoutes(app);
    await app.listen({ host: configuration.host, port });

    const dimse = await startDimse({
      host: configuration.host,
      port: configuration.dicomPort,
      aeTitle: configuration.aeTitle,
      archive,
      database,
    });
    closing.push(() => dimse.close());
    await runtime.start();
    closing.push(() => runtime.stop());
    return {
      origin,
      dicomPort: dimse.port,
      warnings: runtime.warnings,
      demoSignIns: configuration.demo
        ? STAFF.map((s) => ({
            name: s.userName,
            password: DEMO_PASSWORD,
            zh: `${s.family}${s.given} ${s.title.zh}`,
            en: `${s.en}, ${s.title.en}`,
          }))
        : [],
      seeding: seeding.finished,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const freePort = (host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
