import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type Uri,
} from 'vscode';
import { messageOf } from '../base/log';
import { parseConfigurationUri } from './configurationUri';
import type { ResultDocument, ResultDocuments } from './resultDocuments';
import { parseResultUri } from './resultUri';

/** VS Code opens nothing above 50 MB in a document that extensions see ("Files above 50MB cannot be synchronized"). */
export const maxDocumentBytes = 45 * 2 ** 20;

/**
 * Results, tables of them and configurations as a read-only file system. A file system rather than a
 * TextDocumentContentProvider, because VS Code restores the editors of a file system after a reload and drops those of a
 * content provider. A restored editor asks before anything else runs: the connection is awaited, and what fails becomes a
 * sentence in the editor's place.
 */
export class ResultFiles implements FileSystemProvider {
  private readonly changes = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;

  constructor(private readonly documents: ResultDocuments) {}

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { text, final } = await this.read(uri);
    // A final result never changes: any constant will do as its time, and saves VS Code from reading it again.
    const time = final ? 1 : Date.now();
    return { type: FileType.File, size: Buffer.byteLength(text), ctime: 0, mtime: time };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const { text } = await this.read(uri);
    if (Buffer.byteLength(text) > maxDocumentBytes)
      throw FileSystemError.Unavailable(
        'This result is too large for the editor. Open it from the Batches view to save it to disk.',
      );
    return Buffer.from(text);
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  private async read(uri: Uri): Promise<ResultDocument> {
    const result = parseResultUri(uri);
    const configuration = parseConfigurationUri(uri);
    try {
      if (result) return await this.documents.read(result);
      if (configuration) return await this.documents.readConfiguration(configuration);
      const { parseTableUri } = await import('./tableUri');
      const table = parseTableUri(uri);
      if (table) return await (await this.documents.tables.get()).read(table);
    } catch (error) {
      throw FileSystemError.Unavailable(messageOf(error));
    }
    throw FileSystemError.Unavailable(
      'This address names no result, table or configuration of Llama Batches.',
    );
  }
}
