import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCap } from '../parts/key-cap.tsx';
import styles from './board-tools.module.css';
import type { Tool } from './lightbox.ts';

interface BoardToolsProps {
  readonly tool: Tool;
  readonly setTool: (tool: Tool) => void;
  readonly layout: 1 | 3;
  readonly setLayout: (layout: 1 | 3) => void;
  readonly hasMask: boolean;
  readonly maskShown: boolean;
  readonly setMaskShown: (shown: boolean) => void;
  readonly opacity: number;
  readonly setOpacity: (opacity: number) => void;
}

export function BoardTools({ tool, setTool, layout, setLayout, hasMask, maskShown, setMaskShown, opacity, setOpacity }: BoardToolsProps) {
  const { t } = useTranslation('study');
  const percent = Math.round(opacity * 100);
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('board.tools')}>
      <Toggle on={tool === 'window'} onClick={() => setTool('window')} shortcut="W" text={t('board.window')} />
      <Toggle on={tool === 'zoom'} onClick={() => setTool('zoom')} shortcut="Z" text={t('board.zoom')} />
      <Toggle on={tool === 'measure'} onClick={() => setTool('measure')} shortcut="D" text={t('board.measure')} />
      {hasMask && (
        <>
          <i className={styles.separator} />
          <Toggle on={maskShown} onClick={() => setMaskShown(!maskShown)} shortcut="M" text={t('board.mask')} />
          <label className={styles.slider}>
            <span>{t('board.opacity')}</span>
            <input
              type="range"
              min={0}
              max={100}
              step={5}
              value={percent}
              style={{ '--share': `${percent}%` } as React.CSSProperties}
              onChange={(event) => setOpacity(Number(event.target.value) / 100)}
            />
            <output>{percent}%</output>
          </label>
        </>
      )}
      <i className={styles.separator} />
      <Toggle on={layout === 1} onClick={() => setLayout(1)} shortcut="1" text={t('board.single')} />
      <Toggle on={layout === 3} onClick={() => setLayout(3)} shortcut="3" text={t('board.planes')} />
    </div>
  );
}

function Toggle({
  on,
  onClick,
  shortcut,
  text,
}: {
  readonly on: boolean;
  readonly onClick: () => void;
  readonly shortcut: string;
  readonly text: ReactNode;
}) {
  return (
    <button type="button" className={styles.toggle} aria-pressed={on} onClick={onClick}>
      {text}
      <KeyCap>{shortcut}</KeyCap>
    </button>
  );
}
