import { measures } from '../format/measures.ts';
import styles from './prose.module.css';

/** A text whose numbers never leave their units. */
export const Prose = ({ children }: { readonly children: string }) =>
  measures(children).map(({ text, whole }, index) =>
    whole ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same measure may stand twice, and nothing moves
      <span key={`${index}-${text}`} className={styles.whole}>
        {text}
      </span>
    ) : (
      text
    ),
  );
