import { type ConfigurationScope, workspace } from 'vscode';
import * as z from 'zod/mini';
import { type SettingId, settings } from '../ids';

const schemas = {
  // Read by connectionSetting.ts, which takes the person's own settings alone.
  [settings.connections]: z.array(z.unknown()),
  [settings.exclude]: z.array(z.string()),
  [settings.respectGitignore]: z.boolean(),
  [settings.uploadConcurrency]: z.int().check(z.minimum(1), z.maximum(16)),
  [settings.confirmCredits]: z.number().check(z.minimum(0)),
  [settings.confirmFiles]: z.int().check(z.minimum(0)),
  [settings.pollMaxInterval]: z.int().check(z.minimum(5), z.maximum(300)),
  [settings.notify]: z.enum(['all', 'failures', 'never']),
  [settings.keepDays]: z.int().check(z.minimum(0), z.maximum(36_500)),
  [settings.maxStorage]: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  [settings.allowPrivateNetwork]: z.boolean(),
  [settings.modelProvider]: z.enum(['rules', 'vscode', 'endpoint']),
  [settings.modelEndpoint]: z.string().check(z.maxLength(2000)),
  [settings.modelName]: z.string().check(z.maxLength(500)),
  [settings.modelContextTokens]: z.int().check(z.minimum(0), z.maximum(10_000_000)),
  [settings.modelTokens]: z.int().check(z.minimum(0), z.maximum(1_000_000_000)),
  [settings.modelSeconds]: z.int().check(z.minimum(0), z.maximum(86_400)),
} satisfies Record<SettingId, z.ZodMiniType>;

/** The value of a setting. A value of the wrong kind counts as not set: the manifest's default then holds. */
export function readSetting<Id extends SettingId>(
  id: Id,
  scope?: ConfigurationScope,
): z.output<(typeof schemas)[Id]> {
  const section = workspace.getConfiguration(undefined, scope ?? null);
  return checked(id, section.get(id), section.inspect(id)?.defaultValue);
}

/** The value of a setting in the person's own settings, whatever a workspace or folder says. */
export function readOwnSetting<Id extends SettingId>(id: Id): z.output<(typeof schemas)[Id]> {
  const found = workspace.getConfiguration().inspect(id);
  return checked(id, found?.globalValue, found?.defaultValue);
}

function checked<Id extends SettingId>(id: Id, value: unknown, otherwise: unknown) {
  const schema: z.ZodMiniType = schemas[id];
  const set = schema.safeParse(value);
  return (set.success ? set.data : schema.parse(otherwise)) as z.output<(typeof schemas)[Id]>;
}
