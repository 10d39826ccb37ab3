import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { isDemoAllowed } from '@consilium/access';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** Every setting of the platform: environment variable, default, effect. Read once, at start. */
const Settings = z.object({
  /** Folder of everything that is kept: database, images, logs. */
  CONSILIUM_HOME: z.string().min(1).default('.consilium'),
  /** TCP port of HTTP; 0 takes a free one. */
  PORT: port.default(8080),
  /** Address to listen on; anything but loopback turns the demonstration sign-ins off. */
  HOST: z
    .string()
    .refine((host) => host === 'localhost' || isIP(host) !== 0, 'give an IP address or localhost')
    .default('127.0.0.1'),
  /** PostgreSQL 15 or newer; without it the platform runs its own. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** TCP port of DICOM (C-STORE, C-ECHO); 0 takes a free one. */
  DICOM_PORT: port.default(11_112),
  /** The archive's AE title. */
  CONSILIUM_AE_TITLE: z
    .string()
    .regex(/^[\x20-\x5b\x5d-\x7e]{1,16}$/, 'use 1 to 16 printable ASCII characters')
    .default('CONSILIUM'),
  /** Address under which browsers reach the server, where a proxy stands before it. */
  CONSILIUM_ORIGIN: z.url().optional(),
  /** 1: demonstration sign-ins and the simulated county wherever the server listens; 0: nowhere. */
  CONSILIUM_DEMO: z.enum(['0', '1']).optional(),
  /** Residents of the simulated county that the first start makes. */
  CONSILIUM_RESIDENTS: z.coerce.number().int().min(0).max(100_000).default(300),
  /** Further folders of AI services, separated by colons. */
  CONSILIUM_SERVICES: z.string().default(''),
});

export interface Configuration {
  readonly home: string;
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  readonly dicomPort: number;
  readonly aeTitle: string;
  readonly origin: string | undefined;
  readonly demo: boolean;
  readonly residents: number;
  readonly serviceFolders: readonly string[];
}

/** What the tests and the tools use besides; not the platform's. */
const FOREIGN = new Set(['CONSILIUM_DATA', 'CONSILIUM_TEST_CLUSTER']);

export class ConfigurationError extends Error {}

/** Reads the settings. @throws ConfigurationError naming each wrong or unknown one, and what it must be */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  const known = Object.keys(Settings.shape);
  const unknown = Object.keys(env).filter((name) => name.startsWith('CONSILIUM_') && !known.includes(name) && !FOREIGN.has(name));
  if (unknown.length > 0) throw new ConfigurationError(`${unknown.join(', ')}: no such setting; there are ${known.join(', ')}`);
  const given = Object.fromEntries(known.map((name) => [name, env[name] || undefined]));
  const parsed = Settings.safeParse(given);
  if (!parsed.success)
    throw new ConfigurationError(
      parsed.error.issues.map((i) => `${i.path.join('.')}=${given[String(i.path[0])]}: ${i.message}`).join('\n'),
    );
  const s = parsed.data;
  return {
    home: resolve(s.CONSILIUM_HOME),
    port: s.PORT,
    host: s.HOST,
    databaseUrl: s.DATABASE_URL,
    dicomPort: s.DICOM_PORT,
    aeTitle: s.CONSILIUM_AE_TITLE,
    origin: s.CONSILIUM_ORIGIN,
    demo: isDemoAllowed({ host: s.HOST, env }),
    residents: s.CONSILIUM_RESIDENTS,
    serviceFolders: s.CONSILIUM_SERVICES.split(':')
      .filter(Boolean)
      .map((folder) => resolve(folder)),
  };
}

/** The address under which browsers reach the server; one that listens everywhere is reached on loopback unless somebody says where. */
export function originOf({ origin, host, port }: Pick<Configuration, 'origin' | 'host' | 'port'>): string {
  if (origin) return origin;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
