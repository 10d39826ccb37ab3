import styles from './scale-bar.module.css';

const LENGTHS_MM = [5, 10, 20, 50, 100];
const LONGEST_PIXELS = 180;

/** A length that people know, as long as it really is in this view. */
export function ScaleBar({ pixelsPerMm }: { readonly pixelsPerMm: number }) {
  const mm = LENGTHS_MM.findLast((length) => length * pixelsPerMm <= LONGEST_PIXELS) ?? 1;
  return (
    <span className={styles.scale}>
      <i style={{ width: Math.round(mm * pixelsPerMm) }} />
      {mm >= 10 ? `${mm / 10} cm` : `${mm} mm`}
    </span>
  );
}
