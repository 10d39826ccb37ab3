import { isDecimalAsWritten } from './json.ts';
import type { Issue, IssueType } from './outcome.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isDecimalAsWritten(value);

/** Deeper documents are refused: nobody writes them but to exhaust a stack. */
export const MAXIMUM_DEPTH = 100;
/** A broken document is not worth a longer answer. */
const MAXIMUM_ISSUES = 100;

/** One run of the validator: where it stands, and what it found. */
export class Validation {
  readonly issues: Issue[] = [];
  readonly #path: (string | number)[] = [];
  /** Conditional references are allowed only inside of a Bundle. */
  inBundle = false;
  #container: JsonObject = {};
  #contained: ReadonlyMap<unknown, JsonObject> | undefined;

  /** From here on, `#id` is looked up in this resource; the answer goes back to the outer one. */
  enterContainer(resource: JsonObject): () => void {
    const [container, contained] = [this.#container, this.#contained];
    this.#container = resource;
    this.#contained = undefined;
    return () => {
      this.#container = container;
      this.#contained = contained;
    };
  }
  /** The contained resource that `#id` means. */
  contained(id: string): JsonObject | undefined {
    const list: readonly unknown[] = Array.isArray(this.#container.contained) ? this.#container.contained : [];
    this.#contained ??= new Map(list.filter(isObject).map((resource) => [resource.id, resource]));
    return this.#contained.get(id);
  }

  enter(segment: string | number): void {
    this.#path.push(segment);
  }
  leave(): void {
    this.#path.pop();
  }
  get depth(): number {
    return this.#path.length;
  }
  get full(): boolean {
    return this.issues.length >= MAXIMUM_ISSUES;
  }

  /** Records an error at the current place, or at an element of it. */
  refuse(code: IssueType, diagnostics: string, ...more: readonly (string | number)[]): void {
    if (this.full) return;
    let expression = '';
    for (const segment of [...this.#path, ...more]) {
      expression += typeof segment === 'number' ? `[${segment}]` : expression === '' ? segment : `.${segment}`;
    }
    this.issues.push({ severity: 'error', code, expression, diagnostics: `${expression}: ${diagnostics}` });
  }
}
