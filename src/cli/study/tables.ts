/** The games of a study as tables: the columns of the CSV as JSON lines and Parquet too. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import { columnsOf, type GameRow, type Plan } from '../../study/index.ts';

export const jsonLinesOf = (plan: Plan, rows: readonly GameRow[]): string => {
  const columns = columnsOf(plan);
  return rows
    .map((row) => `${JSON.stringify(Object.fromEntries(columns.map(({ name, of }) => [name, of(row)])))}\n`)
    .join('');
};

/** The file says in its own notes what it is the table of. */
export const parquetOf = (plan: Plan, rows: readonly GameRow[], notes: Readonly<Record<string, string>>): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: columnsOf(plan).map(({ name, type, of }) => ({ name, type, nullable: false, data: rows.map(of) })),
      kvMetadata: Object.entries(notes).map(([key, value]) => ({ key, value })),
    }),
  );
