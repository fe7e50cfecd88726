/** A share of a whole as a bar with its words; the bar repeats what the text says. */
import type { ReactElement } from 'react';

interface MeterProps {
  readonly label: string;
  readonly valueText: string;
  /** 0…1; outside it is cut. */
  readonly frac: number;
  readonly tone?: 'plain' | 'good' | 'warn' | 'bad' | 'sun';
}

export const Meter = ({ label, valueText, frac, tone = 'plain' }: MeterProps): ReactElement => {
  const share = Math.min(1, Math.max(0, frac));
  return (
    <div
      className={`meter meter-${tone}`}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={share}
      aria-valuetext={valueText}
    >
      <span style={{ inlineSize: `${share * 100}%` }} />
    </div>
  );
};
