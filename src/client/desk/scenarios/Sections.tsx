/** The parts of a scenario that its author fills in. */
import { type ReactElement, useId, useState } from 'react';
import {
  AGREEMENT_KINDS,
  CRISIS_RUNGS,
  RESEARCH_TRACKS,
  SCENARIO_DELIVERIES,
  type Side,
  SIDES,
} from '../../../ruleset/terms.ts';
import { fieldOf, valueAt } from '../../../ruleset/walk.ts';
import { useWords } from '../../i18n/words.ts';
import { ruleset } from '../../store/scenarioShelf.ts';
import { usePrecise } from '../model/precise.ts';
import { Button } from '../parts/Button.tsx';
import { SideMark } from '../parts/SideMark.tsx';
import { listAt, ownNumber, type Path, replacement } from './edit.ts';
import {
  CheckField,
  ChoiceField,
  Entries,
  Picked,
  QuantityField,
  TextField,
  useEditing,
  WholeField,
} from './fields.tsx';

export const Basics = (): ReactElement => {
  const words = useWords();
  return (
    <div className="own-fields">
      <TextField
        path={['title']}
        label={words.t('scenarios.field.title')}
        hint={words.t('scenarios.titleHint')}
        isOptional
      />
      <TextField
        path={['about']}
        label={words.t('scenarios.field.about')}
        hint={words.t('scenarios.aboutHint')}
        isLong
        isOptional
      />
      <TextField path={['id']} label={words.t('scenarios.field.id')} hint={words.t('scenarios.idHint')} />
      <WholeField
        path={['startYear']}
        label={words.t('scenarios.field.startYear')}
        hint={words.t('scenarios.startHint')}
      />
      <WholeField
        path={['turnCount']}
        label={words.t('scenarios.field.turnCount')}
        hint={words.t('scenarios.turnsHint')}
      />
      {SIDES.map((side) => (
        <QuantityField
          key={side}
          path={['handicapPoints', side]}
          label={words.t('scenarios.field.handicap', { side: words.side(side) })}
        />
      ))}
    </div>
  );
};

const GROUPS = {
  money: ['fundsMusd', 'incomeMusd', 'incomeGrowthFrac', 'politicalCapital', 'standing'],
  chips: ['popsPerKw', 'chipSupplyMw', 'chipSupplyGrowthFrac', 'exportControlLevel'],
  minerals: ['mineralsImported', 'mineralsRefining', 'mineralsOre', 'mineralsStock'],
  defence: ['defenceFighters', 'defenceSubmarines'],
} as const;
type Group = keyof typeof GROUPS;
const GROUP_NAMES = Object.keys(GROUPS) as readonly Group[];
const BITES = ['chips', 'minerals'] as const;
const MOST_FLIGHTS = 200;
const MOST_FLOWN = 2000;

const Lines = ({ side }: { readonly side: Side }): ReactElement => {
  const words = useWords();
  const vehicles = ruleset.vehicles.map(({ id }) => ({ id, title: words.vehicle(id) }));
  return (
    <Entries
      path={['sides', side, 'lines']}
      title={words.t('scenarios.group.lines')}
      make={() => ({
        vehicleId: vehicles[0]?.id,
        operational: true,
        cadencePerTurn: ownNumber(1, 'flights', 0, MOST_FLIGHTS),
        flownFlights: ownNumber(0, 'flights', 0, MOST_FLOWN),
      })}
    >
      {(path) => (
        <>
          <ChoiceField path={[...path, 'vehicleId']} label={words.t('scenarios.field.vehicle')} options={vehicles} />
          <CheckField path={[...path, 'operational']} label={words.t('scenarios.field.operational')} />
          <QuantityField path={[...path, 'cadencePerTurn']} label={words.t('scenarios.field.cadencePerTurn')} />
          <QuantityField path={[...path, 'flownFlights']} label={words.t('scenarios.field.flownFlights')} />
        </>
      )}
    </Entries>
  );
};

const SideColumn = ({ side, group }: { readonly side: Side; readonly group: Group }): ReactElement => {
  const words = useWords();
  return (
    <div className="own-fields">
      <p>
        <SideMark side={side} />
      </p>
      {GROUPS[group].map((name) => (
        <QuantityField key={name} path={['sides', side, name]} label={words.t(`scenarios.field.${name}`)} />
      ))}
      {group === 'chips' && (
        <ChoiceField
          path={['sides', side, 'exportControlBites']}
          label={words.t('scenarios.field.exportControlBites')}
          options={BITES.map((id) => ({ id, title: words.t(`scenarios.bites.${id}`) }))}
        />
      )}
      {group === 'minerals' && (
        <CheckField path={['sides', side, 'greenlandAccess']} label={words.t('scenarios.field.greenlandAccess')} />
      )}
    </div>
  );
};

