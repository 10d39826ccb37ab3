/** Lets at most `width` pieces of work run at once; the others wait in line. */
export class Turnstile {
  #free: number;
  #waiting: (() => void)[] = [];
  constructor(width: number) {
    this.#free = width;
  }
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#free--;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
