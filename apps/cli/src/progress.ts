/** One line that tells how far a long work is; on a terminal it is written over itself, in a log it appears at each tenth. */
export function createProgress(stream: NodeJS.WriteStream = process.stderr): { show(share: number, text: string): void; end(): void } {
  let tenth = -1;
  let at = 0;
  return {
    show(share, text) {
      const line = `${String(Math.floor(share * 100)).padStart(3)} %  ${text}`.trimEnd();
      if (stream.isTTY) {
        if (share < 1 && Date.now() - at < 100) return;
        at = Date.now();
        stream.write(`\r\x1b[K${line}`);
      } else if (Math.floor(share * 10) > tenth) {
        tenth = Math.floor(share * 10);
        stream.write(`${line}\n`);
      }
    },
    end() {
      if (stream.isTTY) stream.write('\r\x1b[K');
    },
  };
}
