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
} satisfies Record<SettingId, z.ZodMiniType>;

/** The value of a setting. A value of the wrong kind counts as not set: the manifest's default then holds. */
export function readSetting<Id extends SettingId>(
  id: Id,
  scope?: ConfigurationScope,
): z.output<(typeof schemas)[Id]> {
  const section = workspace.getConfiguration(undefined, scope ?? null);
  const schema: z.ZodMiniType = schemas[id];
  const set = schema.safeParse(section.get(id));
  const value = set.success ? set.data : schema.parse(section.inspect(id)?.defaultValue);
  return value as z.output<(typeof schemas)[Id]>;
}
