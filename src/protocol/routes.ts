/** Paths of the API, each in one place; ids are percent-encoded. A base URL never includes `/api` (LlamaCloud API docs). */
const id = encodeURIComponent;

export const routes = {
  projects: '/api/v1/projects',
  project: (projectId: string) => `/api/v1/projects/${id(projectId)}`,
  directories: '/api/v1/beta/directories',
  directory: (directoryId: string) => `/api/v1/beta/directories/${id(directoryId)}`,
  directoryFiles: (directoryId: string) => `/api/v1/beta/directories/${id(directoryId)}/files`,
  directoryFile: (directoryId: string, fileId: string) =>
    `/api/v1/beta/directories/${id(directoryId)}/files/${id(fileId)}`,
  directoryFileUpload: (directoryId: string) => `/api/v1/beta/directories/${id(directoryId)}/files/upload`,
  files: '/api/v1/beta/files',
  file: (fileId: string) => `/api/v1/beta/files/${id(fileId)}`,
  batches: '/api/v2/batches',
  batch: (batchId: string) => `/api/v2/batches/${id(batchId)}`,
  batchCancel: (batchId: string) => `/api/v2/batches/${id(batchId)}/cancel`,
  configurations: '/api/v1/beta/configurations',
  configuration: (configurationId: string) => `/api/v1/beta/configurations/${id(configurationId)}`,
  parseJobs: '/api/v2/parse',
  parseUpload: '/api/v2/parse/upload',
  parseJob: (jobId: string) => `/api/v2/parse/${id(jobId)}`,
  parseJobCancel: (jobId: string) => `/api/v2/parse/${id(jobId)}/cancel`,
  extractJobs: '/api/v2/extract',
  extractJob: (jobId: string) => `/api/v2/extract/${id(jobId)}`,
  extractJobCancel: (jobId: string) => `/api/v2/extract/${id(jobId)}/cancel`,
  classifyJob: (jobId: string) => `/api/v2/classify/${id(jobId)}`,
  webhookConfigs: '/api/v1/beta/webhook-configs',
  legacyBatches: '/api/v1/beta/batch-processing',
  legacyBatch: (batchId: string) => `/api/v1/beta/batch-processing/${id(batchId)}`,
  legacyItems: (batchId: string) => `/api/v1/beta/batch-processing/${id(batchId)}/items`,
  legacyCancel: (batchId: string) => `/api/v1/beta/batch-processing/${id(batchId)}/cancel`,
  legacyResults: (itemId: string) => `/api/v1/beta/batch-processing/items/${id(itemId)}/processing-results`,
} as const;
