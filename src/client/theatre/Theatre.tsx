/**
 * The theatre as a component: the picture with its switch, zoom and legend, and the same things in words beside it.
 * All words come through `label`; the picture never shows what the view does not say.
 */
import { type FC, type ReactElement, useMemo, useRef, useState } from 'react';
import type { GameEvent } from '../../engine/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { useFormats } from '../i18n/format.ts';
import { useWords } from '../i18n/words.ts';
import type { Label } from './sceneTypes.ts';
import type { SeenView } from './seen.ts';
import type { StageState } from './stage.ts';
import { TheatreLegend } from './TheatreLegend.tsx';
import { TheatreObjects } from './TheatreObjects.tsx';
import './theatre.css';
import { theatreScene } from './theatreModel.ts';
import { stageWords } from './theatreWords.ts';
import { useMapInput } from './useMapInput.ts';
import { usePalette } from './usePalette.ts';
import { useStage } from './useStage.ts';

export type TheatreMode = 'orbit' | 'ground';

export interface TheatreProps {
  readonly view: SeenView;
  /** What has just happened and may be shown; a new list plays anew. */
  readonly events: readonly GameEvent[];
  readonly mode: TheatreMode;
  readonly onModeChange: (mode: TheatreMode) => void;
  readonly selectedId: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly ruleset: Ruleset;
  /** Words: of a programme, region, shell or launch line by its id, or of the theatre itself by key. */
  readonly label: Label;
  readonly reducedMotion: boolean;
}

const MODES = ['orbit', 'ground'] as const;
const ZOOM_STEP = 1.35;

interface ToolProps {
  readonly name: string;
  readonly path: string;
  readonly onPress: () => void;
  readonly isPressed?: boolean;
}
const Tool = ({ name, path, onPress, isPressed }: ToolProps): ReactElement => (
  <button type="button" className="tool" aria-label={name} title={name} aria-pressed={isPressed} onClick={onPress}>
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  </button>
);

export const Theatre: FC<TheatreProps> = ({
  view,
  events,
  mode,
  onModeChange,
  selectedId,
  onSelect,
  ruleset,
  label,
  reducedMotion,
}) => {
  const formats = useFormats();
  const words = useWords();
  const map = useRef<HTMLDivElement>(null);
  const [hoveredId, setHoveredId] = useState<string | null>(null);
  const [isListOpen, setListOpen] = useState(false);
  const palette = usePalette(map, mode);
  const scene = useMemo(() => theatreScene(view, events, ruleset), [view, events, ruleset]);
  const state = useMemo<StageState | null>(
    () =>
      palette === null
        ? null
        : {
            scene,
            mode,
            selectedId,
            hoveredId,
            palette,
            words: stageWords(scene, label, formats, words),
            isStill: reducedMotion,
          },
    [scene, mode, selectedId, hoveredId, palette, label, formats, words, reducedMotion],
  );
  const { stage, perPoint, renderer, hasFailed } = useStage(map, state);
  const input = useMapInput(map, stage, onSelect, setHoveredId);

  const choose = (id: string | null): void => {
    const object = scene.objects.find((candidate) => candidate.id === id);
    if (object !== undefined && object.mode !== mode) onModeChange(object.mode);
    onSelect(id);
  };

  return (
    <div
      className="theatre"
      data-mode={mode}
      data-theme={mode === 'orbit' ? 'night' : undefined}
      data-renderer={hasFailed ? 'none' : renderer}
    >
      <div
        ref={map}
        className={hoveredId === null ? 'theatre-map' : 'theatre-map pointing'}
        role="application"
        aria-label={label('ui', `map.${mode}`)}
        aria-describedby="theatre-keys"
        {...input}
      />
      <p id="theatre-keys" className="theatre-hidden">
        {label('ui', 'keys')}
      </p>
      {hasFailed && (
        <p className="theatre-failed" role="status">
          {label('ui', 'noPicture')}
        </p>
      )}
      <div className="theatre-bar" role="toolbar" aria-label={label('ui', 'tools')}>
        <div className="theatre-modes">
          {MODES.map((option) => (
            <button key={option} type="button" aria-pressed={option === mode} onClick={() => onModeChange(option)}>
              {label('ui', `mode.${option}`)}
            </button>
          ))}
        </div>
        <Tool name={label('ui', 'zoomIn')} path="M3 8h10M8 3v10" onPress={() => stage.current?.zoomBy(ZOOM_STEP)} />
        <Tool name={label('ui', 'zoomOut')} path="M3 8h10" onPress={() => stage.current?.zoomBy(1 / ZOOM_STEP)} />
        <Tool
          name={label('ui', 'showWhole')}
          path="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3"
          onPress={() => stage.current?.showWhole()}
        />
        <Tool
          name={label('ui', 'list.title')}
          path="M3 4h10M3 8h10M3 12h10"
          isPressed={isListOpen}
          onPress={() => setListOpen(!isListOpen)}
        />
      </div>
      {!hasFailed && (
        <TheatreLegend mode={mode} label={label} formats={formats} perPoint={perPoint} renderer={renderer} />
      )}
      <TheatreObjects
        objects={scene.objects}
        isOpen={isListOpen || hasFailed}
        selectedId={selectedId}
        onSelect={choose}
        label={label}
        formats={formats}
        words={words}
      />
    </div>
  );
};
