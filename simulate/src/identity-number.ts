/**
 * Chinese resident identity number: region (6), birth date (8), sequence (3, odd for men), check character.
 * @see GB 11643-1999; ISO 7064 MOD 11-2
 */
export function identityNumber(region: string, birthDate: string, sequence: number): string {
  const body = `${region}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return body + checkCharacter(body);
}

/** Weight of each position from the left; the remainder picks the character. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHARACTERS = '10X98765432';

export function checkCharacter(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return CHARACTERS[sum % 11] as string;
}

/** No province has the code 99 (GB/T 2260 ends at 91), so a number that begins with it can be nobody's. */
export const UNASSIGNED_REGIONS = ['990121', '990122', '990123'] as const;
