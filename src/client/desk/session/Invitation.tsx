/** How people come in: the code in large type, the addresses that they type, and the same as a picture. */
import { type ReactElement, useEffect, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { askHere } from '../../store/hosted.ts';
import { sessionAddress } from '../../store/sessionPlace.ts';
import { QrPicture } from './QrPicture.tsx';

const OWN_MACHINE: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
const isOwnMachine = (): boolean => OWN_MACHINE.includes(location.hostname);
const here = (): string => location.href.replace(/[#?].*$/s, '');

/** Addresses at which others reach the page; none where the server listens to its own machine only, or is not known yet. */
const useAddresses = (): readonly string[] | null => {
  const [addresses, setAddresses] = useState<readonly string[] | null>(() => (isOwnMachine() ? null : [here()]));
  useEffect(() => {
    if (!isOwnMachine()) return;
    void askHere().then((answer) => setAddresses(answer.ok ? answer.value.addresses : []));
  }, []);
  return addresses;
};

interface InvitationProps {
  readonly code: string;
  /** It is the room's picture itself that shows it. */
  readonly isRoom?: boolean;
}

export const Invitation = ({ code, isRoom = false }: InvitationProps): ReactElement => {
  const words = useWords();
  const addresses = useAddresses();
  const [first] = addresses ?? [];
  return (
    <section className="panel invitation" aria-labelledby="session-invitation">
      <h2 id="session-invitation">{words.t('session.invitation')}</h2>
      <p>{words.t('session.codeIs')}</p>
      <p className="session-code">{code}</p>
      {addresses?.map((address) => (
        <p key={address} className="session-address">
          {address}
        </p>
      ))}
      {addresses?.length === 0 && <p className="refusal">{words.t('session.ownMachine')}</p>}
      {first !== undefined && <QrPicture address={first + sessionAddress(code)} />}
      {!isRoom && (
        <a className="button button-plain" href={sessionAddress(code, true)} target="_blank" rel="noopener noreferrer">
          {words.t('session.openRoom')}
        </a>
      )}
    </section>
  );
};
