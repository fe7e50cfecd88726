/** One result over one parameter, through the values that are tried: which ones, the drawing, and what it shows in words. */
import { lazy, type ReactElement, Suspense, useDeferredValue, useId, useMemo, useState } from 'react';
import type { ModelAnswer } from '../../../physics/catalogue.ts';
import type { ModelDefinition, ModelValue } from '../../../physics/model.ts';
import { useWords } from '../../i18n/words.ts';
import { type Precise, usePrecise } from './precise.ts';
import { hintOf, hintsFor } from './reference.ts';
import { type CurvePoint, curveOf, drawableResults, rowsOf, type Span, usualSpan } from './tryOut.ts';

const CurvePlot = lazy(() => import('./CurvePlot.tsx').then((module) => ({ default: module.CurvePlot })));

type GoodAnswer = Extract<ModelAnswer, { ok: true }>;

interface Choice {
  readonly x: string;
  readonly result: string;
  readonly isLogX: boolean;
  readonly isLogY: boolean;
}

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly onChange: (value: string) => void;
}

const Pick = ({ label, value, options, onChange }: PickProps): ReactElement => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </div>
  );
};

const numberNames = ({ parameters }: ModelDefinition): readonly string[] =>
  Object.entries(parameters).flatMap(([name, { kind }]) => (kind === 'number' ? [name] : []));

const withUnit = (name: string, unit: string | undefined, precise: Precise): string => {
  const shown = unit === undefined ? '' : precise.unit(unit);
  return shown === '' ? name : `${name} (${shown})`;
};

const unitOfResult = ({ results }: ModelDefinition, result: string): string => {
  const [name = '', column] = result.split('.');
  const unit = results[name]?.unit ?? '';
  return column === undefined ? unit : '';
};

/** What the rows of a table are drawn over. */
const firstColumn = (value: ModelValue | undefined): string => {
  const [row] = rowsOf(value) ?? [];
  return Object.keys(row ?? {})[0] ?? '';
};

const extremes = (points: readonly CurvePoint[]): readonly [CurvePoint, CurvePoint] | null => {
  const [first] = points;
  if (first === undefined) return null;
  let [low, high] = [first, first];
  for (const point of points) {
    if (point.y < low.y) low = point;
    if (point.y > high.y) high = point;
  }
  return [low, high];
};

const firstChoice = (definition: ModelDefinition, results: readonly string[]): Choice => {
  const hint = hintOf(definition.id);
  const result = hint !== undefined && results.includes(hint.result) ? hint.result : (results[0] ?? '');
  const x = hint?.x ?? numberNames(definition)[0] ?? '';
  return { x, result, isLogX: hint?.logX === true, isLogY: hint?.logY === true };
};

interface CurveProps {
  readonly definition: ModelDefinition;
  readonly answer: GoodAnswer;
}

export const Curve = ({ definition, answer }: CurveProps): ReactElement | null => {
  const words = useWords();
  const precise = usePrecise();
  const inputs = useDeferredValue(answer.inputs);
  const results = drawableResults(answer.result);
  const [choice, setChoice] = useState<Choice>(() => firstChoice(definition, results));
  const result = results.includes(choice.result) ? choice.result : (results[0] ?? '');
  const isTable = result.includes('.');
  const xName = isTable ? firstColumn(answer.result[result.split('.')[0] ?? '']) : choice.x;
  const parameter = definition.parameters[choice.x];
  const value = inputs[choice.x];
  const at = typeof value === 'number' ? value : null;
  const span = useMemo((): Span | null => {
    if (parameter?.kind !== 'number') return null;
    const usual = usualSpan(choice.x, parameter, at, hintsFor(definition.id));
    return { ...usual, isLog: choice.isLogX && usual.from > 0 };
  }, [definition, parameter, choice.x, choice.isLogX, at]);
  const points = useMemo(
    () =>
      span === null && !isTable
        ? []
        : curveOf(definition, inputs, {
            x: choice.x,
            result,
            span: span ?? { from: 0, to: 1, isLog: false },
            isLogY: choice.isLogY,
          }),
    [definition, inputs, choice.x, choice.isLogY, result, span, isTable],
  );
  const own = answer.result[result];
  const height = typeof own === 'boolean' ? Number(own) : own;
  const isOnCurve = !isTable && at !== null && typeof height === 'number' && (!choice.isLogY || height > 0);
  const here = useMemo(
    () => (isOnCurve && at !== null && typeof height === 'number' ? { x: at, y: height } : null),
    [isOnCurve, at, height],
  );
  if (results.length === 0 || (numberNames(definition).length === 0 && !isTable)) return null;
  const change = (part: Partial<Choice>): void => setChoice({ ...choice, ...part });
  const xUnit = isTable ? '' : (parameter?.unit ?? '');
  const yUnit = unitOfResult(definition, result);
  const range = extremes(points);
  const [firstPoint, lastPoint] = [points[0], points.at(-1)];
  return (
    <figure className="model-curve">
      <h3>{words.t('model.curve')}</h3>
      <div className="model-picks">
        <Pick
          label={words.t('model.curveResult')}
          value={result}
          options={results}
          onChange={(next) => change({ result: next })}
        />
        {!isTable && (
          <Pick
            label={words.t('model.curveOver')}
            value={choice.x}
            options={numberNames(definition)}
            onChange={(x) => change({ x, isLogX: false })}
          />
        )}
        {!isTable && (
          <label className="check">
            <input
              type="checkbox"
              checked={choice.isLogX}
              onChange={({ target }) => change({ isLogX: target.checked })}
            />
            {words.t('model.logX')}
          </label>
        )}
        <label className="check">
          <input
            type="checkbox"
            checked={choice.isLogY}
            onChange={({ target }) => change({ isLogY: target.checked })}
          />
          {words.t('model.logY')}
        </label>
      </div>
      {points.length > 0 && (
        <Suspense fallback={<div className="chart-box" />}>
          <CurvePlot
            points={points}
            here={here}
            span={isTable ? null : span}
            isLogY={choice.isLogY}
            xLabel={isTable ? xName : withUnit(xName, parameter?.unit, precise)}
            yLabel={withUnit(result, yUnit, precise)}
            format={precise.number}
          />
        </Suspense>
      )}
      <figcaption>
        {range === null || firstPoint === undefined || lastPoint === undefined
          ? words.t('model.noCurve')
          : words.t('model.curveSummary', {
              result,
              x: xName,
              from: precise.value(firstPoint.x, xUnit),
              to: precise.value(lastPoint.x, xUnit),
              low: precise.value(range[0].y, yUnit),
              lowAt: precise.value(range[0].x, xUnit),
              high: precise.value(range[1].y, yUnit),
              highAt: precise.value(range[1].x, xUnit),
            })}{' '}
        {here !== null &&
          words.t('model.curveHere', { x: precise.value(here.x, xUnit), y: precise.value(here.y, yUnit) })}
      </figcaption>
    </figure>
  );
};
