/** One of LlamaCloud's own servers. A key works in one region only (LlamaCloud API docs, "Regions"). */
export interface Region {
  /** Also the id of the first connection to it. */
  id: string;
  name: string;
  baseUrl: string;
  /** Where a person makes keys for it. */
  website: string;
}

/** LlamaCloud API docs, "Regions". */
export const regions: readonly Region[] = [
  {
    id: 'us',
    name: 'LlamaCloud US',
    baseUrl: 'https://api.cloud.llamaindex.ai',
    website: 'https://cloud.llamaindex.ai',
  },
  {
    id: 'eu',
    name: 'LlamaCloud EU',
    baseUrl: 'https://api.cloud.eu.llamaindex.ai',
    website: 'https://cloud.eu.llamaindex.ai',
  },
];

/** The region that an address belongs to; undefined for a server of a company's own. */
export const regionOf = (baseUrl: string): Region | undefined =>
  regions.find(region => region.baseUrl === baseUrl);
