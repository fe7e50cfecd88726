/** The assumptions that a forecast may turn, each on a slider between its low and its high value. */
import { memo, type ReactElement, useState } from 'react';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import type { Level } from '../../../ruleset/packs.ts';
import { type TurnableNumber, withLevel } from '../../../study/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { Button } from '../parts/Button.tsx';
import { Figure } from '../parts/Figure.tsx';

/** `vehicles.starship.developmentProb` → what it is, and of which thing. */
export const assumptionName = ({ path }: Pick<TurnableNumber, 'path'>, words: Words): string =>
  words.or(`assumption.${path}`, path);

const lastName = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

const SLIDER_STEPS = 40;

const stepOf = ({ low, high, value }: TurnableNumber): number => {
  const isWhole = [low, high, value].every(Number.isInteger) && high - low < SLIDER_STEPS;
  return isWhole ? 1 : (high - low) / SLIDER_STEPS;
};

interface AssumptionSliderProps {
  readonly assumption: TurnableNumber;
  readonly held: number;
  readonly onTurned: (value: number) => void;
}

const AssumptionSlider = ({ assumption, held, onTurned }: AssumptionSliderProps): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  /** Where the thumb is while it moves; the forecast is asked again where it stops. */
  const [moved, setMoved] = useState<number | null>(null);
  const { path, unit, low, high, value } = assumption;
  const name = assumptionName(assumption, words);
  const shown = (amount: number): string => formats.quantity(amount, unit, lastName(path));
  const at = moved ?? held;
  return (
    <li>
      <Slider
        className="assumption"
        value={at}
        minValue={low}
        maxValue={high}
        step={stepOf(assumption)}
        onChange={setMoved}
        onChangeEnd={(end) => {
          setMoved(null);
          if (end !== held) onTurned(end);
        }}
      >
        <Label>{name}</Label>
        <SliderOutput className="number">{shown(at)}</SliderOutput>
        <SliderTrack className="assumption-track">
          <SliderThumb className="assumption-thumb" />
        </SliderTrack>
      </Slider>
      <small className="soft">
        {words.t('forecast.assumption.range', { low: shown(low), high: shown(high) })}{' '}
        <Figure target={{ kind: 'rule', path }} label={name}>
          {words.t('forecast.assumption.rule', { value: shown(value) })}
        </Figure>
      </small>
    </li>
  );
};

interface AssumptionsProps {
  readonly assumptions: readonly TurnableNumber[];
  readonly levels: readonly Level[];
  readonly onChange: (levels: readonly Level[]) => void;
}

export const Assumptions = memo(({ assumptions, levels, onChange }: AssumptionsProps): ReactElement => {
  const words = useWords();
  return (
    <section className="panel" aria-labelledby="forecast-assumptions">
      <h3 id="forecast-assumptions">{words.t('forecast.assumptions')}</h3>
      <p className="soft">{words.t('forecast.assumptionsNote')}</p>
      <ul className="plain-list assumptions">
        {assumptions.map((assumption) => (
          <AssumptionSlider
            key={assumption.path}
            assumption={assumption}
            held={levels.find(({ path }) => path === assumption.path)?.value ?? assumption.value}
            onTurned={(value) => onChange(withLevel(levels, assumption, value))}
          />
        ))}
      </ul>
      <Button disabled={levels.length === 0} icon="undo" onClick={() => onChange([])}>
        {words.t('forecast.assumptionsReset')}
      </Button>
    </section>
  );
});
