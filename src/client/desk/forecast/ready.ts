/**
 * The forecast before anybody opens it: its charts are fetched and its workers started while the page has nothing else
 * to do, so that its first fan does not wait for them.
 */
import { useEffect } from 'react';
import { useSession } from '../../store/useClient.ts';

/** Brings its charts, so it comes when it is asked for, or when there is time. */
export const loadForecast = () => import('./Forecast.tsx').then(({ Forecast }) => ({ default: Forecast }));

/** For a browser that does not say when it is idle. */
const SOON_MS = 1000;

const whenIdle = (action: () => void): (() => void) => {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(action, SOON_MS);
    return () => clearTimeout(timer);
  }
  const callback = requestIdleCallback(action);
  return () => cancelIdleCallback(callback);
};

/** On the screens from which a forecast is not far. */
export const useForecastReady = (): void => {
  const { view, rules, setup } = useSession();
  // biome-ignore lint/correctness/useExhaustiveDependencies: workers that were asked go with the view they were asked about
  useEffect(
    () =>
      whenIdle(() => {
        const readying = Promise.all([import('../../store/forecast.ts'), loadForecast()]);
        // Where it could not be fetched it is asked for again as it is opened, and said then.
        readying.then(([{ readyForecast }]) => readyForecast({ rules, setup })).catch(() => undefined);
      }),
    [view, rules, setup],
  );
};
