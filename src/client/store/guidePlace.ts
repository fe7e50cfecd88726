/**
 * Where a reader stands in the guides for teachers and umpires: the page's own address after `#`, as in the model's
 * reference. `#guides` is the list of chapters, `#guides/cards` a chapter, `#guides/cards/us-principal` one card
 * alone, and `#guides/all` everything, for the printer.
 */
export interface GuidePlace {
  /** Empty for the list of chapters. */
  readonly chapterId: string;
  /** Empty for the whole chapter. */
  readonly partId: string;
}

export const GUIDES_HOME = '#guides';
/** Stands for all chapters. */
export const WHOLE_GUIDE = 'all';
const PLACE = /^#guides(?:\/([\w-]*))?(?:\/([\w-]*))?$/;

/** Null where the address is not a place in the guides. */
export const parseGuidePlace = (hash: string): GuidePlace | null => {
  const match = PLACE.exec(hash);
  return match === null ? null : { chapterId: match[1] ?? '', partId: match[2] ?? '' };
};

export const guideAddress = (chapterId: string, partId = ''): string =>
  `${GUIDES_HOME}/${chapterId}${partId === '' ? '' : `/${partId}`}`;
