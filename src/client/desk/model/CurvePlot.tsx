/** The curve as a drawing: the line, and the place where the reader stands on it. A chunk of its own, with its library. */
import * as Plot from '@observablehq/plot';
import { type ReactElement, useEffect, useRef } from 'react';
import type { CurvePoint, Span } from './tryOut.ts';

interface CurvePlotProps {
  readonly points: readonly CurvePoint[];
  readonly here: CurvePoint | null;
  readonly span: Span | null;
  readonly isLogY: boolean;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly format: (value: number) => string;
}

const HEIGHT = 260;
const LEAST_WIDTH = 240;
const TICK_WIDTH = 72;

export const CurvePlot = ({ points, here, span, isLogY, xLabel, yLabel, format }: CurvePlotProps): ReactElement => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = place.current;
    if (box === null) return undefined;
    const draw = (): void => {
      const width = Math.max(LEAST_WIDTH, Math.floor(box.clientWidth));
      const ticks = Math.max(3, Math.floor(width / TICK_WIDTH / 1.4));
      const plot = Plot.plot({
        width,
        height: HEIGHT,
        marginLeft: TICK_WIDTH,
        marginBottom: 44,
        marginTop: 28,
        x: {
          type: span?.isLog === true ? 'log' : 'linear',
          label: xLabel,
          ticks,
          tickFormat: format,
          labelAnchor: 'center',
          labelArrow: 'none',
        },
        y: {
          type: isLogY ? 'log' : 'linear',
          label: yLabel,
          ticks: 5,
          tickFormat: format,
          grid: true,
          labelArrow: 'none',
          nice: true,
        },
        marks: [
          Plot.line(points, { x: 'x', y: 'y', stroke: 'var(--chart-1)', strokeWidth: 2 }),
          ...(here === null
            ? []
            : [
                Plot.ruleX([here], { x: 'x', stroke: 'var(--ink-faint)', strokeDasharray: '3 3' }),
                Plot.dot([here], { x: 'x', y: 'y', fill: 'var(--ink)', r: 4 }),
              ]),
        ],
      });
      box.replaceChildren(plot);
    };
    draw();
    const watcher = new ResizeObserver(draw);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [points, here, span, isLogY, xLabel, yLabel, format]);
  return <div className="chart-box" ref={place} aria-hidden="true" />;
};
