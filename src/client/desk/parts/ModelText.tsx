/** A text of the model in the reader's language; marked as English where it could not be had. */
import type { ReactElement } from 'react';
import { useTexts } from '../../i18n/texts.ts';

export const ModelText = ({ english }: { readonly english: string }): ReactElement => {
  const text = useTexts()(english);
  return (
    <span className="model-text" lang={text === english ? 'en' : undefined}>
      {text}
    </span>
  );
};
