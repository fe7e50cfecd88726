/** `study`: many games played to answer a question. Each of its verbs is a file in `src/cli/study/`. */
import { badArgument, refuse } from '../arguments.ts';
import { type Command, EXIT_BAD_INPUT, EXIT_DONE } from '../command.ts';

const VERBS: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('../study/run.ts')).runCommand,
  worker: async () => (await import('../study/worker.ts')).workerCommand,
  show: async () => (await import('../study/show.ts')).showCommand,
  schema: async () => (await import('../study/schema.ts')).schemaCommand,
};

const HELP = `Usage: npm run -s dawnline -- study <verb> [options]

  run <manifest.yaml>   plays the games that a manifest asks for and writes their results
  worker --redis <url>  plays the games of studies that wait in a Redis
  show <folder>         sums up results, also of a study that was stopped
  schema                writes the JSON Schema of manifests

Each verb explains itself with --help. docs/studies/ has a worked study with its manifest.
`;

export const studyCommand: Command = {
  name: 'study',
  summary: 'play many games to answer a question, from a manifest to tables, charts and a summary',
  run: async ([verb, ...args], io) => {
    if (verb === '--help' || verb === undefined) {
      (verb === undefined ? io.stderr : io.stdout)(HELP);
      return verb === undefined ? EXIT_BAD_INPUT : EXIT_DONE;
    }
    if (!Object.hasOwn(VERBS, verb))
      return refuse(io, 'study', [badArgument('verb', Object.keys(VERBS).join(', '), verb)]);
    const command = await VERBS[verb]?.();
    return command === undefined ? EXIT_BAD_INPUT : command.run(args, io);
  },
};
