import { OperationOutcomeError } from '@consilium/fhir';

const BUILT_IN = new Set<unknown>([Error, TypeError, RangeError, ReferenceError, SyntaxError, EvalError, URIError]);

/** One line that says what is wrong. */
export function reasonOf(error: unknown): string {
  if (error instanceof OperationOutcomeError) return error.outcome.issue.map(issueText).join('; ');
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const { message } = error as Error;
  return oneLine(message || String(error));
}

/** Whether the message is for who typed the command: our own errors and the system's. Anything else is a fault of the program. */
export function isForPeople(error: unknown): boolean {
  if (typeof (error as { code?: unknown }).code === 'string') return true;
  return error instanceof AggregateError || !BUILT_IN.has((error as Error)?.constructor);
}

function issueText({ expression, diagnostics, code }: OperationOutcomeError['outcome']['issue'][number]): string {
  const [place, text] = [expression?.join(), diagnostics ?? code];
  return oneLine(place && !text.startsWith(place) ? `${place}: ${text}` : text);
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, '; ');
