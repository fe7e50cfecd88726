/** What the room sees of a hosted session: the same public picture as the projector's. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { roomTable, useHosted } from '../../store/hosted.ts';
import { RoomPicture } from '../projector/Projector.tsx';

export const RoomScreen = (): ReactElement => {
  const words = useWords();
  const game = useHosted((state) => state.game);
  const table = useHosted(roomTable);
  if (game === null || table === null) return <p className="loading">{words.t('session.joining')}</p>;
  return (
    <div className="projector" data-theme="projector">
      <RoomPicture rules={game.ruleset} view={table.view} news={table.news} />
    </div>
  );
};
