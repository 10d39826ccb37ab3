import { expect, test } from 'vitest';
import { readConfiguration } from './configuration.ts';

test('without settings the platform listens on loopback, for demonstration', () => {
  expect(readConfiguration({})).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    dicomPort: 11_112,
    aeTitle: 'CONSILIUM',
    demo: true,
    databaseUrl: undefined,
  });
});

test('on another address there are no demonstration sign-ins unless asked for', () => {
  expect(readConfiguration({ HOST: '0.0.0.0' }).demo).toBe(false);
  expect(readConfiguration({ HOST: '0.0.0.0', CONSILIUM_DEMO: '1' }).demo).toBe(true);
});

test.each([
  ['a misspelt setting', { CONSILIUM_HOMME: '/srv' }, /CONSILIUM_HOMME: no such setting/],
  ['a port that is none', { PORT: '99999' }, /PORT=99999/],
  ['a database of another kind', { DATABASE_URL: 'mysql://localhost/x' }, /DATABASE_URL/],
  ['a host name', { HOST: 'hospital.example' }, /HOST=hospital.example: give an IP address/],
])('%s is refused by name', (_name, env, message) => expect(() => readConfiguration(env)).toThrow(message));
