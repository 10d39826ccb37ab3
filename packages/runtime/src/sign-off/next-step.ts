import type { AccessContext } from '@consilium/access';
import type { Manifest } from '@consilium/contract';
import { RuntimeError } from '../errors.ts';
import type { Signature, Task } from '../task/task.ts';

/** A signature that a draft waits for. */
export interface Step {
  /** 0 for the first. */
  readonly number: number;
  readonly role: string;
  readonly last: boolean;
}

type Signer = Pick<Signature, 'role' | 'user_id' | 'display'>;

/** The signature that is due, or undefined when none is. */
export function nextStep(
  manifest: Pick<Manifest, 'signatures'>,
  task: Pick<Task, 'status'>,
  signatures: readonly Signer[],
): Step | undefined {
  if (task.status !== 'awaiting-signature' && task.status !== 'awaiting-review') return undefined;
  const role = manifest.signatures[signatures.length];
  return role && { number: signatures.length, role, last: signatures.length === manifest.signatures.length - 1 };
}

/** Whether the caller may do what is due next. */
export function maySign(context: AccessContext, step: Step | undefined, signatures: readonly Signer[]): boolean {
  return (
    step !== undefined &&
    context.actor.kind === 'user' &&
    context.roles.includes(step.role as never) &&
    !signatures.some(({ user_id }) => user_id === context.actor.id)
  );
}

/**
 * The step that the caller may do now.
 * @throws RuntimeError `conflict` when nothing is due any more or the caller's step was done already, `forbidden` for the
 *   wrong role, for a second signature of one person, and for whoever is no person
 */
export function requireStep(
  context: AccessContext,
  manifest: Pick<Manifest, 'signatures'>,
  task: Pick<Task, 'status'>,
  signatures: readonly Signer[],
): Step {
  const step = nextStep(manifest, task, signatures);
  if (context.actor.kind !== 'user') throw new RuntimeError('forbidden', 'only a person can sign: services and the platform cannot');
  if (!step) throw new RuntimeError('conflict', `the draft is ${task.status}: nothing is left to sign, change or reject`);
  if (!context.roles.includes(step.role as never)) {
    const done = signatures.find(({ role }) => context.roles.includes(role as never));
    if (done)
      throw new RuntimeError('conflict', `the step of the ${done.role} was done already by ${done.display}; the ${step.role} is next`);
    throw new RuntimeError('forbidden', `the ${step.role} is next; your roles are ${context.roles.join(', ') || 'none'}`);
  }
  const own = signatures.find(({ user_id }) => user_id === context.actor.id);
  if (own) throw new RuntimeError('forbidden', `you signed as ${own.role}: another person must sign as ${step.role}`);
  return step;
}
