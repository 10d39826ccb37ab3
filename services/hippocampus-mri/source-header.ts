import type { CropSeries } from './series.ts';

/** Day of the study as FHIR writes it; undefined where the header has none. */
export function dayOf({ slices }: CropSeries): string | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(slices[0]?.text('StudyDate') ?? '');
  return match ? `${match[1]}-${match[2]}-${match[3]}` : undefined;
}

/**
 * Side that the header states by a tag of its own; a crop shows no midline by which it could be seen, and its position is
 * not the scanner's. Not to be asked where the header's orientation contradicts the anatomy.
 */
export function lateralityOf({ slices }: CropSeries): 'left' | 'right' | undefined {
  const stated = slices[0]?.text('ImageLaterality') ?? slices[0]?.text('Laterality');
  return stated === 'L' ? 'left' : stated === 'R' ? 'right' : undefined;
}
