/** Ids of built-in presets, which nobody can change: `cfg-` and capitals (LlamaCloud API docs). */
export const isPreset = (id: string): boolean => /^cfg-[A-Z][A-Z0-9_]*$/.test(id);
