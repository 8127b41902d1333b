import { settings } from '../ids';
import { readOwnSetting, readSetting } from './settings';

/** What the settings say to the engine, as options of its command line; they count from its next start. */
export function engineOptions(): readonly string[] {
  return [
    '--keep-days',
    String(readSetting(settings.keepDays)),
    '--max-store-gb',
    String(readSetting(settings.maxStorage)),
    '--model',
    readOwnSetting(settings.modelProvider),
    ...(readSetting(settings.allowPrivateNetwork) ? ['--allow-private-network'] : []),
  ];
}