export const Sides = (): ReactElement => {
  const words = useWords();
  return (
    <>
      {GROUP_NAMES.map((group, place) => (
        <details key={group} open={place === 0}>
          <summary>{words.t(`scenarios.group.${group}`)}</summary>
          <div className="own-sides">
            {SIDES.map((side) => (
              <SideColumn key={side} side={side} group={group} />
            ))}
          </div>
        </details>
      ))}
      <details>
        <summary>{words.t('scenarios.group.tech')}</summary>
        <div className="own-sides">
          {SIDES.map((side) => (
            <div key={side} className="own-fields">
              <p>
                <SideMark side={side} />
              </p>
              {RESEARCH_TRACKS.map((track) => (
                <QuantityField key={track} path={['sides', side, 'tech', track]} label={words.t(`track.${track}`)} />
              ))}
            </div>
          ))}
        </div>
      </details>
      <details>
        <summary>{words.t('scenarios.group.lines')}</summary>
        <div className="own-sides">
          {SIDES.map((side) => (
            <div key={side}>
              <p>
                <SideMark side={side} />
              </p>
              <Lines side={side} />
            </div>
          ))}
        </div>
      </details>
    </>
  );
};

const MOST_UNITS = 10_000;
const MOST_AGE_YEARS = 20;
const MOST_FRAGMENTS = 100_000;
const MOST_TURN = 40;
const MOST_MW = 50_000;

const band = (id: string) => ownNumber(Number(id), 'km', Number(id), Number(id));

export const Start = (): ReactElement => {
  const words = useWords();
  const precise = usePrecise();
  const programmes = ruleset.programmes.map(({ id }) => ({ id, title: words.programme(id) }));
  const designs = ruleset.satellites.map(({ id }) => ({ id, title: words.or(`design.${id}`, id) }));
  const regions = ruleset.grid.regions.map(({ id }) => ({ id, title: words.region(id) }));
  const bands = ruleset.environment.bands.map(({ lowKm, highKm }) => ({
    id: String(lowKm),
    title: words.t('scenarios.band', { low: precise.number(lowKm), high: precise.number(highKm) }),
  }));
  const [first] = ruleset.programmes;
  return (
    <>
      <p className="soft">{words.t('scenarios.startNote')}</p>
      <Entries
        path={['start', 'units']}
        title={words.t('scenarios.units')}
        make={() => ({
          programmeId: first?.id,
          designId: first?.designId,
          unitCount: ownNumber(1, 'units', 0, MOST_UNITS),
          ageYears: ownNumber(0, 'yr', 0, MOST_AGE_YEARS),
        })}
      >
        {(path) => (
          <>
            <ChoiceField
              path={[...path, 'programmeId']}
              label={words.t('scenarios.field.programme')}
              options={programmes}
            />
            <ChoiceField path={[...path, 'designId']} label={words.t('scenarios.field.design')} options={designs} />
            <QuantityField path={[...path, 'unitCount']} label={words.t('scenarios.field.unitCount')} />
            <QuantityField path={[...path, 'ageYears']} label={words.t('scenarios.field.ageYears')} />
          </>
        )}
      </Entries>
      <Entries
        path={['start', 'clouds']}
        title={words.t('scenarios.clouds')}
        make={() => ({
          lowKm: band(bands[0]?.id ?? ''),
          fragmentCount: ownNumber(1000, 'fragments', 0, MOST_FRAGMENTS),
        })}
      >
        {(path) => (
          <>
            <ChoiceField
              path={[...path, 'lowKm']}
              label={words.t('scenarios.field.band')}
              options={bands}
              read={(value) => String(fieldOf(value, 'value'))}
              write={band}
            />
            <QuantityField path={[...path, 'fragmentCount']} label={words.t('scenarios.field.fragmentCount')} />
          </>
        )}
      </Entries>
      <Entries
        path={['start', 'agreements']}
        title={words.t('scenarios.agreements')}
        make={() => ({ agreement: AGREEMENT_KINDS[0], untilTurn: ownNumber(4, 'turn', 1, MOST_TURN) })}
      >
        {(path) => (
          <>
            <ChoiceField
              path={[...path, 'agreement']}
              label={words.t('scenarios.field.agreement')}
              options={AGREEMENT_KINDS.map((id) => ({ id, title: words.t(`agreement.${id}.name`) }))}
            />
            <QuantityField path={[...path, 'untilTurn']} label={words.t('scenarios.field.untilTurn')} />
          </>
        )}
      </Entries>
      <Entries
        path={['start', 'deliveries']}
        title={words.t('scenarios.deliveries')}
        make={() => ({
          kind: SCENARIO_DELIVERIES[0],
          regionId: regions[0]?.id,
          capacityMw: ownNumber(500, 'MW', 0, MOST_MW),
          dueTurn: ownNumber(2, 'turn', 1, MOST_TURN),
        })}
      >
        {(path) => (
          <>
            <ChoiceField
              path={[...path, 'kind']}
              label={words.t('scenarios.field.kind')}
              options={SCENARIO_DELIVERIES.map((id) => ({ id, title: words.t(`scenarios.delivery.${id}`) }))}
            />
            <ChoiceField path={[...path, 'regionId']} label={words.t('scenarios.field.region')} options={regions} />
            <QuantityField path={[...path, 'capacityMw']} label={words.t('scenarios.field.capacityMw')} />
            <QuantityField path={[...path, 'dueTurn']} label={words.t('scenarios.field.dueTurn')} />
          </>
        )}
      </Entries>
    </>
  );
};

