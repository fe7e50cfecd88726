/** Gives the browser a file to keep. */
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
