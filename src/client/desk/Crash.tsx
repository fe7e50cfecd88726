/** Our own bug: said plainly, with its code, and the game saved and exportable. */
import { Component, type ReactElement, type ReactNode } from 'react';
import { useWords } from '../i18n/words.ts';
import { exportGame, leaveGame, reportCrash } from '../store/client.ts';
import { useClient } from '../store/useClient.ts';
import { Button } from './parts/Button.tsx';

const describe = (crash: unknown): string =>
  crash instanceof Error ? `${crash.name}: ${crash.message}` : String(crash);

export const CrashScreen = ({ crash }: { readonly crash: unknown }): ReactElement => {
  const words = useWords();
  const hasGame = useClient((state) => state.session !== null);
  return (
    <main className="crash panel" role="alert">
      <h1>{words.t('crash.title')}</h1>
      <p>{words.t('crash.text')}</p>
      <pre>{describe(crash)}</pre>
      <div className="actions">
        {hasGame && (
          <Button isPrimary icon="file" onClick={() => void exportGame()}>
            {words.t('crash.export')}
          </Button>
        )}
        <Button onClick={() => void leaveGame()}>{words.t('crash.home')}</Button>
      </div>
    </main>
  );
};

export class CrashBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }
  override componentDidCatch(error: unknown): void {
    reportCrash(error);
    this.setState({ failed: false });
  }
  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}
