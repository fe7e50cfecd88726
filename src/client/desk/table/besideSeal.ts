/** What stands beside the seal where a desk has more to state than its orders; nothing on a desk of one's own. */
import { createContext, type ReactNode } from 'react';

export const BesideSeal = createContext<ReactNode>(null);
