/** One chart: a drawing that is hidden from readers, and a sentence that says what it shows. */
import * as Plot from '@observablehq/plot';
import { type ReactElement, useEffect, useRef } from 'react';

interface PlotFigureProps {
  readonly title: string;
  readonly summary: string;
  readonly options: Plot.PlotOptions;
  /** Level of its heading: under that of a screen, or under that of a part of one. */
  readonly heading?: 'h2' | 'h3';
  readonly legend?: readonly { readonly name: string; readonly className: string }[];
}

/** Drawings that wait for their turn. */
const waiting = new Set<() => void>();

const drawNext = (): void => {
  const [draw] = waiting;
  if (draw === undefined) return;
  waiting.delete(draw);
  if (waiting.size > 0) requestAnimationFrame(drawNext);
  draw();
};

/** One drawing a frame: many charts that change together hold up none. */
const drawInTurn = (draw: () => void): void => {
  if (waiting.size === 0) requestAnimationFrame(drawNext);
  waiting.add(draw);
};

export const PlotFigure = ({
  title,
  summary,
  options,
  heading: Heading = 'h2',
  legend = [],
}: PlotFigureProps): ReactElement => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = place.current;
    if (box === null) return undefined;
    const draw = (): void => {
      const width = Math.max(260, Math.floor(box.clientWidth));
      box.replaceChildren(Plot.plot({ height: 220, marginLeft: 56, marginBottom: 36, ...options, width }));
    };
    // It calls once as it begins to watch, and so asks for the first drawing too.
    const watcher = new ResizeObserver(() => drawInTurn(draw));
    watcher.observe(box);
    return () => {
      watcher.disconnect();
      waiting.delete(draw);
    };
  }, [options]);
  return (
    <figure className="panel chart">
      <Heading>{title}</Heading>
      {legend.length > 0 && (
        <ul className="legend" aria-hidden="true">
          {legend.map(({ name, className }) => (
            <li key={name} className={className}>
              {name}
            </li>
          ))}
        </ul>
      )}
      <div className="chart-box" ref={place} aria-hidden="true" />
      <figcaption>{summary}</figcaption>
    </figure>
  );
};
