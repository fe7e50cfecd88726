/** Standing orders of this game and templates of all games: how the orders of one turn serve another. */
import { type ReactElement, useState } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { fillTemplate, toggleStanding } from '../../store/client.ts';
import { useStore } from '../../store/externalStore.ts';
import { dropTemplate, keepTemplate, templates } from '../../store/templates.ts';
import { useSession } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { orderDetail } from './orderWords.ts';

const LONGEST_NAME = 40;

export const Reuse = (): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { draft, standing, rights } = useSession();
  const kept = useStore(templates, (list) => list);
  const [name, setName] = useState('');
  const wanted = name.trim();
  return (
    <details className="reuse">
      <summary>{words.t('reuse.title', { standing: standing.length, templates: kept.length })}</summary>
      {rights.canRepeat && <h3>{words.t('reuse.standing')}</h3>}
      {rights.canRepeat && standing.length === 0 && <p className="soft">{words.t('reuse.noStanding')}</p>}
      {standing.length > 0 && (
        <ul>
          {standing.map((order) => (
            <li key={JSON.stringify(order)}>
              <span>
                {words.order(order.kind)} <span className="soft">{orderDetail(order, words, formats)}</span>
              </span>
              <Button look="quiet" onClick={() => void toggleStanding(order)}>
                {words.t('reuse.stop')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <h3>{words.t('reuse.templates')}</h3>
      {kept.length > 0 && (
        <ul>
          {kept.map((template) => (
            <li key={template.name}>
              <span>
                {template.name}{' '}
                <span className="soft">{words.t('draft.count', { count: template.orders.length })}</span>
              </span>
              <span className="draft-tools">
                <Button
                  look="quiet"
                  onClick={() => void fillTemplate(template.orders)}
                  aria-label={words.t('reuse.useOf', { name: template.name })}
                >
                  {words.t('reuse.use')}
                </Button>
                <Button
                  look="quiet"
                  onClick={() => dropTemplate(template.name)}
                  aria-label={words.t('reuse.dropOf', { name: template.name })}
                >
                  {words.t('reuse.drop')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {rights.isShared ? (
        // Templates are there for whoever sits down: one that is kept here would tell the other side.
        <p className="soft">{words.t('reuse.shared')}</p>
      ) : (
        <form
          className="reuse-keep"
          onSubmit={(event) => {
            event.preventDefault();
            if (wanted !== '' && draft.orders.length > 0) keepTemplate(wanted, draft.orders);
            setName('');
          }}
        >
          <label>
            <span>{words.t('reuse.name')}</span>
            <input type="text" maxLength={LONGEST_NAME} value={name} onChange={({ target }) => setName(target.value)} />
          </label>
          <Button isSubmit disabled={wanted === '' || draft.orders.length === 0}>
            {words.t('reuse.keep')}
          </Button>
        </form>
      )}
    </details>
  );
};
