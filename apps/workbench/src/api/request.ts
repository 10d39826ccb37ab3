import { bearerToken, signIn } from '../session/session.ts';
import { parseJson } from './parse-json.ts';

/** What the server answered instead of what was asked. @see RFC 9457 */
export class ProblemError extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.name = 'ProblemError';
    this.status = status;
  }
}

/** Fetches with the person's token; without one the person signs in first. @throws ProblemError */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const token = await bearerToken();
  if (!token) return leaveForSignIn();
  const response = await fetch(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
  if (response.status === 401) return leaveForSignIn();
  if (!response.ok) throw new ProblemError(response.status, await detailOf(response));
  return response;
}

export async function getJson<T>(path: string): Promise<T> {
  return parseJson(await (await request(path, { headers: { accept: 'application/json' } })).text()) as T;
}

export async function postJson(path: string, body: unknown): Promise<void> {
  await request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

async function leaveForSignIn(): Promise<never> {
  await signIn();
  return new Promise(() => {}); // the page is being left
}

async function detailOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const { detail, title } = JSON.parse(text) as { detail?: string; title?: string };
    return detail ?? title ?? text;
  } catch {
    return text || response.statusText;
  }
}
