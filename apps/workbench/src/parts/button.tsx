import type { ButtonHTMLAttributes } from 'react';
import styles from './button.module.css';
import { KeyCap } from './key-cap.tsx';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: 'plain' | 'primary' | 'quiet';
  /** The key that does the same. */
  readonly shortcut?: string;
}

export function Button({ tone = 'plain', shortcut, children, className, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={`${styles.button} ${styles[tone]} ${className ?? ''}`}>
      {children}
      {shortcut && <KeyCap>{shortcut}</KeyCap>}
    </button>
  );
}
