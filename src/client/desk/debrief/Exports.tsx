/** The debrief to take away: a page to read, a table, the game with its working, and the charts as a picture. */
import { type ReactElement, type RefObject, useState } from 'react';
import { debriefTable, type Debrief } from '../../../study/index.ts';
import { useWords } from '../../i18n/words.ts';
import { workedFile } from '../../store/debrief.ts';
import { downloadBlob, downloadFile } from '../../store/files.ts';
import { Button } from '../parts/Button.tsx';
import { chartsPicture } from './chartsPicture.ts';
import { reportPage } from './reportPage.ts';

interface ExportsProps {
  readonly debrief: Debrief;
  /** What the page and the picture are made from. */
  readonly sheet: RefObject<HTMLElement | null>;
}

const nameOf = ({ record }: Debrief, ending: string): string =>
  `dawnline-debrief-${record.scenario}-${record.seed}.${ending}`;

export const Exports = ({ debrief, sheet }: ExportsProps): ReactElement => {
  const words = useWords();
  const [failed, setFailed] = useState(false);
  const attempt = (step: (main: HTMLElement) => void | Promise<void>) => () => {
    const main = sheet.current;
    if (main === null) return;
    setFailed(false);
    void Promise.resolve(step(main)).catch(() => setFailed(true));
  };
  const saveReport = (main: HTMLElement): void =>
    downloadFile(
      nameOf(debrief, 'html'),
      reportPage(main, words.t('debrief.title'), document.documentElement.lang),
      'text/html',
    );
  const saveTable = (): void => downloadFile(nameOf(debrief, 'csv'), debriefTable(debrief), 'text/csv;charset=utf-8');
  const savePicture = async (main: HTMLElement): Promise<void> =>
    downloadBlob(nameOf(debrief, 'png'), await chartsPicture(main));
  const saveGame = async (): Promise<void> =>
    downloadFile(nameOf(debrief, 'json'), await workedFile(), 'application/json');
  return (
    <section className="panel exports">
      <h2>{words.t('debrief.export.title')}</h2>
      <p className="soft">{words.t('debrief.export.note')}</p>
      <div className="actions">
        <Button icon="file" onClick={attempt(saveReport)}>
          {words.t('debrief.export.html')}
        </Button>
        <Button icon="file" onClick={attempt(saveTable)}>
          {words.t('debrief.export.csv')}
        </Button>
        <Button icon="file" onClick={attempt(saveGame)}>
          {words.t('debrief.export.json')}
        </Button>
        <Button icon="file" onClick={attempt(savePicture)}>
          {words.t('debrief.export.png')}
        </Button>
      </div>
      {failed && <p role="alert">{words.t('debrief.export.failed')}</p>}
    </section>
  );
};
