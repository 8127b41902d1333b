import { parseTiers } from '../../protocol/configurations';

/** Text of `version` of all presets: they never change. */
const version = '2026-11-21T00:00:00Z';

const names: Record<(typeof parseTiers)[number], string> = {
  fast: 'Fast',
  cost_effective: 'Cost Effective',
  agentic: 'Agentic',
  agentic_plus: 'Agentic Plus',
};

/**
 * The built-in configurations, one a tier, read-only. `cfg-PARSE_AGENTIC` is LlamaCloud's own; the other three ids are
 * local additions after its pattern (LlamaCloud API docs).
 */
export const presets = parseTiers.map(tier => ({
  id: `cfg-PARSE_${tier.toUpperCase()}`,
  name: names[tier],
  product_type: 'parse_v2',
  version,
  parameters: { product_type: 'parse_v2', tier, version: 'latest' },
  created_at: version,
  updated_at: version,
}));
export type Preset = (typeof presets)[number];

export const findPreset = (id: string): Preset | undefined => presets.find(preset => preset.id === id);
