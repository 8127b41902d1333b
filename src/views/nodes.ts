import type { Configuration } from '../protocol/configurations';
import type { Directory } from '../protocol/directories';
import type { DirectoryFile } from '../protocol/directoryFiles';
import type { LegacyBatch, LegacyItem } from '../protocol/legacyJobs';
import type { Project } from '../protocol/projects';
import type { Place } from '../runs/catalog';

/**
 * What the tree is made of. A node only names its thing by ids; what is shown is looked up in the store when VS Code
 * asks, so that a node stays the same object while its state moves. Ids are unique over the whole view (VS Code refuses
 * a second element with one id, vscode#71698), hence paths of server ids.
 */
export type Node =
  | ConnectionNode
  | ProjectNode
  | GroupNode
  | BatchNode
  | FileNode
  | DirectoryNode
  | DirectoryFileNode
  | ConfigurationNode
  | LegacyBatchNode
  | LegacyItemNode
  | MoreNode
  | MessageNode;

interface Base {
  readonly id: string;
  readonly parent: Node | undefined;
}

/** Stands for a server whose projects cannot be shown, and says why. */
export interface ConnectionNode extends Base {
  readonly kind: 'connection';
  readonly connectionId: string;
  name: string;
  readonly icon: string;
  readonly isHosted: boolean;
  text: string;
  /** What a click does: sign in, or try again. */
  trouble: 'signed_out' | 'failed';
}

export interface ProjectNode extends Base {
  readonly kind: 'project';
  readonly place: Place;
  /** "on this machine", "LlamaCloud US". */
  where: string;
  readonly icon: string;
  /** On a server of LlamaCloud's, with a key of its own. */
  readonly isHosted: boolean;
  /** This workspace's own. */
  isHome: boolean;
  project: Project;
}

export interface GroupNode extends Base {
  readonly kind: 'batches' | 'directories' | 'configurations' | 'legacyBatches';
  readonly place: Place;
}

/** A run of this machine, or a batch made elsewhere. */
export interface BatchNode extends Base {
  readonly kind: 'batch';
  readonly place: Place;
  readonly rowKey: string;
}

export interface FileNode extends Base {
  readonly kind: 'file';
  readonly place: Place;
  readonly fileKey: string;
}

export interface DirectoryNode extends Base {
  readonly kind: 'directory';
  readonly place: Place;
  directory: Directory;
}

export interface DirectoryFileNode extends Base {
  readonly kind: 'directoryFile';
  readonly place: Place;
  readonly file: DirectoryFile;
}

/** A configuration that is kept on the server. */
export interface ConfigurationNode extends Base {
  readonly kind: 'configuration';
  readonly place: Place;
  configuration: Configuration;
}

/** A batch of the older route (`/api/v1/beta/batch-processing`). */
export interface LegacyBatchNode extends Base {
  readonly kind: 'legacyBatch';
  readonly place: Place;
  batch: LegacyBatch;
}

export interface LegacyItemNode extends Base {
  readonly kind: 'legacyItem';
  readonly place: Place;
  readonly jobType: string;
  item: LegacyItem;
}

/** The last row of a list that has further pages on the server. */
export interface MoreNode extends Base {
  readonly kind: 'more';
  readonly shown: number;
}

/** A line that stands where children would: that there are none, or that they could not be read. */
export interface MessageNode extends Base {
  readonly kind: 'message';
  readonly text: string;
  /** True where a click tries again. */
  readonly retry: boolean;
}
