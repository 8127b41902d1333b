/** Exit codes of the engine process; `connections/engine` reads them. */
export const exitCodes = {
  usage: 2,
  dataFolderInUse: 3,
  newerData: 4,
  noSqlite: 5,
  token: 6,
  disk: 7,
  damagedData: 8,
} as const;

/** The engine cannot start or go on. `message` is a sentence for the person who reads stderr. */
export class EngineExit extends Error {
  override readonly name = 'EngineExit';
  readonly exitCode: number;
  constructor(reason: keyof typeof exitCodes, message: string) {
    super(message);
    this.exitCode = exitCodes[reason];
  }
}

/** Says what to do about a database that cannot be read. */
export const damagedData = (cause: string, folder: string): EngineExit =>
  new EngineExit(
    'damagedData',
    `The engine's database is damaged (${cause}). Rename its data folder ${folder} and start again: the results in it are lost, the documents on your disk are not.`,
  );
