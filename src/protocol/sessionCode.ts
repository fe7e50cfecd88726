/** The code of a session as it is kept (`ABCDEFGH`), shown (`ABCD-EFGH`) and typed (any way). */
export const CODE_LENGTH = 8;

/** The code as it is kept, from the way somebody has typed it. */
export const plainCode = (typed: string): string => typed.toUpperCase().replaceAll(/[\s-]/g, '');
export const shownCode = (code: string): string => `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`;
