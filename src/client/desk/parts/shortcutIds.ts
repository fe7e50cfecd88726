/** The keys of the desk, in the order of their list; the words are under `shortcut.<id>`. */
export const SHORTCUTS = ['n', 's', 'f', '1', '2', 'undo', 'redo', 'escape', 'help'] as const;
