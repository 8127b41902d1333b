import { regions } from './regions';

/** What the environment says about LlamaCloud: the variables of the official SDKs (LlamaCloud API docs). */
export interface EnvironmentKey {
  /** Name of the variable that the key is in. */
  variable: string;
  key: string;
  /** `LLAMA_CLOUD_BASE_URL`, else the SDKs' own default; not checked. */
  baseUrl: string;
}

const keyVariables = ['LLAMA_CLOUD_API_KEY', 'LLAMA_PARSE_API_KEY'];

/** The key of the environment; the first variable that holds one counts, a blank one does not, as in the SDKs. */
export function environmentKey(env: NodeJS.ProcessEnv): EnvironmentKey | undefined {
  for (const variable of keyVariables) {
    const key = env[variable]?.trim();
    if (!key) continue;
    return { variable, key, baseUrl: env['LLAMA_CLOUD_BASE_URL']?.trim() || (regions[0]?.baseUrl ?? '') };
  }
  return undefined;
}
