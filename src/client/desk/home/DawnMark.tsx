/** The dawn line: night on one side, sunlight on the other, and a satellite on the line between them. */
import type { ReactElement } from 'react';

export const DawnMark = (): ReactElement => (
  <svg className="dawn-mark" viewBox="0 0 240 240" aria-hidden="true" focusable="false">
    <defs>
      <radialGradient id="night-side" cx="0.7" cy="0.5" r="0.8">
        <stop offset="0" className="dawn-stop-a" />
        <stop offset="1" className="dawn-stop-b" />
      </radialGradient>
    </defs>
    <ellipse cx="120" cy="120" rx="22" ry="112" className="dawn-orbit" />
    <circle cx="120" cy="120" r="78" fill="url(#night-side)" className="dawn-earth" />
    <path d="M120 42a78 78 0 0 1 0 156c16-22 26-48 26-78s-10-56-26-78z" className="dawn-day" />
    <path d="M120 42c16 22 26 48 26 78s-10 56-26 78" className="dawn-line" />
    <path d="M98 120a22 112 0 0 1 22-112" className="dawn-orbit-front" />
    <circle cx="102.5" cy="52" r="5" className="dawn-satellite" />
  </svg>
);
