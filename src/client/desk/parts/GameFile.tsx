/** The open game as a file: kept by the browser, or handed on where the browser can. */
import { type ReactElement, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { exportGame } from '../../store/client.ts';
import { canShareFiles } from '../../store/files.ts';
import { Button } from './Button.tsx';

export const useCanShare = (): boolean => useState(canShareFiles)[0];

interface GameFileProps {
  readonly look?: 'plain' | 'quiet';
}

export const GameFileButtons = ({ look = 'plain' }: GameFileProps): ReactElement => {
  const words = useWords();
  const canShare = useCanShare();
  return (
    <>
      <Button look={look} icon="file" onClick={() => void exportGame()}>
        {words.t('end.export')}
      </Button>
      {canShare && (
        <Button look={look} onClick={() => void exportGame('share')}>
          {words.t('end.share')}
        </Button>
      )}
    </>
  );
};
