import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** VS Code settings by name, as in a settings.json. */
export type Settings = Readonly<Record<string, unknown>>;

/** Leave a window with nothing but the extension: no welcome page, chat, tips, updates, telemetry. */
const quiet: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

const fileOf = (userDataFolder: string) => join(userDataFolder, 'User/settings.json');

/** Gives a new user-data folder its settings; one that has some keeps them (what a person changed stays). */
export function seedSettings(userDataFolder: string, settings: Settings = {}): void {
  if (!existsSync(fileOf(userDataFolder))) write(userDataFolder, { ...quiet, ...settings });
}

/** Changes settings of a user-data folder; a running window follows by itself. */
export function changeSettings(userDataFolder: string, settings: Settings): void {
  const now: Settings = JSON.parse(readFileSync(fileOf(userDataFolder), 'utf8'));
  write(userDataFolder, { ...now, ...settings });
}

function write(userDataFolder: string, settings: Settings): void {
  mkdirSync(dirname(fileOf(userDataFolder)), { recursive: true });
  writeFileSync(fileOf(userDataFolder), `${JSON.stringify(settings, null, 2)}\n`);
}
