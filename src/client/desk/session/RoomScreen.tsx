/**
 * What the room sees of a hosted session: the public picture as on every projector, with the session's clock, which
 * sides have sealed, and, until the game starts, how to come in;
 * once the fog is lifted, the debrief.
 */
import { type ReactElement, useState } from 'react';
import { SIDES } from '../../../engine/index.ts';
import type { Status } from '../../../protocol/sessionParts.ts';
import type { Side } from '../../../ruleset/terms.ts';
import { useWords } from '../../i18n/words.ts';
import { roomTable, useHosted } from '../../store/hosted.ts';
import { Button } from '../parts/Button.tsx';
import { SideMark } from '../parts/SideMark.tsx';
import { RoomPicture } from '../projector/Projector.tsx';
import { Foresight } from './Foresight.tsx';
import { HostedDebrief } from './HostedDebrief.tsx';
import { Invitation } from './Invitation.tsx';
import { TimeLeft } from './TimeLeft.tsx';
import { isTimed, mayDebrief } from './white/moment.ts';
import './talk/talk.css';

/** Whether a side is still at work, has sealed, or is led by a bot. */
const Sealing = ({ status, side }: { readonly status: Status; readonly side: Side }): ReactElement => {
  const words = useWords();
  const isAwaited = status.awaited.includes(side);
  const how = status.ledByBot[side] ? 'bot' : isAwaited ? 'drafting' : 'sealed';
  return (
    <span className="projector-sealing">
      <SideMark side={side} />
      <span className={isAwaited ? 'badge badge-warn' : 'badge badge-good'}>{words.t(`room.${how}`)}</span>
    </span>
  );
};

const Course = ({ status }: { readonly status: Status }): ReactElement => {
  const words = useWords();
  const { stage } = status;
  return (
    <div className="projector-course">
      {stage !== 'planning' && <strong>{words.t(`white.stage.${stage}`)}</strong>}
      {isTimed(status) && <TimeLeft status={status} />}
      {isTimed(status) && (
        <span role="status" className="projector-course">
          {SIDES.map((side) => (
            <Sealing key={side} status={status} side={side} />
          ))}
        </span>
      )}
    </div>
  );
};

/** What the white cell has last said to everybody. */
const Announced = (): ReactElement | null => {
  const words = useWords();
  const said = useHosted((state) => state.talk?.messages.findLast(({ to }) => to === 'all')?.text);
  if (said === undefined) return null;
  return (
    <section className="panel" aria-labelledby="room-said">
      <h2 id="room-said">{words.t('session.white')}</h2>
      <p role="status" className="talk-text">
        {said}
      </p>
    </section>
  );
};

export const RoomScreen = (): ReactElement => {
  const words = useWords();
  const game = useHosted((state) => state.game);
  const table = useHosted(roomTable);
  const status = useHosted((state) => state.status);
  const code = useHosted((state) => state.welcome?.code ?? '');
  const [isDebrief, setDebrief] = useState(false);
  if (game === null || table === null || status === null)
    return <p className="loading">{words.t('session.joining')}</p>;
  if (isDebrief) return <HostedDebrief onLeave={() => setDebrief(false)} />;
  return (
    <div className="projector" data-theme="projector">
      <RoomPicture
        rules={game.ruleset}
        view={table.view}
        news={table.news}
        course={
          <>
            <Course status={status} />
            {mayDebrief(status) && (
              <Button icon="chart" isPrimary onClick={() => setDebrief(true)}>
                {words.t('white.toDebrief')}
              </Button>
            )}
          </>
        }
        lead={
          <>
            {status.stage === 'lobby' && <Invitation code={code} isRoom />}
            {status.takenBack !== null && (
              <p role="status" className="panel">
                {words.t('session.takenBack', { reason: status.takenBack })}
              </p>
            )}
            <Announced />
            <Foresight />
          </>
        }
      />
    </div>
  );
};
