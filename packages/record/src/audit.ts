import { type AccessContext, type AuditEvent, recordAudit } from '@consilium/access';
import type { Transaction } from '@consilium/database';
import { preparing } from './statement.ts';

/** Audit rows of this request. Written with every read and write, so the statement is prepared. */
export const audit = (context: AccessContext, transaction: Transaction, events: readonly AuditEvent[]): Promise<void> =>
  recordAudit(context, preparing(transaction), events);
