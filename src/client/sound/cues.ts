/**
 * Short sounds made in the browser, for those who switched sound on: orders sealed, a turn resolved, a step up the
 * ladder of crisis. Nothing is told by sound alone, and no sound is a file.
 */
import { preferences } from '../store/preferences.ts';

interface Note {
  readonly hz: number;
  /** Seconds after the cue begins. */
  readonly atS: number;
  readonly lastsS: number;
}

/** A fall for what is closed, a rise for what is done, the same low note twice for alarm. */
const NOTES = {
  sealed: [
    { hz: 392, atS: 0, lastsS: 0.12 },
    { hz: 262, atS: 0.1, lastsS: 0.2 },
  ],
  resolved: [
    { hz: 262, atS: 0, lastsS: 0.15 },
    { hz: 330, atS: 0.12, lastsS: 0.15 },
    { hz: 392, atS: 0.24, lastsS: 0.3 },
  ],
  alarm: [
    { hz: 185, atS: 0, lastsS: 0.25 },
    { hz: 185, atS: 0.32, lastsS: 0.4 },
  ],
} as const satisfies Readonly<Record<string, readonly Note[]>>;

export type Cue = keyof typeof NOTES;

/** Full volume of one note; several may sound together. */
const LOUDEST = 0.3;
const ATTACK_S = 0.015;
const SILENT = 0.0001;

let context: AudioContext | null = null;

const playNote = (audio: AudioContext, { hz, atS, lastsS }: Note, volume: number): void => {
  const startS = audio.currentTime + atS;
  const tone = audio.createOscillator();
  const loudness = audio.createGain();
  tone.type = 'triangle';
  tone.frequency.value = hz;
  loudness.gain.setValueAtTime(SILENT, startS);
  loudness.gain.exponentialRampToValueAtTime(LOUDEST * volume, startS + ATTACK_S);
  loudness.gain.exponentialRampToValueAtTime(SILENT, startS + lastsS);
  tone.connect(loudness).connect(audio.destination);
  tone.start(startS);
  tone.stop(startS + lastsS);
};

/** Silent where sound is off or the device has none. */
export const playCue = (cue: Cue): void => {
  const { sound, volume } = preferences.get();
  if (!sound || volume <= 0 || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  // Browsers hold a page's sound back until its reader has pressed something.
  void context.resume().catch(() => undefined);
  for (const note of NOTES[cue]) playNote(context, note, volume);
};
