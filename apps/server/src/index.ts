export type { Configuration } from './configuration.ts';
export { ConfigurationError, originOf, readConfiguration } from './configuration.ts';
export type { Foundation } from './foundation.ts';
export { openFoundation } from './foundation.ts';
export type { Platform } from './platform.ts';
export { startPlatform } from './platform.ts';
export type { SeedOptions } from './seed.ts';
export { DEMO_PASSWORD, isEmpty, seedCounty, seedPeople } from './seed.ts';
export { WORKBENCH } from './workbench-routes.ts';
