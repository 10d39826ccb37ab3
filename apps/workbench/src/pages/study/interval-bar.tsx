interface IntervalBarProps {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly max: number;
}

const WIDTH = 144;
const HEIGHT = 18;

/** Point with its interval as whisker on a scale from 0; the numbers stand beside it, always. */
export function IntervalBar({ value, low, high, max }: IntervalBarProps) {
  const x = (at: number) => 1 + (Math.min(Math.max(at, 0), max) / max) * (WIDTH - 2);
  const known = Number.isFinite(low) && Number.isFinite(high);
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" style={{ display: 'block' }}>
      <rect x={0} y={6} width={WIDTH} height={6} fill="var(--band)" opacity={0.6} />
      {Array.from({ length: max - 1 }, (_, index) => (
        <path key={x(index + 1)} d={`M${x(index + 1)} 6v6`} stroke="#fff" />
      ))}
      {known && <rect x={x(low)} y={4} width={x(high) - x(low)} height={10} fill="var(--band-2)" />}
      {known && <path d={`M${x(low)} 9H${x(high)}M${x(low)} 6.5v5M${x(high)} 6.5v5`} stroke="var(--ink)" strokeWidth={1.2} />}
      <circle cx={x(value)} cy={9} r={3.2} fill="var(--ink)" />
    </svg>
  );
}
