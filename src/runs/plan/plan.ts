import type { PlannedFile } from '../run';

/** Why a file or folder stays out of a run. */
export type LeftOutReason =
  | 'unsupported'
  | 'not_what_its_name_says'
  | 'empty'
  | 'too_large'
  | 'hidden'
  | 'ignored'
  | 'excluded'
  | 'duplicate'
  | 'link_loop'
  | 'link_outside'
  | 'unreadable';

/** Something that was found and stays out. */
export interface LeftOut {
  /** As a planned file's path; a folder that was not entered ends in `/`. */
  path: string;
  reason: LeftOutReason;
  /** 0 for a folder, and where the size is not known. */
  bytes: number;
}

/** What a run over the chosen files and folders would send. Nothing of it depends on the order of reading. */
export interface Plan {
  /** Name of the one folder or file chosen, else "3 folders", "5 files", "4 items". */
  label: string;
  /** What was chosen, absolute. */
  roots: string[];
  /** In natural order of their paths. */
  files: PlannedFile[];
  /** In natural order of their paths. */
  leftOut: LeftOut[];
  /** Bytes of all planned files. */
  bytes: number;
}

export interface PlanOptions {
  /** Globs in .gitignore syntax; relative to `boundary` where the chosen folder lies in it. */
  exclude: readonly string[];
  /** Lower case, with dot: what the server parses. */
  supportedExtensions: ReadonlySet<string>;
  /** Largest file that is sent; LlamaCloud refuses more than 512 MB (LlamaCloud API docs). */
  maxBytes?: number;
  respectGitignore: boolean;
  includeHidden?: boolean;
  /** Paths in the run of files that are chosen themselves, by their real paths; a file that is not in it goes by its name. */
  paths?: ReadonlyMap<string, string>;
  /**
   * The workspace folder, or the top of the git repository: .gitignore files from there down apply, and symbolic
   * links are followed only to places in it or in a chosen folder.
   */
  boundary?: string | undefined;
}

export interface PlanProgress {
  files: number;
  leftOut: number;
}
