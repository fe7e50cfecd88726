/** The blocks of a guide: paragraphs, lists and tables. */
import type { ReactElement } from 'react';
import type { Block, ListLine } from 'virtual:guides/*';

const Line = ({ line: { term, text }, colon }: { readonly line: ListLine; readonly colon: string }): ReactElement => (
  <li>
    {term !== null && (
      <strong>
        {term}
        {colon}
      </strong>
    )}
    {text}
  </li>
);

/** A title names its own block only: it need not be a heading to be found, and cards have many. */
export const BlockShown = ({ block, colon }: { readonly block: Block; readonly colon: string }): ReactElement => {
  switch (block.kind) {
    case 'text':
      return <p>{block.text}</p>;
    case 'list': {
      const lines = block.lines.map((line) => <Line key={line.text} line={line} colon={colon} />);
      return block.isOrdered ? <ol>{lines}</ol> : <ul>{lines}</ul>;
    }
    case 'table':
      return (
        <table className="guides-table">
          <thead>
            <tr>
              {block.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map(([first, ...cells]) => (
              <tr key={first}>
                <th scope="row">{first}</th>
                {cells.map((cell, place) => (
                  <td key={block.heads[place + 1]} data-head={block.heads[place + 1]}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
};
