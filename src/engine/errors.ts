/**
 * Errors that mean a fault of ours, never of a player or of a file.
 *
 * Illegal orders are values (`Rejection`) and unreadable files are `Result`s; an `InvariantError` says that
 * the engine contradicted itself. It carries the values that show how, so that the saved game and the message
 * are enough to find the cause.
 */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
  readonly values: Readonly<Record<string, unknown>>;

  constructor(message: string, values: Readonly<Record<string, unknown>>) {
    super(message);
    this.values = values;
  }
}
