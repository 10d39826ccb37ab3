import { useEffect, useState } from 'react';

/** True once something has been shown, in a page that is visible, for so many milliseconds without a break. */
export function useSeenFor(milliseconds: number, isShown: boolean): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!isShown) return setSeen(false);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const restart = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') timer = setTimeout(() => setSeen(true), milliseconds);
    };
    restart();
    document.addEventListener('visibilitychange', restart);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', restart);
    };
  }, [milliseconds, isShown]);
  return seen;
}
