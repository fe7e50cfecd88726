/** Everything there is, as a tree: one's own by kind with state badges, then what is known of the other. */
import type { ReactElement } from 'react';
import { Button as TreeButton, Collection, Tree, TreeItem, TreeItemContent } from 'react-aria-components';
import type { SideView } from '../../../engine/index.ts';
import { useFormats, type Formats } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { select } from '../../store/client.ts';
import { useClient, useSession } from '../../store/useClient.ts';
import { Icon } from '../parts/Icon.tsx';
import type { TermName } from '../parts/glossary.ts';
import { StateBadge } from '../parts/StateBadge.tsx';
import { Term } from '../parts/Term.tsx';
import { groupChartId, MINERALS_ID, RELATIONS_ID, unitCountOf } from './selection.ts';

interface Node {
  readonly id: string;
  readonly name: string;
  readonly detail?: string;
  /** What the heading of a branch is explained by. */
  readonly term?: TermName;
  readonly badge?: { readonly chartId: string; readonly state: string };
  readonly children: readonly Node[];
}

const branch = (id: string, name: string, term: TermName, children: readonly Node[]): Node => ({
  id: `branch:${id}`,
  name,
  term,
  children,
});

const ownBranches = (view: SideView, words: Words, formats: Formats): readonly Node[] => {
  const programmes = view.groups.map((group) => ({
    id: group.id,
    name: words.programme(group.id),
    detail: words.t('tree.units', { count: formats.number(unitCountOf(group), 0) }),
    badge: { chartId: groupChartId(group), state: group.machine },
    children: [],
  }));
  const lines = view.lines.map((line) => ({
    id: line.id,
    name: words.line(line.id),
    ...(line.machine !== 'inDevelopment' && {
      detail: words.t('tree.flights', { count: formats.number(line.cadencePerTurn, 0) }),
    }),
    badge: { chartId: 'launchLine', state: line.machine },
    children: [],
  }));
  const regions = view.regions.map((region) => ({
    id: region.id,
    name: words.region(region.id),
    badge: { chartId: 'gridRegion', state: region.machine },
    children: [],
  }));
  const centres = view.centres.map((centre) => ({
    id: centre.id,
    name: words.subject('centre', centre.id),
    detail: formats.quantity(centre.powerMw, 'MW'),
    badge: { chartId: 'groundCentre', state: centre.machine },
    children: [],
  }));
  return [
    branch('programmes', words.t('tree.programmes'), 'programme', programmes),
    branch('lines', words.t('tree.lines'), 'launchLine', lines),
    branch('regions', words.t('tree.regions'), 'reserveMargin', regions),
    branch('centres', words.t('tree.centres'), 'backupTier', centres),
  ];
};

const rivalBranch = (view: SideView, words: Words, formats: Formats): Node => {
  const groups = view.rival.groups.map((group) => ({
    id: group.id,
    name: words.programme(group.id),
    detail: words.t('tree.units', { count: formats.number(group.unitCount, 0) }),
    children: [],
  }));
  const lines = view.rival.lines.map((line) => ({
    id: line.id,
    name: words.line(line.id),
    badge: { chartId: 'launchLine', state: line.machine },
    children: [],
  }));
  const regions = view.rival.regions.map((region) => ({
    id: region.id,
    name: words.region(region.id),
    badge: { chartId: 'gridRegion', state: region.machine },
    children: [],
  }));
  return branch('rival', words.t('tree.rival', { side: words.side(view.rival.side) }), 'estimate', [
    ...groups,
    ...lines,
    ...regions,
  ]);
};

const nodesOf = (view: SideView, words: Words, formats: Formats): readonly Node[] => [
  ...ownBranches(view, words, formats),
  {
    id: MINERALS_ID,
    name: words.t('tree.minerals'),
    badge: { chartId: 'minerals', state: view.own.mineralsMachine },
    children: [],
  },
  { id: RELATIONS_ID, name: words.t('tree.relations'), badge: { chartId: 'crisis', state: view.crisis }, children: [] },
  rivalBranch(view, words, formats),
];

const Row = ({ node }: { readonly node: Node }): ReactElement => (
  <TreeItem id={node.id} textValue={node.name} className={node.children.length > 0 ? 'tree-branch' : 'tree-leaf'}>
    <TreeItemContent>
      {({ hasChildItems, isExpanded }) => (
        <>
          {hasChildItems && (
            <TreeButton slot="chevron" className={isExpanded ? 'chevron is-open' : 'chevron'}>
              <Icon name="open" />
            </TreeButton>
          )}
          <span className="tree-name">
            {node.term === undefined ? node.name : <Term name={node.term}>{node.name}</Term>}
            {node.detail && <small>{node.detail}</small>}
          </span>
          {node.badge && <StateBadge chartId={node.badge.chartId} state={node.badge.state} />}
        </>
      )}
    </TreeItemContent>
    <Collection items={[...node.children]}>{(child: Node) => <Row node={child} />}</Collection>
  </TreeItem>
);

const BRANCHES = ['branch:programmes', 'branch:lines', 'branch:regions', 'branch:centres', 'branch:rival'];

export const AssetTree = ({ onChoose }: { readonly onChoose?: () => void }): ReactElement => {
  const { view } = useSession();
  const words = useWords();
  const formats = useFormats();
  const selectedId = useClient((state) => state.selectedId);
  return (
    <Tree
      className="tree"
      aria-label={words.t('tree.title')}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection={false}
      selectedKeys={selectedId === null ? [] : [selectedId]}
      defaultExpandedKeys={BRANCHES}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys];
        if (typeof key !== 'string' || key.startsWith('branch:')) return;
        select(key);
        onChoose?.();
      }}
      items={[...nodesOf(view, words, formats)]}
    >
      {(node: Node) => <Row node={node} />}
    </Tree>
  );
};
