import { request } from './request.ts';

const RECONNECT_MS = 5000;

/**
 * Follows server-sent events; unlike the browser's EventSource this one can send the bearer token. Comes back by itself
 * after a broken line, until the signal says stop.
 */
export async function followEvents(path: string, onEvent: (name: string) => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await request(path, { headers: { accept: 'text/event-stream' }, signal });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        const blocks = (rest + part.value).split(/\r?\n\r?\n/);
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const name = /^event: ?(.*)$/m.exec(block)?.[1] ?? (/^data:/m.test(block) ? 'message' : undefined);
          if (name) onEvent(name);
        }
      }
    } catch {
      if (signal.aborted) return;
    }
    await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
  }
}
