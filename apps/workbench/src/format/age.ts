/** Whole years between a birth date and a day, both `YYYY-MM-DD` or longer; nothing where either is unknown. */
export function ageInYears(birthDate: string | undefined, on: string | undefined): number | undefined {
  const birth = /^(\d{4})-(\d{2})-(\d{2})/.exec(birthDate ?? '');
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(on ?? '');
  if (!birth || !day) return undefined;
  const years = Number(day[1]) - Number(birth[1]);
  return `${day[2]}${day[3]}` < `${birth[2]}${birth[3]}` ? years - 1 : years;
}
