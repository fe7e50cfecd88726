/** The theatre's door for the desk. */
export { Theatre, type TheatreMode, type TheatreProps } from './Theatre.tsx';
