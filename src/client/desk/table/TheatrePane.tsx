/** The picture, loaded after the words; without it everything on the desk still works. */
import { Component, lazy, type ReactElement, type ReactNode, Suspense, useCallback } from 'react';
import type { GameEvent } from '../../../engine/index.ts';
import type { Ruleset } from '../../../ruleset/schema.ts';
import { useWords } from '../../i18n/words.ts';
import { select, showTheatre } from '../../store/client.ts';
import { useStore } from '../../store/externalStore.ts';
import { preferences } from '../../store/preferences.ts';
import { useClient, useSession } from '../../store/useClient.ts';
import type { SeenView } from '../../theatre/seen.ts';

const Theatre = lazy(() => import('../../theatre/index.ts').then((module) => ({ default: module.Theatre })));

/** A picture that cannot be drawn (no graphics at all) leaves a sentence in its place, not an empty page. */
class PictureBoundary extends Component<
  { readonly instead: ReactNode; readonly children: ReactNode },
  { readonly failed: boolean }
> {
  override state = { failed: false };
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }
  override render(): ReactNode {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}

interface TheatrePaneProps {
  readonly view: SeenView;
  readonly events: readonly GameEvent[];
}

/** The picture of the game on the table. */
export const TheatrePane = (props: TheatrePaneProps): ReactElement => (
  <Picture {...props} ruleset={useSession().game.ruleset} />
);

/** The picture under any rules, for those who look on. */
export const Picture = ({ view, events, ruleset }: TheatrePaneProps & { readonly ruleset: Ruleset }): ReactElement => {
  const words = useWords();
  const mode = useClient((state) => state.theatreMode);
  const selectedId = useClient((state) => state.selectedId);
  const reducedMotion = useStore(preferences, (chosen) => chosen.reducedMotion);
  const label = useCallback(
    (kind: 'programme' | 'region' | 'shell' | 'line' | 'ui', id: string) =>
      kind === 'ui' ? words.or(id.startsWith('theatre.') ? id : `theatre.${id}`, id) : words[kind](id),
    [words],
  );
  return (
    <section className="theatre-pane" aria-label={words.t('theatre.title')}>
      <h2 className="visually-hidden">{words.t('theatre.title')}</h2>
      <PictureBoundary instead={<p className="empty">{words.t('theatre.failed')}</p>}>
        <Suspense fallback={<p className="empty">{words.t('theatre.loading')}</p>}>
          <Theatre
            view={view}
            events={events}
            mode={mode}
            onModeChange={showTheatre}
            selectedId={selectedId}
            onSelect={select}
            ruleset={ruleset}
            label={label}
            reducedMotion={reducedMotion}
          />
        </Suspense>
      </PictureBoundary>
    </section>
  );
};
