/** The JSON Schema of the seat protocol, as `docs/outside-minds.schema.json` publishes it. */
import { z } from 'zod/mini';
import { programFrames } from '../../protocol/seat.ts';
import { seatFrames } from '../../protocol/seatFrames.ts';

const definitionsOf = (prefix: string, frames: Readonly<Record<string, z.ZodMiniType>>) =>
  Object.entries(frames).map(([name, schema]) => {
    const { $schema: _same, ...definition } = z.toJSONSchema(schema, { io: 'input' });
    return [`${prefix}.${name}`, definition] as const;
  });

/** One definition a frame: `program.seal`, `seat.observation`. */
export const seatSchema = () => {
  const definitions = [...definitionsOf('program', programFrames), ...definitionsOf('seat', seatFrames)];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Dawnline seat protocol',
    anyOf: definitions.map(([name]) => ({ $ref: `#/$defs/${name}` })),
    $defs: Object.fromEntries(definitions),
  };
};

export const seatSchemaText = (): string => `${JSON.stringify(seatSchema(), null, 1)}\n`;
