/** A button that asks for a file; the same file may be given again. */
import { type ReactElement, useId } from 'react';

interface FilePickProps {
  readonly label: string;
  /** What browsers should offer: types and endings. */
  readonly accept: string;
  readonly onPick: (file: File) => void;
}

export const YAML_FILES = '.yaml,.yml,application/yaml,text/yaml,text/plain';

export const FilePick = ({ label, accept, onPick }: FilePickProps): ReactElement => {
  const id = useId();
  return (
    <label htmlFor={id} className="button button-plain file-button">
      {label}
      <input
        id={id}
        type="file"
        accept={accept}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file !== undefined) onPick(file);
        }}
      />
    </label>
  );
};
