/**
 * A machine as a live diagram, drawn from its chart: one row a state, the present one marked, arcs for
 * the ways that lead on from it, and beside each reachable state the event that leads there. The rows
 * are words in the reader's language; the arcs repeat what they say.
 */
import type { ReactElement } from 'react';
import { charts } from '../../../engine/index.ts';
import { useWords } from '../../i18n/words.ts';

export type ChartId = keyof typeof charts;

/** What of a chart is drawn. */
interface Edge {
  readonly from: string;
  readonly event: string;
  readonly to: string;
}
interface Drawn {
  readonly states: readonly string[];
  readonly edges: readonly Edge[];
}

const ROW_PX = 32;
const GUTTER_PX = 56;

interface ArcProps {
  readonly from: number;
  readonly to: number;
  readonly isLive: boolean;
}

const rowY = (index: number): number => index * ROW_PX + ROW_PX / 2;

const Arc = ({ from, to, isLive }: ArcProps): ReactElement => {
  const [y1, y2] = [rowY(from), rowY(to)];
  const bulge = Math.min(GUTTER_PX - 12, 10 + Math.abs(to - from) * 7);
  const x = GUTTER_PX - 8;
  const path = `M${x} ${y1} C${x - bulge} ${y1} ${x - bulge} ${y2} ${x} ${y2}`;
  return (
    <path d={path} className={isLive ? 'arc arc-live' : 'arc'} markerEnd={isLive ? 'url(#arrow-live)' : undefined} />
  );
};

/** One edge for each pair of states; several events between them share the arc. */
const pairsOf = (edges: readonly Edge[]): readonly Edge[] => {
  const seen = new Set<string>();
  return edges.filter((edge) => {
    const pair = `${edge.from}>${edge.to}`;
    if (edge.from === edge.to || seen.has(pair)) return false;
    seen.add(pair);
    return true;
  });
};

const eventsBetween = (chart: Drawn, from: string, to: string): readonly string[] => [
  ...new Set(chart.edges.filter((edge) => edge.from === from && edge.to === to).map((edge) => edge.event)),
];

interface StateDiagramProps {
  readonly chartId: ChartId;
  readonly state: string;
}

export const StateDiagram = ({ chartId, state }: StateDiagramProps): ReactElement => {
  const words = useWords();
  const chart: Drawn = charts[chartId];
  const states = chart.states;
  const eventWords = (name: string): string => words.or(`signal.${chartId}.${name}`, name);
  return (
    <figure className="diagram">
      <svg width={GUTTER_PX} height={states.length * ROW_PX} aria-hidden="true" focusable="false">
        <defs>
          <marker id="arrow-live" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0L8 4 0 8z" className="arrow-live" />
          </marker>
        </defs>
        {pairsOf(chart.edges).map((edge) => (
          <Arc
            key={`${edge.from}${edge.to}`}
            from={states.indexOf(edge.from)}
            to={states.indexOf(edge.to)}
            isLive={edge.from === state}
          />
        ))}
      </svg>
      <ol>
        {states.map((id) => {
          const events = id === state ? [] : eventsBetween(chart, state, id);
          return (
            <li
              key={id}
              className={id === state ? 'is-current' : events.length > 0 ? 'is-next' : ''}
              aria-current={id === state ? 'step' : undefined}
            >
              <span>{words.state(chartId, id)}</span>
              {id === state && <em>{words.t('diagram.now')}</em>}
              {events.length > 0 && (
                <em>
                  {words.t('diagram.next', { events: events.map(eventWords).join(words.t('format.listSeparator')) })}
                </em>
              )}
            </li>
          );
        })}
      </ol>
    </figure>
  );
};
