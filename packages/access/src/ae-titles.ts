import type { Transaction } from '@consilium/database';
import { AccessError } from './errors.ts';

/** For whom a DICOM node speaks. */
export interface AeTitleOwner {
  readonly consortium: string;
  readonly organization: string;
}

/** Leading and trailing spaces do not count, case does. @see DICOM PS3.5 table 6.2-1, AE */
const normalise = (aeTitle: string): string => aeTitle.trim();

/** Lets a DICOM node store in the name of an organisation; moves the title when it belonged to another. */
export async function registerAeTitle(transaction: Transaction, registration: AeTitleOwner & { readonly aeTitle: string }): Promise<void> {
  const aeTitle = normalise(registration.aeTitle);
  if (!/^[ -[\]-~]{1,16}$/.test(aeTitle))
    throw new AccessError('invalid', `AE title "${registration.aeTitle}": use 1 to 16 printable ASCII characters without backslash`);
  await transaction.query(
    `INSERT INTO access.ae_title (ae_title, consortium, organization) VALUES ($1, $2, $3)
     ON CONFLICT (ae_title) DO UPDATE SET consortium = excluded.consortium, organization = excluded.organization`,
    [aeTitle, registration.consortium, registration.organization],
  );
}

/** The organisation of a calling AE title, undefined when nobody registered it; to be asked in a platform transaction. */
export async function consortiumOfAeTitle(transaction: Transaction, callingAeTitle: string): Promise<AeTitleOwner | undefined> {
  const { rows } = await transaction.query<AeTitleOwner & Record<string, unknown>>(
    'SELECT consortium, organization FROM access.ae_title WHERE ae_title = $1',
    [normalise(callingAeTitle)],
  );
  return rows[0] && { consortium: rows[0].consortium, organization: rows[0].organization };
}
