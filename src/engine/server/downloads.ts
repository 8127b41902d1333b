/** What a presigned URL hands out: a file on the disk, or bytes made for the request. */
export type Download = {
  /** File name that the client is offered, without a folder. */
  name: string;
  /** Told by the name's extension where it is left out. */
  contentType?: string | undefined;
} & ({ path: string } | { bytes: Uint8Array | string });

/** Finds what a resource, the part after `kind/`, stands for; undefined where it is gone. */
export type DownloadSource = (rest: string) => Promise<Download | undefined> | Download | undefined;

/** The kinds of resources that presigned URLs may lead to. */
export class Downloads {
  private readonly sources = new Map<string, DownloadSource>();

  /** Has the resources `kind/…` served by `source`. Each kind has one. */
  register(kind: string, source: DownloadSource): void {
    this.sources.set(kind, source);
  }

  async find(resource: string): Promise<Download | undefined> {
    const end = resource.indexOf('/');
    return await this.sources.get(resource.slice(0, end))?.(resource.slice(end + 1));
  }
}
