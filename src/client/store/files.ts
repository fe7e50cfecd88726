/** Gives the browser a file to keep, or to hand to another program or person. */

export const downloadBlob = (name: string, blob: Blob): void => {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};

export const downloadFile = (name: string, text: string, type: string): void =>
  downloadBlob(name, new Blob([text], { type }));

/** What browsers hand on is told by the ending, and theirs do not know a game's. */
const sharedFile = (name: string, text: string): File => new File([text], `${name}.txt`, { type: 'text/plain' });

/** Whether this browser can hand a file to another program. */
export const canShareFiles = (): boolean =>
  typeof navigator.canShare === 'function' && navigator.canShare({ files: [sharedFile('', '')] });

/** Hands the file on; where the browser refuses, it is kept as a download. Someone who changes their mind gets neither. */
export const shareFile = async (name: string, text: string): Promise<void> => {
  try {
    await navigator.share({ files: [sharedFile(name, text)] });
  } catch (fault) {
    if (!(fault instanceof DOMException && fault.name === 'AbortError')) downloadFile(name, text, 'application/json');
  }
};
