/** What matters most: how far each assumption moves the lead at the end between its low and its high value, widest first. */
import type { ReactElement } from 'react';
import type { AssumptionSwing, TurnableNumber } from '../../../study/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { assumptionName } from './Assumptions.tsx';
import { isWithinChance, signed } from './difference.ts';

interface TornadoProps {
  readonly swings: readonly AssumptionSwing[];
  readonly assumptions: readonly TurnableNumber[];
}

const HALF_PERCENT = 50;

const Row = ({
  swing: { path, low, high, swing },
  widest,
  assumption,
}: {
  readonly swing: AssumptionSwing;
  readonly widest: number;
  readonly assumption: TurnableNumber;
}): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const shown = (value: number): string =>
    formats.quantity(value, assumption.unit, path.slice(path.lastIndexOf('.') + 1));
  const bar = (value: number) => ({
    inlineSize: `${(Math.abs(value) / widest) * HALF_PERCENT}%`,
    insetInlineStart: `${HALF_PERCENT + Math.min(0, value / widest) * HALF_PERCENT}%`,
  });
  return (
    <li>
      <strong>{assumptionName(assumption, words)}</strong>
      <span className="tornado-track" aria-hidden="true">
        <span className="tornado-low" style={bar(low.mean)} />
        <span className="tornado-high" style={bar(high.mean)} />
      </span>
      <span className="soft">
        {words.t('forecast.tornado.row', {
          low: shown(assumption.low),
          high: shown(assumption.high),
          atLow: signed(low.mean, formats),
          atHigh: signed(high.mean, formats),
          swing: signed(swing.mean, formats),
          error: formats.number(swing.error ?? 0, 1),
        })}{' '}
        {isWithinChance(swing) && words.t('forecast.tornado.unsure')}
      </span>
    </li>
  );
};

export const Tornado = ({ swings, assumptions }: TornadoProps): ReactElement | null => {
  const words = useWords();
  const widest = Math.max(1, ...swings.flatMap(({ low, high }) => [Math.abs(low.mean), Math.abs(high.mean)]));
  return (
    <section className="panel" aria-labelledby="forecast-tornado">
      <h3 id="forecast-tornado">{words.t('forecast.tornado')}</h3>
      <p className="soft">{words.t('forecast.tornadoNote', { games: swings[0]?.pairs ?? 0 })}</p>
      {swings.length === 0 ? (
        <p className="empty soft">{words.t('forecast.tornadoEmpty')}</p>
      ) : (
        <>
          <ul className="legend" aria-hidden="true">
            <li className="legend-2">{words.t('forecast.tornado.low')}</li>
            <li className="legend-1">{words.t('forecast.tornado.high')}</li>
          </ul>
          <ol className="plain-list tornado">
            {swings.map((swing) => {
              const assumption = assumptions.find(({ path }) => path === swing.path);
              return (
                assumption !== undefined && (
                  <Row key={swing.path} swing={swing} widest={widest} assumption={assumption} />
                )
              );
            })}
          </ol>
        </>
      )}
    </section>
  );
};
