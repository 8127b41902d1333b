/**
 * Every name that the manifest and the code share, in one place. test/unit/manifest checks that package.json has each
 * of them and no other.
 */
export const extensionId = 'llama-batches.llama-batches';

export const commands = {
  parse: 'llamaBatches.parse',
  extract: 'llamaBatches.extract',
  batchClassify: 'llamaBatches.batchClassify',
  openConfiguration: 'llamaBatches.openConfiguration',
  newConfiguration: 'llamaBatches.newConfiguration',
  saveConfiguration: 'llamaBatches.saveConfiguration',
  renameConfiguration: 'llamaBatches.renameConfiguration',
  deleteConfiguration: 'llamaBatches.deleteConfiguration',
  refresh: 'llamaBatches.refresh',
  loadMore: 'llamaBatches.loadMore',
  open: 'llamaBatches.open',
  openMarkdown: 'llamaBatches.openMarkdown',
  openText: 'llamaBatches.openText',
  openItems: 'llamaBatches.openItems',
  openDetails: 'llamaBatches.openDetails',
  openPreview: 'llamaBatches.openPreview',
  openSource: 'llamaBatches.openSource',
  showFailure: 'llamaBatches.showFailure',
  showActive: 'llamaBatches.showActive',
  cancel: 'llamaBatches.cancel',
  resume: 'llamaBatches.resume',
  useJobs: 'llamaBatches.useJobs',
  remove: 'llamaBatches.remove',
  deleteDirectory: 'llamaBatches.deleteDirectory',
  addBatch: 'llamaBatches.addBatch',
  retry: 'llamaBatches.retry',
  cleanUp: 'llamaBatches.cleanUp',
  openReport: 'llamaBatches.openReport',
  copyReport: 'llamaBatches.copyReport',
  generateSchema: 'llamaBatches.generateSchema',
  openTable: 'llamaBatches.openTable',
  openTableLines: 'llamaBatches.openTableLines',
  openLegacyResult: 'llamaBatches.openLegacyResult',
  cancelLegacy: 'llamaBatches.cancelLegacy',
  classify: 'llamaBatches.classify',
  filterByType: 'llamaBatches.filterByType',
  parseType: 'llamaBatches.parseType',
  extractType: 'llamaBatches.extractType',
  copyId: 'llamaBatches.copyId',
  showLog: 'llamaBatches.showLog',
  restartEngine: 'llamaBatches.restartEngine',
  copyEngineAddress: 'llamaBatches.copyEngineAddress',
  signIn: 'llamaBatches.signIn',
  changeKey: 'llamaBatches.changeKey',
  renameConnection: 'llamaBatches.renameConnection',
  signOut: 'llamaBatches.signOut',
  diagnoseConnection: 'llamaBatches.diagnoseConnection',
  chooseWebhooks: 'llamaBatches.chooseWebhooks',
  chooseModel: 'llamaBatches.chooseModel',
} as const;
export type CommandId = (typeof commands)[keyof typeof commands];

export const viewContainer = 'llamaBatches';
export const treeView = 'llamaBatches.tree';
/** Shown by VS Code as `<extension id>.<this>`. */
export const statusItem = 'status';
/** URI scheme of the virtual documents. */
export const documentScheme = 'llama-batches';

export const contextKeys = {
  /** What the tree has to show: `loading`, `empty`, `ready` or `failed`. */
  state: 'llamaBatches.state',
} as const;

export const settings = {
  connections: 'llamaBatches.connections',
  exclude: 'llamaBatches.parse.exclude',
  respectGitignore: 'llamaBatches.parse.respectGitignore',
  uploadConcurrency: 'llamaBatches.upload.concurrency',
  confirmCredits: 'llamaBatches.confirm.credits',
  confirmFiles: 'llamaBatches.confirm.files',
  pollMaxInterval: 'llamaBatches.poll.maxIntervalSeconds',
  notify: 'llamaBatches.notify',
  keepDays: 'llamaBatches.engine.keepDays',
  maxStorage: 'llamaBatches.engine.maxStorageGB',
  allowPrivateNetwork: 'llamaBatches.engine.allowPrivateNetwork',
  modelProvider: 'llamaBatches.model.provider',
  modelEndpoint: 'llamaBatches.model.endpoint',
  modelName: 'llamaBatches.model.name',
  modelContextTokens: 'llamaBatches.model.contextTokens',
  modelTokens: 'llamaBatches.model.maxTokensPerDocument',
  modelSeconds: 'llamaBatches.model.maxSecondsPerDocument',
} as const;
export type SettingId = (typeof settings)[keyof typeof settings];
