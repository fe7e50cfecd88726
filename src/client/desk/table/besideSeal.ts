/** What a desk that is not one's own alone says besides: beside the seal, and ahead of what is next. */
import { createContext, type ReactNode } from 'react';

export const BesideSeal = createContext<ReactNode>(null);
/** An item of a list, or nothing. */
export const AheadOfAdvice = createContext<ReactNode>(null);
