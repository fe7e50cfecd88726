/**
 * Which room may import which: the table of docs/architecture.md, as a check.
 *
 * A room is a folder of `src`. Outside the engine only its public face, `src/engine/index.ts`, may be imported.
 */
import path from 'node:path';
import { builtinModules } from 'node:module';
import { isSyntaxNode, type SourceFile, type SyntaxNode, type Violation, violation, walk } from './source.ts';

interface Room {
  /** Rooms it may import besides itself. */
  readonly rooms: readonly string[];
  /** Packages it may import; `null`: any. A name ending in `/` stands for every package of that scope. */
  readonly packages: readonly string[] | null;
  /** May it import Node's own modules? */
  readonly node: boolean;
}

const pure = (rooms: readonly string[], packages: readonly string[] = []): Room => ({ rooms, packages, node: false });

export const ROOMS: Readonly<Record<string, Room>> = {
  units: pure([], ['@stdlib/', '@noble/hashes']),
  physics: pure(['units']),
  ruleset: pure(['units'], ['zod', 'yaml', '@noble/hashes']),
  engine: pure(['units', 'physics', 'ruleset'], ['immer', 'seedrandom', 'xstate', '@noble/hashes', '@stdlib/']),
  bots: pure(['engine', 'ruleset', 'units']),
  study: pure(['engine', 'bots', 'ruleset', 'units'], ['zod']),
  protocol: pure(['engine', 'ruleset', 'units'], ['zod']),
  session: pure(['engine', 'protocol', 'bots', 'ruleset', 'units'], ['xstate']),
  server: { rooms: ['session', 'protocol'], packages: null, node: true },
  client: {
    rooms: ['protocol', 'engine', 'ruleset', 'study', 'bots', 'units', 'physics'],
    packages: null,
    node: false,
  },
  cli: {
    rooms: ['units', 'physics', 'ruleset', 'engine', 'bots', 'study', 'protocol', 'session', 'server'],
    packages: null,
    node: true,
  },
  /** Types of modules that bring none. */
  types: pure(['ruleset']),
};

const ENGINE_FACE = 'src/engine/index.ts';
const FILES_INSIDE_ROOMS = /^src\/([^/]+)\//;

const roomOf = (filePath: string): string | undefined => FILES_INSIDE_ROOMS.exec(filePath)?.[1];

const isNodeModule = (specifier: string): boolean =>
  specifier.startsWith('node:') || builtinModules.includes(specifier);

const packageOf = (specifier: string): string => {
  const [first = '', second = ''] = specifier.split('/');
  return specifier.startsWith('@') ? `${first}/${second}` : first;
};

const allowsPackage = (room: Room, name: string): boolean =>
  room.packages === null ||
  room.packages.some((allowed) => (allowed.endsWith('/') ? name.startsWith(allowed) : name === allowed));

/** Everything a file imports, by `import`, `export … from`, `import()` and `import('…').Type`. */
const importsOf = (file: SourceFile): readonly (readonly [SyntaxNode, string])[] => {
  const found: (readonly [SyntaxNode, string])[] = [];
  for (const [node] of walk(file.program)) {
    if (
      !/^(ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|ImportExpression|TSImportType)$/.test(node.type)
    )
      continue;
    const source = node.source ?? node.argument;
    if (isSyntaxNode(source) && typeof source.value === 'string') found.push([node, source.value]);
  }
  return found;
};

const faultOfImport = (filePath: string, roomName: string, room: Room, specifier: string): string | null => {
  if (specifier.startsWith('.')) {
    const target = path.posix.normalize(path.posix.join(path.posix.dirname(filePath), specifier));
    const targetRoom = roomOf(target);
    if (targetRoom === roomName) return null;
    if (targetRoom === undefined) return `imports ${target}, which is in no room`;
    if (!room.rooms.includes(targetRoom)) return `${roomName} may not import ${targetRoom} (${target})`;
    if (targetRoom === 'engine' && target !== ENGINE_FACE) return `imports ${target} and not the engine's public face`;
    return null;
  }
  if (isNodeModule(specifier)) return room.node ? null : `${roomName} may not import ${specifier}`;
  if (specifier.startsWith('virtual:')) return roomName === 'client' ? null : `${roomName} may not import ${specifier}`;
  return allowsPackage(room, packageOf(specifier))
    ? null
    : `${roomName} may not import the package ${packageOf(specifier)}`;
};

/** Imports of a file that the table does not allow. */
export const findLayerViolations = (file: SourceFile): readonly Violation[] => {
  const roomName = roomOf(file.path);
  const room = roomName === undefined ? undefined : ROOMS[roomName];
  if (roomName === undefined || room === undefined) return [`${file.path}:1 is in no room of the table`];
  return importsOf(file).flatMap(([node, specifier]) => {
    const fault = faultOfImport(file.path, roomName, room, specifier);
    return fault === null ? [] : [violation(file, node, fault)];
  });
};
