/** What is wrong with something written: in words, then where, what is expected there and what stands there. */
import type { ReactElement } from 'react';
import type { Problem } from '../../../units/result.ts';
import { useWords } from '../../i18n/words.ts';

export const ProblemLine = ({ problem }: { readonly problem: Problem }): ReactElement => {
  const words = useWords();
  return (
    <>
      {words.or(`problem.${problem.code}`, problem.code)}{' '}
      <code lang="en">
        {problem.line === undefined ? '' : `${problem.line}: `}
        {problem.path}: {problem.expected}; {problem.got}
      </code>
    </>
  );
};
