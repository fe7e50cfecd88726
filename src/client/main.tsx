/** Starts the page: words first, then the screens. */
import './noEval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import './desk/tokens.css';
import './desk/parts/parts.css';
import './desk/home/home.css';
import './desk/parts/screens.css';
import './desk/table/table.css';
import './desk/resolution/resolution.css';
import './desk/working/working.css';
import './desk/layout.css';
import { startWords } from './i18n/setup.ts';
import { openPage } from './store/client.ts';
import { preferences } from './store/preferences.ts';
import { keepOnDevice } from './store/updates.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place for the client');
await startWords(preferences.get().language);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
await openPage();
// After the page: the first screen does not wait behind the rest of the game.
if (document.readyState === 'complete') void keepOnDevice();
else window.addEventListener('load', () => void keepOnDevice(), { once: true });
