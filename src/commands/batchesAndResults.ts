import { commands } from '../ids';
import type { Services } from '../services';
import type { Register } from './register';
import { registerLater } from './registerLater';

const onBatches = [
  ...([commands.cancel, commands.resume, commands.useJobs, commands.remove] as const),
  ...([commands.deleteDirectory, commands.copyId, commands.showActive] as const),
];
const onResults = [
  ...([commands.open, commands.openMarkdown, commands.openText, commands.openItems] as const),
  ...([commands.openDetails, commands.openPreview, commands.showFailure, commands.openSource] as const),
];

/** Commands on batches, directories and parsed files; their code is loaded when one of them is first called. */
export function registerBatchesAndResults(register: Register, services: Services): void {
  registerLater(register, onBatches, async () => {
    const { registerBatchCommands } = await import('./batchCommands');
    return later => registerBatchCommands(later, services);
  });
  registerLater(register, onResults, async () => {
    const { registerResultCommands } = await import('./resultCommands');
    return later => registerResultCommands(later, services);
  });
}
