import { type Configuration, parseTiers } from '../../protocol/configurations';
import { type Parameters, sameParameters } from './parameters';

type KnownTier = (typeof parseTiers)[number];

/** What people call the tiers. */
export const tierNames: Readonly<Record<KnownTier, string>> = {
  fast: 'Fast',
  cost_effective: 'Cost Effective',
  agentic: 'Agentic',
  agentic_plus: 'Agentic Plus',
};

/** The only preset that LlamaCloud documents; its list of configurations has none (LlamaCloud API docs). */
const publicPreset = { tier: 'agentic', id: 'cfg-PARSE_AGENTIC' } as const;

/** A tier without any further options. */
export interface TierChoice {
  tier: KnownTier;
  /** The name under which we save it, so that a person recognises it among the server's configurations. */
  ownName: string;
  parameters: Parameters;
  /** The configuration on the server where there is one. */
  there: Configuration | null;
}

const plain = (tier: KnownTier): Parameters => ({ product_type: 'parse_v2', tier, version: 'latest' });

/**
 * The tiers that a project's configurations do not offer by themselves. Those that we made before have their
 * configuration in `there`; a name of ours that a person has given other options is theirs and makes no choice.
 */
export function tierChoices(saved: readonly Configuration[]): TierChoice[] {
  return parseTiers.flatMap(tier => {
    const parameters = plain(tier);
    const ownName = `Llama Batches: ${tierNames[tier].toLowerCase().replace(' ', '-')}`;
    const own = saved.find(({ name }) => name === ownName);
    const isPlain = (configuration: Configuration) => sameParameters(configuration.parameters, parameters);
    if (own) return isPlain(own) ? [{ tier, ownName, parameters, there: own }] : [];
    if (saved.some(isPlain)) return [];
    return [{ tier, ownName, parameters, there: tier === publicPreset.tier ? preset(parameters) : null }];
  });
}

const preset = (parameters: Parameters): Configuration => ({
  id: publicPreset.id,
  name: tierNames[publicPreset.tier],
  product_type: 'parse_v2',
  version: '',
  parameters,
  created_at: null,
  updated_at: null,
});