const MOST_FOUND = 12;
/** A scenario's own numbers have fields of their own. */
const CHANGEABLE = Object.entries(ruleset.provenance).filter(([path]) => !path.startsWith('scenarios.'));

const NumberSearch = ({ begin }: { readonly begin: string }): ReactElement => {
  const words = useWords();
  const precise = usePrecise();
  const { value, change } = useEditing();
  const [query, setQuery] = useState(begin);
  const id = useId();
  const replaced = listAt(value, ['replaces']);
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const textOf = (path: string): string => `${path} ${words.figure(path.split('.').at(-1) ?? '')}`.toLowerCase();
  const found =
    wanted.length === 0 ? [] : CHANGEABLE.filter(([path]) => wanted.every((word) => textOf(path).includes(word)));
  const isReplaced = (path: string): boolean => replaced.some((entry) => fieldOf(entry, 'path') === path);
  return (
    <section className="own-search">
      <label htmlFor={id}>{words.t('scenarios.find')}</label>
      <input id={id} type="search" value={query} onChange={({ target }) => setQuery(target.value)} />
      <p className="soft" aria-live="polite">
        {words.t('scenarios.found', { count: found.length })}
      </p>
      <ul className="plain-list">
        {found.slice(0, MOST_FOUND).map(([path, number]) => (
          <li key={path}>
            <span>
              {words.figure(path.split('.').at(-1) ?? '')} <code>{path}</code>
              <br />
              <small className="soft">
                {precise.value(number.value, number.unit)} ·{' '}
                {words.t('scenarios.range', {
                  low: precise.number(number.low),
                  high: precise.number(number.high),
                  unit: precise.unit(number.unit),
                })}{' '}
                · <cite lang="en">{ruleset.sources[number.source]?.title ?? number.source}</cite>
              </small>
            </span>
            <Button
              disabled={isReplaced(path)}
              onClick={() => change(['replaces', replaced.length], replacement(path, number))}
            >
              {words.t('scenarios.replace')}
              <code className="visually-hidden"> {path}</code>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};

const ReplacedField = ({ path }: { readonly path: Path }): ReactElement => {
  const words = useWords();
  const precise = usePrecise();
  const { value, change } = useEditing();
  const target = String(valueAt(value, [...path, 'path']));
  const known = ruleset.provenance[target];
  return (
    <li>
      <QuantityField
        path={path}
        label={
          <>
            {words.figure(target.split('.').at(-1) ?? '')} <code>{target}</code>
            {known !== undefined && (
              <span className="soft">
                {' '}
                {words.t('scenarios.inRules', { value: precise.value(known.value, known.unit) })}
              </span>
            )}
          </>
        }
      />
      <Button look="quiet" icon="remove" onClick={() => change(path, undefined)}>
        {words.t('scenarios.takeAway')}
        <code className="visually-hidden"> {target}</code>
      </Button>
    </li>
  );
};

export const Assumptions = (): ReactElement => {
  const words = useWords();
  const { value } = useEditing();
  const replaced = listAt(value, ['replaces']);
  return (
    <>
      <p className="soft">{words.t('scenarios.assumptionsNote')}</p>
      <NumberSearch begin="" />
      <section className="own-entries">
        <h4>{words.t('scenarios.replaced')}</h4>
        {replaced.length === 0 && <p className="soft">{words.t('scenarios.none')}</p>}
        <ol className="plain-list">
          {replaced.map((entry, index) => (
            <ReplacedField key={String(fieldOf(entry, 'path'))} path={['replaces', index]} />
          ))}
        </ol>
      </section>
    </>
  );
};

const DECKS = ['all', 'onlyEventIds', 'withoutEventIds'] as const;

const idsAt = (value: unknown, path: Path): readonly string[] => listAt(value, path).map(String);

export const Cards = (): ReactElement => {
  const words = useWords();
  const { value, change } = useEditing();
  const cards = ruleset.events.events.map(({ id }) => ({ id, title: words.subject('event', id) }));
  const given = fieldOf(value, 'events');
  const deck = DECKS.find((each) => fieldOf(given, each) !== undefined) ?? 'all';
  const rungs = CRISIS_RUNGS.map((id) => ({ id, title: words.state('crisis', id) }));
  const selectId = useId();
  const unused = cards.find(({ id }) => !listAt(value, ['injects']).some((each) => fieldOf(each, 'eventId') === id));
  return (
    <>
      <div className="own-field">
        <label htmlFor={selectId}>{words.t('scenarios.deck')}</label>
        <select
          id={selectId}
          value={deck}
          onChange={({ target }) => change(['events'], target.value === 'all' ? undefined : { [target.value]: [] })}
        >
          {DECKS.map((id) => (
            <option key={id} value={id}>
              {words.t(`scenarios.deck.${id}`)}
            </option>
          ))}
        </select>
      </div>
      {deck !== 'all' && (
        <Picked
          legend={words.t(`scenarios.deck.${deck}`)}
          options={cards}
          picked={idsAt(value, ['events', deck])}
          onChange={(ids) => change(['events', deck], ids)}
        />
      )}
      <Entries
        path={['injects']}
        title={words.t('scenarios.injects')}
        make={() => ({ kind: 'turn', eventId: unused?.id, turn: 1 })}
      >
        {(path) => (
          <>
            <ChoiceField path={[...path, 'eventId']} label={words.t('scenarios.field.card')} options={cards} />
            <ChoiceField
              path={path}
              label={words.t('scenarios.field.when')}
              options={[
                { id: 'turn', title: words.t('scenarios.when.turn') },
                { id: 'crisis', title: words.t('scenarios.when.crisis') },
              ]}
              read={(inject) => String(fieldOf(inject, 'kind'))}
              write={(kind) => {
                const eventId = valueAt(value, [...path, 'eventId']);
                return kind === 'turn' ? { kind, eventId, turn: 1 } : { kind, eventId, rung: CRISIS_RUNGS[1] };
              }}
            />
            {valueAt(value, [...path, 'kind']) === 'turn' ? (
              <WholeField path={[...path, 'turn']} label={words.t('scenarios.field.turn')} />
            ) : (
              <ChoiceField path={[...path, 'rung']} label={words.t('scenarios.field.rung')} options={rungs} />
            )}
          </>
        )}
      </Entries>
      <p className="soft">{words.t('scenarios.injectsNote')}</p>
    </>
  );
};

const ORDERED_FIRSTS = ruleset.score.milestones.toSorted((a, b) => SIDES.indexOf(a.owner) - SIDES.indexOf(b.owner));

export const Objectives = (): ReactElement => {
  const words = useWords();
  const { value, change } = useEditing();
  const left = idsAt(value, ['milestones', 'withoutMilestoneIds']);
  const firsts = ORDERED_FIRSTS.map(({ id, owner }) => ({
    id,
    title: `${words.side(owner)} · ${words.or(`milestone.${id}.name`, id)}`,
  }));
  const isLeft = (id: string): boolean => left.includes(id);
  return (
    <>
      <p className="soft">{words.t('scenarios.objectivesNote')}</p>
      <Picked
        legend={words.t('scenarios.milestones')}
        options={firsts}
        picked={firsts.map(({ id }) => id).filter((id) => !isLeft(id))}
        onChange={(kept) => {
          const gone = firsts.map(({ id }) => id).filter((id) => !kept.includes(id));
          change(['milestones'], gone.length === 0 ? undefined : { withoutMilestoneIds: gone });
        }}
      />
      <h4>{words.t('scenarios.weights')}</h4>
      <p className="soft">{words.t('scenarios.weightsNote')}</p>
      <NumberSearch begin="score points" />
    </>
  );
};
