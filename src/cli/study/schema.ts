/** `study schema`: the JSON Schema of manifests, for editors; it is kept with the studies of the documents. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { manifestJsonSchema } from '../../study/plan/manifest.ts';
import { makeCommand } from '../arguments.ts';
import { EXIT_DONE, EXIT_NO } from '../command.ts';

export const MANIFEST_SCHEMA = fileURLToPath(new URL('../../../docs/studies/manifest.schema.json', import.meta.url));

const HELP = `Usage: npm run -s dawnline -- study schema [--check]

Writes docs/studies/manifest.schema.json; --check only compares.
`;

export const schemaCommand = makeCommand(
  {
    name: 'study schema',
    summary: 'writes the JSON Schema of manifests',
    help: HELP,
    options: { check: { type: 'boolean', default: false } },
  },
  async (values, io) => {
    const wanted = manifestJsonSchema();
    const isStale = !existsSync(MANIFEST_SCHEMA) || readFileSync(MANIFEST_SCHEMA, 'utf8') !== wanted;
    if (isStale && values['check'] !== true) writeFileSync(MANIFEST_SCHEMA, wanted);
    io.stdout(isStale ? 'the JSON Schema of manifests was stale\n' : 'the JSON Schema of manifests is up to date\n');
    return isStale && values['check'] === true ? EXIT_NO : EXIT_DONE;
  },
);
