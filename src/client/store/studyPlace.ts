/** The address of the studies. */
export const STUDY_HOME = '#study';
export const isStudyPlace = (hash: string): boolean => hash === STUDY_HOME;
